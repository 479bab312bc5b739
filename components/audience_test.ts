import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { Foresight } from "../domain/foresight.ts";
import { groupId, personId } from "../domain/ids.ts";
import { audienceText } from "./audience_text.ts";
import { foresightText } from "./foresight_text.ts";
import { showingText } from "./showing_text.ts";

function foresight(
  names: readonly string[],
  later: readonly Omit<Foresight["later"][number], "at">[],
  total: number,
): Foresight {
  return {
    now: names.map((name) => ({ personId: personId(name), name })),
    later: later.map((step) => ({ at: new Date(0), ...step })),
    total,
  };
}

describe("foresightText()", () => {
  it("names two, counts the others, and ends with everybody", () => {
    const names = ["Ann", "Bo", "Cy", "Di", "Ed", "Flo", "Gus"];
    const later = [{ inMinutes: 5, more: 12 }, { inMinutes: 15, more: 21 }];
    assert.equal(
      foresightText(foresight(names, later, 40), "en"),
      "Visible now to Ann, Bo and 5 more; to 12 more in 5 minutes; to all 40 friends in 15 minutes.",
    );
  });

  it("is plain where there are few", () => {
    assert.equal(foresightText(foresight([], [], 0), "en"), "Visible now to nobody.");
    assert.equal(foresightText(foresight(["Ann"], [], 1), "en"), "Visible now to Ann.");
    assert.equal(
      foresightText(foresight(["Ann", "Bo"], [{ inMinutes: 1, more: 1 }], 3), "en"),
      "Visible now to Ann and Bo; to all 3 friends in 1 minute.",
    );
  });

  it("promises nobody more once the rings stand still", () => {
    assert.equal(foresightText(foresight(["Ann", "Bo", "Cy"], [], 9), "en"), "Visible now to Ann, Bo and 1 more.");
  });
});

describe("showingText()", () => {
  const at = new Date(2026, 2, 1, 14, 4, 20).getTime();
  const said = (...[now, more, total]: [number, number | null, number]) =>
    showingText({ now, next: more === null ? null : { at, more }, total }, "en-GB");

  it("tells who sees the room now, how many more when, and who can come in all the same", () => {
    assert.equal(
      said(4, 15, 40),
      "Your 4 closest friends see this room, 15 more from 14:05; all friends can come in by the link.",
    );
    assert.match(said(1, 1, 9), /^Your closest friend sees this room, one more from 14:05;/);
    assert.match(said(0, 2, 9), /^No friend sees this room yet, 2 more from 14:05;/);
  });

  it("promises nobody more once it widens no further", () => {
    assert.equal(said(4, null, 40), "Your 4 closest friends see this room; other friends can come in by the link.");
  });

  it("counts them where all see it, as those who were left out do not", () => {
    assert.equal(said(9, null, 9), "9 friends can see this room and come in.");
    assert.equal(said(1, null, 1), "One friend can see this room and come in.");
    assert.equal(said(0, null, 0), "No friend of yours can see this room.");
  });
});

describe("audienceText()", () => {
  const room = { groupName: "Choir", hostName: "Ann" };
  it("tells the host and everybody else who can see the room", () => {
    const audience = { kind: "friends" } as const;
    assert.match(audienceText({ ...room, audience, isHost: false }, "en"), /^Only Ann’s friends can see this room/);
    assert.match(audienceText({ ...room, audience, isHost: true }, "en"), /^Only your friends can see this room/);
    const choir = { kind: "group", groupId: groupId("choir") } as const;
    assert.match(audienceText({ ...room, audience: choir, isHost: false }, "en"), /^Members of Choir/);
  });
});
