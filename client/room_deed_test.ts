import { afterEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { roomId, seatId } from "../domain/ids.ts";
import { doInRoom, doToSeat } from "./room_deed.ts";

const ROOM = roomId("a room");
const realFetch = globalThis.fetch;

describe("the deeds of those who look after a room", () => {
  afterEach(() => {
    globalThis.fetch = realFetch;
  });

  function answering(answer: () => Response): string[] {
    const asked: string[] = [];
    globalThis.fetch = (path, init) => {
      asked.push(`${init?.method} ${path}`);
      return Promise.resolve(answer());
    };
    return asked;
  }

  it("go to the API, with ids as they stand in addresses", async () => {
    const asked = answering(() => new Response(null, { status: 204 }));
    assert.deepEqual(await doInRoom(ROOM, "lock"), { isDone: true });
    for (const deed of ["remove", "ask-unmute", "name-co-host", "unname-co-host"] as const) {
      assert.deepEqual(await doToSeat(ROOM, seatId("a/seat"), deed), { isDone: true });
    }
    assert.deepEqual(asked, [
      "POST /api/v1/rooms/a%20room/lock",
      "POST /api/v1/rooms/a%20room/seats/a%2Fseat/remove",
      "POST /api/v1/rooms/a%20room/seats/a%2Fseat/ask-unmute",
      "PUT /api/v1/rooms/a%20room/seats/a%2Fseat/co-host",
      "DELETE /api/v1/rooms/a%20room/seats/a%2Fseat/co-host",
    ]);
  });

  it("say why they were not done, as far as it is known", async () => {
    answering(() => Response.json({ error: { code: "room_ended", message: "It is over." } }, { status: 410 }));
    assert.deepEqual(await doInRoom(ROOM, "end"), { isDone: false, reason: "It is over." });
    for (const body of ["null", "{}", `{"error":{"message":7}}`, "<html>"]) {
      answering(() => new Response(body, { status: 502 }));
      assert.deepEqual(await doInRoom(ROOM, "end"), { isDone: false, reason: null }, body);
    }
    globalThis.fetch = () => Promise.reject(new TypeError("offline"));
    assert.deepEqual(await doInRoom(ROOM, "end"), { isDone: false, reason: null });
  });
});
