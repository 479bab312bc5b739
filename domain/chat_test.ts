import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import fc from "fast-check";
import { addLine, LINES_KEPT, linesFor, nextLineAt, UNITS_KEPT } from "./chat.ts";
import { seatId } from "./ids.ts";
import type { ChatLine } from "./room.ts";

function line(at: number, text = "hello"): ChatLine {
  return { seatId: seatId("ann"), name: "Ann", text, at };
}

describe("addLine()", () => {
  it("adds a line once, however often it comes", () => {
    const lines = addLine(addLine([], line(1)), line(2));
    assert.deepEqual(lines.map(({ at }) => at), [1, 2]);
    assert.equal(addLine(lines, line(2)), lines);
    assert.equal(addLine(lines, line(1)), lines);
  });

  it("keeps the last ones, and no more text than a page is to be sent", () => {
    fc.assert(fc.property(fc.array(fc.string({ maxLength: 6000 }), { maxLength: 250 }), (texts) => {
      const lines = texts.map((text, index) => line(index + 1, text)).reduce(addLine, [] as readonly ChatLine[]);
      assert.ok(lines.length <= LINES_KEPT);
      assert.ok(lines.reduce((sum, { text }) => sum + text.length, 0) <= UNITS_KEPT);
      assert.deepEqual(
        lines.map(({ at }) => at),
        texts.map((_, index) => index + 1).slice(texts.length - lines.length),
      );
    }));
  });
});

describe("nextLineAt()", () => {
  it("is now, or a moment after the last line", () => {
    assert.equal(nextLineAt([], 50), 50);
    assert.equal(nextLineAt([line(49)], 50), 50);
    assert.equal(nextLineAt([line(50)], 50), 51);
    assert.equal(nextLineAt([line(70)], 50), 71);
  });
});

describe("linesFor()", () => {
  it("leaves out what was said before somebody came", () => {
    const lines = [line(1), line(2), line(3)];
    assert.deepEqual(linesFor(lines, { joinedAt: 2 }).map(({ at }) => at), [3]);
    assert.deepEqual(linesFor(lines, { joinedAt: 0 }), lines);
  });
});
