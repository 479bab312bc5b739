import assert from "node:assert/strict";
import { before, describe, it } from "@std/testing/bdd";
import type { Db } from "../../db/database.ts";
import { eraseInteractions, listInteractions, type NewInteraction, recordInteractions } from "../../db/interactions.ts";
import { decayed, WEIGHTS } from "../../domain/affinity.ts";
import { type PersonId, roomId } from "../../domain/ids.ts";
import { onEachDatabase } from "../support/databases.ts";
import { minutesAfterNoon, NOON, somePerson } from "../support/rows.ts";

const MONTH_MINUTES = 30 * 24 * 60;

describe("db/interactions", () => {
  onEachDatabase((open) => {
    let db: Db;
    before(async () => {
      ({ db } = await open());
    });

    async function people(...names: string[]): Promise<PersonId[]> {
      const ids: PersonId[] = [];
      for (const name of names) ids.push(await somePerson(db, name));
      return ids;
    }

    async function two(): Promise<[PersonId, PersonId]> {
      const [alice, bob] = await people("Alice", "Bob");
      assert.ok(alice && bob);
      return [alice, bob];
    }

    function met(personId: PersonId, otherId: PersonId, changes: Partial<NewInteraction> = {}): NewInteraction {
      return { personId, otherId, kind: "dropped_in", amount: 1, roomId: roomId("room"), at: NOON, ...changes };
    }

    async function affinityOf(personId: PersonId, otherId: PersonId) {
      return await db.selectFrom("affinity").select(["score", "scored_at"])
        .where("person_id", "=", personId).where("other_id", "=", otherId).executeTakeFirst();
    }

    it("recordInteractions() raises the affinity by the formula, of that direction alone", async () => {
      const [alice, bob] = await two();
      await recordInteractions(db, [met(alice, bob), met(alice, bob, { kind: "together", amount: 60 })]);
      assert.deepEqual(await affinityOf(alice, bob), {
        score: WEIGHTS.dropped_in + 60 * WEIGHTS.together,
        scored_at: NOON,
      });
      assert.equal(await affinityOf(bob, alice), undefined);

      const monthLater = minutesAfterNoon(MONTH_MINUTES);
      await recordInteractions(db, [met(alice, bob, { kind: "chose", at: monthLater })]);
      assert.deepEqual(await affinityOf(alice, bob), { score: 3 + WEIGHTS.chose, scored_at: monthLater });
    });

    it("recordInteractions() takes what is told late for what it was worth then", async () => {
      const [alice, bob] = await two();
      const monthLater = minutesAfterNoon(MONTH_MINUTES);
      await recordInteractions(db, [met(alice, bob, { at: monthLater }), met(alice, bob)]);
      const row = await affinityOf(alice, bob);
      assert.deepEqual(row, { score: WEIGHTS.dropped_in * 1.5, scored_at: monthLater });
    });

    it("recordInteractions() loses nothing when many record at once, in whatever order", async () => {
      const [alice, bob] = await two();
      const both = [
        met(alice, bob, { kind: "together", amount: 10 }),
        met(bob, alice, { kind: "together", amount: 10 }),
      ];
      await Promise.all(
        Array.from({ length: 8 }, (_, n) => recordInteractions(db, n % 2 === 0 ? both : both.toReversed())),
      );
      for (const row of [await affinityOf(alice, bob), await affinityOf(bob, alice)]) {
        assert.ok(row && Math.abs(row.score - 80 * WEIGHTS.together) < 1e-9, JSON.stringify(row));
      }
    });

    it("recordInteractions() records all or nothing, also within another transaction", async () => {
      const [alice, bob] = await two();
      await assert.rejects(
        recordInteractions(db, [met(alice, bob), met(alice, bob, { amount: 0 })]),
        /interaction_amount/,
      );
      await assert.rejects(
        db.transaction().execute(async (trx) => {
          await recordInteractions(trx, [met(alice, bob)]);
          throw new Error("The deed failed");
        }),
        /The deed failed/,
      );
      await recordInteractions(db, []);
      assert.equal(await affinityOf(alice, bob), undefined);
      assert.deepEqual(await listInteractions(db, alice), []);
    });

    it("listInteractions() sums them up per other person, the latest first", async () => {
      const [alice, bob] = await two();
      const [carol] = await people("Carol");
      assert.ok(carol);
      await recordInteractions(db, [
        met(alice, bob),
        met(alice, bob, { kind: "together", amount: 12.5 }),
        met(alice, bob, { kind: "together", amount: 30, at: minutesAfterNoon(5) }),
        met(alice, carol, { kind: "followed", at: minutesAfterNoon(9) }),
        met(bob, carol),
      ]);
      const none = { together: 0, dropped_in: 0, was_visited: 0, chose: 0, followed: 0, let_in: 0, was_let_in: 0 };
      assert.deepEqual(await listInteractions(db, alice), [
        { otherId: carol, name: "Carol", counts: { ...none, followed: 1 }, minutes: 0, lastAt: minutesAfterNoon(9) },
        {
          otherId: bob,
          name: "Bob",
          counts: { ...none, together: 2, dropped_in: 1 },
          minutes: 42.5,
          lastAt: minutesAfterNoon(5),
        },
      ]);
    });

    it("listInteractions() hides nothing that is kept, also where a block has come between", async () => {
      const [alice, bob] = await two();
      await recordInteractions(db, [met(alice, bob), met(bob, alice)]);
      await db.insertInto("block").values({ person_id: bob, blocked_id: alice, since: NOON }).execute();
      assert.deepEqual((await listInteractions(db, alice)).map(({ name }) => name), ["Bob"]);
      assert.deepEqual((await listInteractions(db, bob)).map(({ name }) => name), ["Alice"]);
    });

    it("eraseInteractions() makes both sides forget, and nobody else", async () => {
      const [alice, bob] = await two();
      const [carol] = await people("Carol");
      assert.ok(carol);
      const pairs = [[alice, bob], [bob, alice], [alice, carol], [carol, alice], [bob, carol]] as const;
      await recordInteractions(db, pairs.map(([one, other]) => met(one, other)));
      await eraseInteractions(db, alice, bob);
      const left = async (): Promise<string[]> => {
        const of = await Promise.all(pairs.map(async ([one, other]) => {
          const affinity = await affinityOf(one, other) !== undefined;
          const listed = (await listInteractions(db, one)).some(({ otherId }) => otherId === other);
          assert.equal(affinity, listed);
          return listed;
        }));
        return pairs.filter((_, index) => of[index]).map(([one, other]) => `${one} ${other}`);
      };
      assert.deepEqual(await left(), [`${alice} ${carol}`, `${carol} ${alice}`, `${bob} ${carol}`]);
      await eraseInteractions(db, alice, null);
      assert.deepEqual(await left(), [`${bob} ${carol}`]);
    });

    it("what is stored decays like the formula says", async () => {
      const [alice, bob] = await two();
      await recordInteractions(db, [met(alice, bob)]);
      const row = await affinityOf(alice, bob);
      assert.ok(row);
      assert.equal(decayed(row.score, row.scored_at, minutesAfterNoon(2 * MONTH_MINUTES)), WEIGHTS.dropped_in / 4);
    });
  });
});
