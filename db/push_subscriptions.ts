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

export async function isSubscribed(db: Db, person: PersonId, endpoint: string): Promise<boolean> {
  if (!isStorable(endpoint)) return false;
  const row = await db.selectFrom("push_subscription").select("id")
    .where("person_id", "=", person).where("endpoint", "=", endpoint).executeTakeFirst();
  return row !== undefined;
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
