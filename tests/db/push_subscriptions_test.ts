import { before, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import type { Db } from "../../db/database.ts";
import {
  deleteSubscription,
  dropOutdated,
  keepSubscription,
  listSubscriptions,
  putSubscription,
  SUBSCRIPTIONS_EACH,
} from "../../db/push_subscriptions.ts";
import type { PersonId } from "../../domain/ids.ts";
import { onEachDatabase } from "../support/databases.ts";
import { someSession, subscribed } from "../support/push_rows.ts";
import { minutesAfterNoon, NOON, somePerson } from "../support/rows.ts";

describe("db/push_subscriptions", () => {
  onEachDatabase((open) => {
    let db: Db;
    before(async () => {
      ({ db } = await open());
    });

    async function endpointsOf(person: PersonId): Promise<string[]> {
      return ((await listSubscriptions(db, [person])).get(person) ?? []).map(({ endpoint }) => endpoint);
    }

    function put(person: PersonId, session: string, endpoint: string, at = NOON): Promise<boolean> {
      const keys = { endpoint, p256dh: "p", auth: "a" };
      return db.transaction().execute((trx) =>
        putSubscription(trx, { id: crypto.randomUUID(), person, session, keys, at })
      );
    }

    it("end with the session that they were made in", async () => {
      const noor = await somePerson(db, "Noor");
      await subscribed(db, noor, { endpoint: "one" });
      await subscribed(db, noor, { endpoint: "other" });
      assert.deepEqual((await endpointsOf(noor)).toSorted(), ["one", "other"]);
      const { session_id } = await db.selectFrom("push_subscription").select("session_id").where("endpoint", "=", "one")
        .executeTakeFirstOrThrow();
      await db.deleteFrom("auth_session").where("id", "=", session_id).execute();
      assert.deepEqual(await endpointsOf(noor), ["other"]);
    });

    it("are not made in a session that is over, or somebody else's", async () => {
      const [noor, mara] = [await somePerson(db, "Noor"), await somePerson(db, "Mara")];
      assert.equal(await put(noor, "no session", "a"), false);
      assert.equal(await put(noor, await someSession(db, mara), "a"), false);
      assert.deepEqual(await endpointsOf(noor), []);
    });

    it("are at most so many for each, the latest ones", async () => {
      const noor = await somePerson(db, "Noor");
      const session = await someSession(db, noor);
      for (let at = 0; at <= SUBSCRIPTIONS_EACH; at++) await put(noor, session, `many ${at}`, minutesAfterNoon(at));
      const left = await endpointsOf(noor);
      assert.deepEqual([left.length, left[0]], [SUBSCRIPTIONS_EACH, "many 1"]);
    });

    it("go on with a later session of the same person, and with nobody else's", async () => {
      const [noor, mara] = [await somePerson(db, "Noor"), await somePerson(db, "Mara")];
      await subscribed(db, noor, { endpoint: "kept" });
      const session = await someSession(db, noor);
      const theirs = await someSession(db, mara);
      assert.equal(await keepSubscription(db, { person: mara, session: theirs, endpoint: "kept" }), false);
      assert.equal(await keepSubscription(db, { person: noor, session: theirs, endpoint: "kept" }), false);
      assert.equal(await keepSubscription(db, { person: noor, session, endpoint: "none" }), false);
      assert.equal(await keepSubscription(db, { person: noor, session, endpoint: "kept" }), true);
      await db.deleteFrom("auth_session").where("person_id", "=", noor).where("id", "<>", session).execute();
      assert.deepEqual(await endpointsOf(noor), ["kept"]);
    });

    it("of sessions that have run out are dropped when somebody signs out", async () => {
      const noor = await somePerson(db, "Noor");
      await subscribed(db, noor, { endpoint: "old" });
      await db.updateTable("auth_session").set({ expires_at: NOON }).where("person_id", "=", noor).execute();
      await subscribed(db, noor, { endpoint: "new" });
      await dropOutdated(db, noor, NOON);
      assert.deepEqual(await endpointsOf(noor), ["new"]);
    });

    it("are turned off by their own person alone", async () => {
      const [noor, mara] = [await somePerson(db, "Noor"), await somePerson(db, "Mara")];
      await subscribed(db, noor, { endpoint: "hers" });
      await deleteSubscription(db, mara, "hers");
      await deleteSubscription(db, noor, "\0");
      assert.deepEqual(await endpointsOf(noor), ["hers"]);
      await deleteSubscription(db, noor, "hers");
      assert.deepEqual(await endpointsOf(noor), []);
    });
  });
});
