import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { Foresight } from "../domain/foresight.ts";
import { groupId, personId } from "../domain/ids.ts";
import { audienceText } from "./audience_text.ts";
import { foresightText } from "./foresight_text.ts";

function foresight(names: readonly string[], later: Foresight["later"], total: number): Foresight {
  return { now: names.map((name) => ({ personId: personId(name), name })), later, total };
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

describe("audienceText()", () => {
  const room = { groupName: "Choir", hostName: "Ann" };
  it("tells the host and everybody else who can see the room", () => {
    const audience = { kind: "friends" } as const;
    assert.match(audienceText({ ...room, audience, isHost: false }, "en"), /^Ann’s friends can see this room/);
    assert.match(audienceText({ ...room, audience, isHost: true }, "en"), /^Your friends can see this room/);
    const choir = { kind: "group", groupId: groupId("choir") } as const;
    assert.match(audienceText({ ...room, audience: choir, isHost: false }, "en"), /^Members of Choir/);
  });
});
