/** Browsers that take push messages, in SQL. */
import type { Db, Trx } from "./database.ts";
import { isStorable } from "./search_text.ts";
import { type PersonId, personId } from "../domain/ids.ts";

export interface PushSubscriptionKeys {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

export interface PushSubscriptionRow extends PushSubscriptionKeys {
  readonly id: string;
}

/** More browsers than a person has; the oldest gives way. */
export const SUBSCRIPTIONS_EACH = 20;

/** A browser has one endpoint: it belongs to whoever was signed in there last. False if the session is over meanwhile. */
export async function putSubscription(
  trx: Trx,
  { id, person, session, keys, at }: {
    readonly id: string;
    readonly person: PersonId;
    readonly session: string;
    readonly keys: PushSubscriptionKeys;
    readonly at: Date;
  },
): Promise<boolean> {
  const lasting = await trx.selectFrom("auth_session").select("id")
    .where("id", "=", session).where("person_id", "=", person).forKeyShare().executeTakeFirst();
  if (lasting === undefined) return false;
  const row = { person_id: person, session_id: session, p256dh: keys.p256dh, auth: keys.auth, created_at: at };
  await trx.insertInto("push_subscription").values({ id, endpoint: keys.endpoint, ...row })
    .onConflict((conflict) => conflict.column("endpoint").doUpdateSet(row)).execute();
  await trx.deleteFrom("push_subscription").where(
    "id",
    "in",
    (eb) =>
      eb.selectFrom("push_subscription").select("id").where("person_id", "=", person)
        .orderBy("created_at", "desc").orderBy("id").offset(SUBSCRIPTIONS_EACH),
  ).execute();
  return true;
}

/** Whether this browser takes messages for them; from now on for as long as this session lasts, if it is theirs. */
export async function keepSubscription(
  db: Db,
  { person, session, endpoint }: { readonly person: PersonId; readonly session: string; readonly endpoint: string },
): Promise<boolean> {
  if (!isStorable(endpoint)) return false;
  const { numUpdatedRows } = await db.updateTable("push_subscription").set({ session_id: session })
    .where("person_id", "=", person).where("endpoint", "=", endpoint)
    .where(
      "person_id",
      "=",
      (eb) => eb.selectFrom("auth_session").select("auth_session.person_id").where("auth_session.id", "=", session),
    )
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * Those of sessions that have run out, which may be of a browser that somebody has signed in to anew since: who signs out
 * there means that one, too.
 */
export async function dropOutdated(db: Db, person: PersonId, now: Date): Promise<void> {
  await db.deleteFrom("push_subscription").where("person_id", "=", person)
    .where("session_id", "in", (eb) =>
      eb.selectFrom("auth_session").select("auth_session.id")
        .where("auth_session.person_id", "=", person).where("auth_session.expires_at", "<=", now))
    .execute();
}

/** Their own alone. */
export async function deleteSubscription(db: Db, person: PersonId, endpoint: string): Promise<void> {
  if (!isStorable(endpoint)) return;
  await db.deleteFrom("push_subscription").where("person_id", "=", person).where("endpoint", "=", endpoint).execute();
}

/** Its push service knows it no more. */
export async function dropSubscription(db: Db, id: string): Promise<void> {
  await db.deleteFrom("push_subscription").where("id", "=", id).execute();
}

export async function listSubscriptions(
  db: Db,
  people: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, readonly PushSubscriptionRow[]>> {
  if (people.length === 0) return new Map();
  const rows = await db.selectFrom("push_subscription").select(["id", "person_id", "endpoint", "p256dh", "auth"])
    .where("person_id", "in", [...people]).orderBy("created_at").orderBy("id").execute();
  return Map.groupBy(
    rows.map(({ person_id, ...row }) => ({ ...row, person: personId(person_id) })),
    ({ person }) => person,
  );
}
