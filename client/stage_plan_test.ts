import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import fc from "fast-check";
import { fitShape, planStage, type TilePlace } from "./stage_plan.ts";

const PHONE = { width: 374, height: 660, gap: 8 };
const WIDE = { width: 1264, height: 640, gap: 8 };

function area({ width, height }: TilePlace): number {
  return width * height;
}

describe("planStage()", () => {
  it("gives people the whole stage while no screen is shared", () => {
    const { people, screens } = planStage({ ...WIDE, people: 2, screens: 0 });
    assert.equal(screens.length, 0);
    assert.ok(people.every((place) => place.width > 600));
  });

  it("shows a screen large, with people in a column beside it on a wide window", () => {
    const { people, screens: [screen] } = planStage({ ...WIDE, people: 3, screens: 1 });
    assert.ok(screen && area(screen) > 0.7 * WIDE.width * WIDE.height);
    assert.ok(people.every(({ x }) => x >= screen.x + screen.width));
    assert.equal(new Set(people.map(({ x }) => x)).size, 1);
  });

  it("shows a screen above people on an upright one, and as wide as it is", () => {
    const { people, screens: [screen] } = planStage({ ...PHONE, people: 3, screens: 1 });
    assert.ok(screen && screen.width === PHONE.width);
    assert.ok(people.every(({ y }) => y >= screen.y + screen.height));
    assert.ok(people.every(({ height }) => height > 100));
  });

  it("fits a screen of any shape into its place, in the middle", () => {
    const place = { x: 100, y: 50, width: 800, height: 400 };
    assert.deepEqual(fitShape(place, 2), place);
    assert.deepEqual(fitShape(place, 1), { x: 300, y: 50, width: 400, height: 400 });
    assert.deepEqual(fitShape(place, 4), { x: 100, y: 150, width: 800, height: 200 });
  });

  it("keeps everything on the stage, and nothing over each other", () => {
    const requests = fc.record({
      people: fc.integer({ min: 1, max: 50 }),
      screens: fc.integer({ min: 0, max: 4 }),
      width: fc.integer({ min: 320, max: 3000 }),
      height: fc.integer({ min: 240, max: 2000 }),
      gap: fc.integer({ min: 0, max: 4 }),
    });
    fc.assert(fc.property(requests, (request) => {
      const { people, screens } = planStage(request);
      assert.deepEqual([people.length, screens.length], [request.people, request.screens]);
      const all = [...screens, ...people];
      for (const [index, one] of all.entries()) {
        assert.ok(
          one.x >= 0 && one.y >= 0 && one.x + one.width <= request.width && one.y + one.height <= request.height,
        );
        for (const other of all.slice(index + 1)) {
          const isApart = one.x + one.width <= other.x || other.x + other.width <= one.x ||
            one.y + one.height <= other.y || other.y + other.height <= one.y;
          assert.ok(isApart);
        }
      }
    }));
  });
});
