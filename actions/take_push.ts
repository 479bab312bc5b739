/** A browser takes push messages for whoever is signed in there, until they sign out of it or turn it off. */
import {
  deleteSubscription,
  keepSubscription,
  type PushSubscriptionKeys,
  putSubscription,
} from "../db/push_subscriptions.ts";
import { arePushKeys, isPushEndpoint } from "../domain/push_endpoint.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";

/**
 * `session`: the id of the session that the browser has. Idempotent; a browser that somebody else used before is theirs no
 * more. Refuses with `not_signed_in`, also if the session is over meanwhile, and with `bad_subscription`.
 */
export async function takePush(
  deps: Pick<Deps, "db" | "ids" | "now" | "push">,
  viewer: Viewer,
  session: string | null,
  keys: PushSubscriptionKeys,
): Promise<Outcome<null>> {
  if (viewer.kind === "guest" || session === null) return refused("not_signed_in");
  if (!isPushEndpoint(keys.endpoint, deps.push.toLocal) || !arePushKeys(keys.p256dh, keys.auth)) {
    return refused("bad_subscription");
  }
  const id = deps.ids.subscriptionId();
  const put = await deps.db.transaction().execute((trx) =>
    putSubscription(trx, { id, person: viewer.personId, session, keys, at: deps.now() })
  );
  return put ? granted(null) : refused("not_signed_in");
}

/** Their own browsers alone; one that takes none is as if it were turned off. Refuses with `not_signed_in`. */
export async function dropPush(deps: Pick<Deps, "db">, viewer: Viewer, endpoint: string): Promise<Outcome<null>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  await deleteSubscription(deps.db, viewer.personId, endpoint);
  return granted(null);
}

/** Whether this browser takes push messages for whoever asks, and goes on until this session ends. Refuses with `not_signed_in`. */
export async function knowsPush(
  deps: Pick<Deps, "db">,
  viewer: Viewer,
  session: string | null,
  endpoint: string,
): Promise<Outcome<boolean>> {
  if (viewer.kind === "guest" || session === null) return refused("not_signed_in");
  return granted(await keepSubscription(deps.db, { person: viewer.personId, session, endpoint }));
}
