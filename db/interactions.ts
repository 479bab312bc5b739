/**
 * What people had to do with each other, in SQL, and the affinity that follows from it. Each row is one side's; callers
 * write both. What an interaction weighs is the domain's business.
 */
import { sql } from "kysely";
import type { Db } from "./database.ts";
import { added, type Score } from "../domain/affinity.ts";
import { type PersonId, personId, type RoomId } from "../domain/ids.ts";
import type { InteractionKind } from "../domain/interaction.ts";

export interface NewInteraction {
  readonly personId: PersonId;
  readonly otherId: PersonId;
  readonly kind: InteractionKind;
  /** Minutes for `together`, otherwise 1. */
  readonly amount: number;
  readonly roomId: RoomId | null;
  readonly at: Date;
}

/** What is kept about a person with one other. */
export interface InteractionsWith {
  readonly otherId: PersonId;
  readonly name: string;
  /** How many were kept of each kind. */
  readonly counts: Readonly<Record<InteractionKind, number>>;
  /** Minutes in one room, altogether. */
  readonly minutes: number;
  readonly lastAt: Date;
}

/** Adds to the affinities of the same pairs, all or nothing. Two that do so at once wait for each other. */
export async function recordInteractions(db: Db, interactions: readonly NewInteraction[]): Promise<void> {
  if (interactions.length === 0) return;
  if (!db.isTransaction) return await db.transaction().execute((trx) => recordInteractions(trx, interactions));
  await db.insertInto("interaction")
    .values(interactions.map(({ personId, otherId, kind, amount, roomId, at }) => ({
      person_id: personId,
      other_id: otherId,
      kind,
      amount,
      room_id: roomId,
      at,
    })))
    .execute();
  const pairs = byPair(interactions);
  const first = pairs.map(([one]) => ({ person_id: one.personId, other_id: one.otherId, score: 0, scored_at: one.at }));
  // Locks the rows and reads them, those that are new and those that were there; always in the order of their keys.
  const locked = await db.insertInto("affinity").values(first)
    .onConflict((conflict) =>
      conflict.columns(["person_id", "other_id"]).doUpdateSet((eb) => ({ score: eb.ref("affinity.score") }))
    )
    .returningAll().execute();
  const scores = new Map<string, Score>(
    locked.map((row) => [pairOf(row.person_id, row.other_id), { score: row.score, scoredAt: row.scored_at }]),
  );
  await db.insertInto("affinity")
    .values(pairs.map((told) => scored(told, scores)))
    .onConflict((conflict) =>
      conflict.columns(["person_id", "other_id"]).doUpdateSet((eb) => ({
        score: eb.ref("excluded.score"),
        scored_at: eb.ref("excluded.scored_at"),
      }))
    )
    .execute();
}

/** Per other person, the latest first. All that is kept, also of somebody whom a block keeps apart: what is hidden cannot be erased. */
export async function listInteractions(db: Db, person: PersonId): Promise<InteractionsWith[]> {
  const rows = await db.selectFrom("interaction")
    .innerJoin("person", "person.id", "interaction.other_id")
    .select((eb) => [
      "interaction.other_id",
      "person.name",
      "interaction.kind",
      eb.fn.countAll<number>().as("count"),
      eb.fn.sum<number>("interaction.amount").as("amount"),
      eb.fn.max("interaction.at").as("last_at"),
    ])
    .where("interaction.person_id", "=", person)
    .groupBy(["interaction.other_id", "person.name", "interaction.kind"])
    .execute();
  const others = new Map<string, InteractionsWith>();
  for (const { other_id, name, kind, count, amount, last_at } of rows) {
    const known = others.get(other_id) ??
      { otherId: personId(other_id), name, counts: NONE, minutes: 0, lastAt: last_at };
    others.set(other_id, {
      ...known,
      counts: { ...known.counts, [kind]: count },
      minutes: kind === "together" ? amount : known.minutes,
      lastAt: last_at > known.lastAt ? last_at : known.lastAt,
    });
  }
  return [...others.values()].sort((one, other) =>
    other.lastAt.getTime() - one.lastAt.getTime() || (one.otherId < other.otherId ? -1 : 1)
  );
}

/** Both sides forget it, and how much they had to do with each other; `otherId` null: with everybody. */
export async function eraseInteractions(db: Db, person: PersonId, other: PersonId | null): Promise<void> {
  const pair = other === null ? sql<boolean>`(person_id = ${person} or other_id = ${person})` : sql<
    boolean
  >`((person_id = ${person} and other_id = ${other}) or (person_id = ${other} and other_id = ${person}))`;
  await db
    .with("forgotten", (cte) => cte.deleteFrom("affinity").where(pair))
    .deleteFrom("interaction").where(pair)
    .execute();
}

const NONE: Readonly<Record<InteractionKind, number>> = {
  together: 0,
  dropped_in: 0,
  was_visited: 0,
  chose: 0,
  followed: 0,
  let_in: 0,
  was_let_in: 0,
};

type OfOnePair = readonly [NewInteraction, ...NewInteraction[]];

/** In the order of the pairs' keys, so that two who lock the same rows do not wait for each other for ever. */
function byPair(interactions: readonly NewInteraction[]): OfOnePair[] {
  const pairs = new Map<string, [NewInteraction, ...NewInteraction[]]>();
  for (const interaction of interactions) {
    const key = pairOf(interaction.personId, interaction.otherId);
    const known = pairs.get(key);
    if (known) known.push(interaction);
    else pairs.set(key, [interaction]);
  }
  return [...pairs].sort(([one], [other]) => one < other ? -1 : 1).map(([, told]) => told);
}

function scored(told: OfOnePair, scores: ReadonlyMap<string, Score>) {
  const [{ personId, otherId, at }] = told;
  let { score, scoredAt } = scores.get(pairOf(personId, otherId)) ?? { score: 0, scoredAt: at };
  for (const { kind, amount, at } of told) ({ score, scoredAt } = added(score, scoredAt, kind, amount, at));
  return { person_id: personId, other_id: otherId, score, scored_at: scoredAt };
}

function pairOf(one: string, other: string): string {
  return JSON.stringify([one, other]);
}
