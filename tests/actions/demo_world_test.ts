import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { UNLIMITED } from "../../domain/rate_limit.ts";
import { createAccounts } from "../../accounts/better_auth.ts";
import { countNotices } from "../../actions/count_notices.ts";
import { listComingRooms } from "../../actions/list_coming_rooms.ts";
import { listEvents } from "../../actions/list_events.ts";
import { readTray } from "../../actions/read_tray.ts";
import type { Db } from "../../db/database.ts";
import type { Viewer } from "../../domain/viewer.ts";
import { emailOf, PASSWORD, PEOPLE } from "../../tools/demo_world.ts";
import { settleDemo } from "../../tools/settle_demo.ts";
import { onEachDatabase } from "../support/databases.ts";
import { openHouse } from "../support/house.ts";
import { keptLog } from "../support/kept_log.ts";

async function accountsOf(db: Db) {
  return await createAccounts({
    db,
    secret: "a secret of thirty-two characters",
    publicUrl: new URL("http://127.0.0.1"),
    limits: UNLIMITED,
    log: keptLog(),
  });
}

describe("The demo world", () => {
  onEachDatabase((open) => {
    it("can be signed in to, has something to see in the tray, and settles once", async () => {
      const { db } = await open();
      await using house = openHouse(db);
      const accounts = await accountsOf(db);
      assert.equal(await settleDemo(house.deps, accounts), "settled");
      const before = await counts(db);
      assert.equal(await settleDemo(house.deps, accounts), "was_there");
      assert.deepEqual(await counts(db), before);

      const ada = await accounts.signIn({ email: emailOf(PEOPLE[0] ?? ""), password: PASSWORD }, new Headers());
      assert.ok(ada.ok);
      const viewer: Viewer = { kind: "person", personId: ada.value.person.id, name: ada.value.person.name };
      const tray = await readTray(house.deps, viewer);
      assert.ok(tray.ok);
      assert.equal(tray.value[0]?.host.name, "Björn Lindqvist", "the closest first");
      assert.deepEqual(new Set(tray.value.map(({ audience }) => audience)), new Set(["friends", "people", "group"]));
      assert.ok(tray.value.every(({ inside }) => inside.length === 0), "nobody pretends to be inside");
      const coming = await listComingRooms(house.deps, viewer);
      assert.ok(coming.ok);
      const titles = coming.value.map(({ room, reminded }) => [room.activity.title, reminded]);
      assert.deepEqual(titles, [["Studying", true], ["Morning coffee", false], ["Book club", true]]);
      const events = await listEvents(house.deps, viewer, { which: "coming", after: null });
      assert.ok(events.ok);
      assert.deepEqual(events.value.events.map(({ event }) => event.room.activity.title), [
        "Hana’s birthday",
        "Along the ridge",
      ]);
      const unread = await countNotices(house.deps, viewer);
      assert.ok(unread.ok && unread.value >= 3);
    });

    it("leaves a database alone where one of its addresses belongs to somebody", async () => {
      const { db } = await open();
      await using house = openHouse(db);
      const accounts = await accountsOf(db);
      await accounts.signUp({ name: "Ada", email: emailOf(PEOPLE[0] ?? ""), password: "of her own" }, new Headers());
      assert.equal(await settleDemo(house.deps, accounts), "half_there");
      assert.equal((await db.selectFrom("person").select("id").execute()).length, 1);
    });
  });
});

async function counts(db: Db): Promise<readonly number[]> {
  const tables = ["person", "auth_session", "friendship", "interaction", "room", "room_shown", "notice"] as const;
  return await Promise.all(tables.map(async (table) => (await db.selectFrom(table).selectAll().execute()).length));
}
