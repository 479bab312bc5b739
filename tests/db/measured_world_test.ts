import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { readTray } from "../../actions/read_tray.ts";
import { onEachDatabase } from "../support/databases.ts";
import { NOON } from "../support/rows.ts";
import { CITY, fillWorld, scaled, someViewers } from "../support/world.ts";

const VILLAGE = { ...scaled(CITY, 0.005), friendsEach: 20, mostFriends: 100 };
const ASKED = 40;

describe("the world that trays are measured in", () => {
  onEachDatabase((open) => {
    it("is one in which people see rooms, and not all of them", async () => {
      const database = await open();
      await fillWorld(database, VILLAGE, NOON);
      const seen: number[] = [];
      for (const personId of await someViewers(database.db, VILLAGE, 10, ASKED - 10)) {
        const viewer = { kind: "person", personId, name: "" } as const;
        const tray = await readTray({ db: database.db, now: () => NOON }, viewer);
        assert.ok(tray.ok);
        seen.push(tray.value.length);
      }
      assert.ok(seen.filter((rooms) => rooms > 0).length > ASKED / 4, `rooms seen: ${seen}`);
      assert.ok(Math.max(...seen) < VILLAGE.openRooms / 2, `rooms seen: ${seen}`);
    });
  });
});
