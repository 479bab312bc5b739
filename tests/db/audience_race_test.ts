/** A room for a group, and its host who is on the way out of that group: on a server, where two transactions run at once. */
import { after, afterEach, before, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { sql } from "kysely";
import { changeRoom } from "../../actions/change_room.ts";
import { createRoom } from "../../actions/create_room.ts";
import { leaveGroup } from "../../actions/leave_group.ts";
import { removeMember } from "../../actions/remove_member.ts";
import { type Database, type Db, openDatabase } from "../../db/database.ts";
import { findRoomById } from "../../db/rooms.ts";
import { type GroupId, groupId } from "../../domain/ids.ts";
import type { Outcome } from "../../domain/refusal.ts";
import type { Room } from "../../domain/room.ts";
import { asking } from "../support/asking.ts";
import { postgresForSuite } from "../support/databases.ts";
import { type House, openHouse, type PersonViewer } from "../support/house.ts";
import { NOON } from "../support/rows.ts";
import { until } from "../support/until.ts";

const activity = { emoji: "☕", title: "Coffee" } as const;

describe("a room for a group", () => {
  const server = postgresForSuite();
  let database: Database;
  let db: Db;
  let house: House;
  let admin: PersonViewer;
  let host: PersonViewer;
  let choir: GroupId;
  before(async () => {
    database = await openDatabase({ dataDir: "", url: await server().createDatabase() });
    ({ db } = database);
  });
  after(() => database?.close());
  beforeEach(async () => {
    house = openHouse(db);
    [admin, host] = [await house.person("Ada"), await house.person("Mara")];
    choir = groupId(crypto.randomUUID());
    await db.insertInto("person_group")
      .values({ id: choir, name: "Choir", description: "", code: choir, joining: "link", created_at: NOON }).execute();
    await db.insertInto("group_member").values([
      { group_id: choir, person_id: admin.personId, role: "admin", joined_at: NOON },
      { group_id: choir, person_id: host.personId, role: "member", joined_at: NOON },
    ]).execute();
  });
  afterEach(() => house[Symbol.asyncDispose]());

  function open(): Promise<Outcome<Room>> {
    return createRoom(house.deps, host, { activity, audience: { kind: "group", groupId: choir } });
  }

  /** How many statements wait for a lock. */
  async function waiting(): Promise<number> {
    const { rows } = await sql<{ count: number }>`
      select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      .execute(db);
    return Number(rows[0]?.count);
  }

  async function given(before: () => Promise<Outcome<Room>>): Promise<() => Promise<Outcome<Room>>> {
    const room = await before();
    assert.ok(room.ok);
    const { id } = room.value;
    return () => changeRoom(house.deps, asking(host), id, { audience: { kind: "group", groupId: choir } });
  }

  const CHOOSING: Readonly<Record<string, () => Promise<() => Promise<Outcome<Room>>>>> = {
    "opened": () => Promise.resolve(open),
    "given to it": () => given(() => createRoom(house.deps, host, { activity, audience: { kind: "link" } })),
    "given to it once more": () => given(open),
  };
  const PARTING = {
    "is taken out of it": () => removeMember(house.deps, admin, choir, host.personId),
    "leaves it": () => leaveGroup(house.deps, host, choir),
  };

  for (const [how, prepare] of Object.entries(CHOOSING)) {
    for (const [parting, part] of Object.entries(PARTING)) {
      it(`is ${how} while its host ${parting}: then it is nobody's`, async () => {
        const choose = await prepare();
        const held = Promise.withResolvers<void>();
        const release = Promise.withResolvers<void>();
        // Rooms can be read and held, and not be written: the choice has been judged, and not been made.
        const holding = db.transaction().execute(async (trx) => {
          await sql`lock table room in share mode`.execute(trx);
          held.resolve();
          await release.promise;
        });
        await held.promise;
        const choosing = choose();
        await until("the choice to wait", async () => await waiting() === 1);
        let parted = false;
        const leaving = part().finally(() => parted = true);
        await until("the parting to wait, or to be done", async () => parted || await waiting() === 2);
        release.resolve();
        await holding;
        const room = await choosing;
        assert.ok(room.ok);
        assert.ok((await leaving).ok);
        assert.deepEqual((await findRoomById(db, room.value.id))?.audience, { kind: "people" });
      });
    }
  }
});
