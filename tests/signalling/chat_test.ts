/** What people inside write to each other: who may, who sees it, and that nothing of it is kept. */
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { sql } from "kysely";
import { changeRoom } from "../../actions/change_room.ts";
import type { ChatLine, Room } from "../../domain/room.ts";
import { BURST_COST, costOf } from "../../signalling/limits.ts";
import { asking } from "../support/asking.ts";
import { embeddedForSuite } from "../support/databases.ts";
import { type House, openHouse, type PersonViewer } from "../support/house.ts";
import { expectJoined, type SignalClient } from "../support/signal_client.ts";

describe("the chat", () => {
  const db = embeddedForSuite();
  let house: House;
  let room: Room;
  let host: PersonViewer;
  let hosting: SignalClient;
  let ann: SignalClient;
  let annCookie: string;
  beforeEach(async () => {
    house = openHouse(db());
    room = await house.room();
    host = { kind: "person", personId: room.hostId, name: room.hostName };
    hosting = await house.socket({ viewer: host });
    await hosting.hello(room.code);
    expectJoined(await hosting.join());
    annCookie = await house.guest(room);
    ann = await house.socket({ cookie: annCookie });
    await ann.hello(room.code);
    expectJoined(await ann.join({ nickname: "Ann" }));
    house.time.advance(1000);
  });
  afterEach(async () => {
    await house[Symbol.asyncDispose]();
    assert.deepEqual(house.log.records.filter(({ level }) => level === "error"), []);
  });

  const say = (client: SignalClient, text: string) => client.ask({ type: "say", text });

  async function heard(client: SignalClient): Promise<ChatLine> {
    const { event } = await client.next("room_event", ({ event }) => event.type === "said");
    return event.type === "said" ? event.line : assert.fail();
  }

  async function comesIn(cookie: string, nickname: string | null): Promise<readonly ChatLine[]> {
    const client = await house.socket({ cookie });
    await client.hello(room.code);
    return expectJoined(await client.join({ nickname })).live.lines;
  }

  it("brings a line to everybody inside, the sender included, and to nobody at the door", async () => {
    const outside = await house.socket({ cookie: await house.guest(room) });
    await outside.hello(room.code);
    assert.equal((await say(ann, "  hello  ")).type, "done");
    for (const client of [ann, hosting]) {
      const { name, text } = await heard(client);
      assert.deepEqual([name, text], ["Ann", "hello"]);
    }
    assert.equal((await say(outside, "me, too")).type, "refused");
    assert.ok(!JSON.stringify(outside.unread).includes("hello"));
    assert.equal((await outside.ask({ type: "leave" })).type, "refused");
  });

  it("keeps the order of lines that follow each other at once", async () => {
    for (const text of ["one", "two", "three"]) ann.send({ type: "say", id: 1, text });
    const lines = [await heard(hosting), await heard(hosting), await heard(hosting)];
    assert.deepEqual(lines.map(({ text }) => text), ["one", "two", "three"]);
    assert.equal(new Set(lines.map(({ at }) => at)).size, 3);
  });

  it("shows a newcomer what is said from then on, and who comes back what they could see before", async () => {
    await say(ann, "before");
    house.time.advance(1000);
    const bo = await house.guest(room);
    assert.deepEqual(await comesIn(bo, "Bo"), []);
    house.time.advance(1000);
    await say(hosting, "after");
    await ann.cut();
    assert.deepEqual((await comesIn(annCookie, null)).map(({ text }) => text), ["before", "after"]);
    assert.deepEqual((await comesIn(bo, null)).map(({ text }) => text), ["after"]);
  });

  it("who left and comes again is a newcomer, and the last one takes it all along", async () => {
    await say(ann, "hello");
    await ann.ask({ type: "leave" });
    house.time.advance(1000);
    expectJoined(await ann.join());
    assert.deepEqual(
      expectJoined(await hosting.join().then(() => hosting.ask({ type: "leave" })).then(() => hosting.join()))
        .live.lines,
      [],
    );
  });

  it("refuses what is no text, and everybody but hosts where it is closed; the socket stays", async () => {
    for (const text of ["", " ", "\u202egnp.exe", "x".repeat(401), "x".repeat(10_000)]) {
      const answer = await say(ann, text);
      assert.deepEqual(answer.type === "refused" && answer.code, "bad_text");
    }
    const settings = { chatAllowed: false };
    assert.ok((await changeRoom(house.deps, asking(host), room.id, { settings })).ok);
    const closed = await say(ann, "hello");
    assert.deepEqual(closed.type === "refused" && closed.code, "chat_closed");
    assert.equal((await say(hosting, "quiet please")).type, "done");
    assert.equal((await heard(ann)).text, "quiet please");
  });

  it("is cut off for who says too much at once, like everything", async () => {
    for (let cost = 0; cost + costOf("say") <= BURST_COST; cost += costOf("say")) {
      assert.equal((await say(ann, `that is ${cost}`)).type, "done");
    }
    ann.send({ type: "say", id: 1, text: "and more" });
    await ann.next("refused", ({ code }) => code === "too_many_requests");
    assert.equal((await ann.closed).code, 4429);
  });

  it("leaves nothing in the database", async () => {
    const secret = "the treasure is under the oak";
    await say(ann, secret);
    await heard(hosting);
    const { rows: tables } = await sql<{ name: string }>`
      select table_name as name from information_schema.tables where table_schema = 'public'`.execute(db());
    assert.ok(tables.length > 10);
    for (const { name } of tables) {
      const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} as t`.execute(db());
      assert.ok(rows.every(({ row }) => !row.includes(secret)), name);
    }
    assert.ok(!JSON.stringify(house.log.records).includes(secret));
  });
});
