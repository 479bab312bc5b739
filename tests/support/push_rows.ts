/** A browser that takes push messages, as a row: with keys of its own, at an endpoint that a test names. */
import type { Db } from "../../db/database.ts";
import { type PushSubscriptionKeys, putSubscription } from "../../db/push_subscriptions.ts";
import type { PersonId } from "../../domain/ids.ts";
import { NOON } from "./rows.ts";

export async function someSession(db: Db, person: PersonId): Promise<string> {
  const id = crypto.randomUUID();
  await db.insertInto("auth_session").values({
    id,
    person_id: person,
    token: id,
    expires_at: new Date("2100-01-01"),
    created_at: NOON,
    updated_at: NOON,
    ip_address: null,
    user_agent: null,
  }).execute();
  return id;
}

/** Gives the id of the subscription. */
export async function subscribed(db: Db, person: PersonId, keys: Partial<PushSubscriptionKeys> = {}): Promise<string> {
  const id = crypto.randomUUID();
  const session = await someSession(db, person);
  await db.transaction().execute((trx) =>
    putSubscription(trx, {
      id,
      person,
      session,
      keys: { endpoint: `https://push.example.org/${id}`, p256dh: "p256dh", auth: "auth", ...keys },
      at: NOON,
    })
  );
  return id;
}
