import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import fc from "fast-check";
import { arrange, type GridRequest } from "./grid.ts";

const shapes = { gap: 8, narrowest: 0.8, widest: 16 / 9 };

const requests: fc.Arbitrary<GridRequest> = fc.record({
  count: fc.integer({ min: 1, max: 40 }),
  width: fc.integer({ min: 320, max: 4000 }),
  height: fc.integer({ min: 200, max: 3000 }),
  gap: fc.integer({ min: 0, max: 4 }),
  narrowest: fc.double({ min: 0.5, max: 1.3, noNaN: true }),
  widest: fc.double({ min: 1.4, max: 2.4, noNaN: true }),
});

describe("arrange()", () => {
  it("stacks two on an upright phone and puts them side by side on a wide screen", () => {
    assert.deepEqual(pick(arrange({ ...shapes, count: 2, width: 374, height: 660 })), [1, 2]);
    assert.deepEqual(pick(arrange({ ...shapes, count: 2, width: 1264, height: 640 })), [2, 1]);
  });

  it("makes eight a 2 by 4 on a phone and a 4 by 2 on a wide screen", () => {
    assert.deepEqual(pick(arrange({ ...shapes, count: 8, width: 374, height: 660 })), [2, 4]);
    assert.deepEqual(pick(arrange({ ...shapes, narrowest: 4 / 3, count: 8, width: 1264, height: 560 })), [4, 2]);
  });

  it("centres a short last row", () => {
    const { places, tileWidth } = arrange({ ...shapes, count: 3, width: 800, height: 600, narrowest: 4 / 3 });
    const [first, second, third] = places;
    assert.ok(first && second && third);
    assert.equal(third.x + tileWidth / 2, Math.floor((first.x + second.x + tileWidth) / 2));
  });

  it("keeps every tile inside and apart from the others, in an allowed shape", () => {
    fc.assert(fc.property(requests, (request) => {
      const grid = arrange(request);
      assert.equal(grid.places.length, request.count);
      for (const [index, { x, y }] of grid.places.entries()) {
        assert.ok(x >= 0 && y >= 0 && x + grid.tileWidth <= request.width && y + grid.tileHeight <= request.height);
        for (const other of grid.places.slice(index + 1)) {
          assert.ok(Math.abs(other.x - x) >= grid.tileWidth || Math.abs(other.y - y) >= grid.tileHeight);
        }
      }
      const [width, height] = [grid.tileWidth, grid.tileHeight];
      assert.ok((width + 1) / height >= request.narrowest && width / (height + 1) <= request.widest);
    }));
  });

  it("finds no smaller tiles for fewer people", () => {
    fc.assert(fc.property(requests, (request) => {
      const fewer = arrange(request);
      const more = arrange({ ...request, count: request.count + 1 });
      assert.ok(fewer.tileWidth * fewer.tileHeight >= more.tileWidth * more.tileHeight);
    }));
  });

  it("survives a window that is not laid out yet", () => {
    const { tileWidth, tileHeight, places } = arrange({ ...shapes, count: 2, width: 0, height: 0 });
    assert.deepEqual([tileWidth, tileHeight, places.length], [0, 0, 2]);
  });
});

function pick({ columns, rows }: { columns: number; rows: number }): [number, number] {
  return [columns, rows];
}
