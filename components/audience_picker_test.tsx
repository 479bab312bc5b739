import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { renderToString } from "preact-render-to-string";
import { type AudienceDraft, UNDECIDED } from "../domain/audience.ts";
import type { Placed } from "../domain/foresight.ts";
import { personId } from "../domain/ids.ts";
import type { Ring } from "../domain/room.ts";
import { AudiencePicker } from "./AudiencePicker.tsx";

const FORESIGHT = { now: [], later: [], total: 0 };

/** As `planRings` places so many: 5 first, 15 next, the others last. */
function friends(count: number): readonly Placed[] {
  return Array.from({ length: count }, (_, at): Placed => {
    const ring: Ring = at < 5 ? 1 : at < 20 ? 2 : 3;
    return { personId: personId(`id-${at}`), name: `Friend ${at}`, ring, struck: false, dimmed: at === 1 };
  });
}

/** Whom one could leave out, with those who are. */
function strikes(count: number, draft: Partial<AudienceDraft>): readonly string[] {
  const html = renderToString(
    <AudiencePicker
      locale="en"
      draft={{ ...UNDECIDED, kind: "friends", ...draft }}
      foresight={FORESIGHT}
      friends={friends(count)}
      groups={[]}
      action="/rooms/new"
      error={null}
    />,
  );
  const ticks = html.matchAll(/name="struck" value="id-(\d+)"( checked)?/g);
  return [...ticks].map(([, at, checked]) => `${at}${checked ? "!" : ""}`);
}

describe("AudiencePicker", () => {
  it("offers every friend to be left out where there are few enough to list", () => {
    assert.equal(strikes(50, {}).length, 50);
  });

  it("finds any of many friends by name, and goes on showing who is left out already", () => {
    const struckIds = [personId("id-3"), personId("id-170")];
    assert.deepEqual(
      strikes(200, { struckIds }),
      [...Array(20).keys()].map((at) => at === 3 ? "3!" : `${at}`).concat("170!"),
    );
    assert.deepEqual(strikes(200, { struckIds, strikeQuery: " friend 19" }), [
      "3!",
      "170!",
      "19",
      ...[...Array(10).keys()].map((digit) => `19${digit}`),
    ]);
    assert.deepEqual(strikes(200, { strikeQuery: "nobody" }), []);
  });
});
