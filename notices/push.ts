/**
 * Hands push messages to browsers' push services (RFC 8030), encrypted for the browser alone (RFC 8291) and signed with this
 * house's key (RFC 8292). What endpoints are taken is decided where they are told to us; this only ever speaks to those.
 */
import webPush from "web-push";
import type { PushSubscriptionKeys } from "../db/push_subscriptions.ts";
import type { Attempt } from "../domain/delivery.ts";
import type { PushMessage } from "../domain/push_message.ts";

/** `gone`: the browser takes no more. */
export type PushAttempt = Attempt | { readonly type: "gone" };

export interface PushOptions {
  readonly topic: string;
  /** How long the service keeps it for a browser that is away. */
  readonly ttlSeconds: number;
  readonly urgent: boolean;
}

export interface Pusher {
  send(subscription: PushSubscriptionKeys, message: PushMessage, options: PushOptions): Promise<PushAttempt>;
}

/**
 * Whom push services write to about trouble (RFC 8292, 2.1): where the house's mail comes from, or else the house. Some want
 * an address that others can reach, which a first start on one machine has not.
 */
export function pushContact(publicUrl: URL, smtp: { readonly from: string } | null): string {
  const address = smtp === null ? null : /[^\s<>]+@[^\s<>]+/.exec(smtp.from)?.[0];
  if (address) return `mailto:${address}`;
  return publicUrl.protocol === "https:" ? publicUrl.origin : "mailto:ajar@localhost";
}

export interface PusherSetup {
  readonly vapid: { readonly publicKey: string; readonly privateKey: string };
  /** Whom a push service tells of trouble: `mailto:` or `https:`. */
  readonly contact: string;
  readonly now: () => Date;
  readonly deadlineMs?: number;
}

const DEADLINE_MS = 8000;
/** So many in a row without an answer, and that service is left alone for a while: one that hangs must not hold up the others. */
const PATIENCE = 5;
const REST_MS = 30_000;
/** Services that are remembered at once, for trouble or for what is signed for them; past that, all are forgotten. */
const SERVICES_MAX = 500;
/** RFC 8292 allows a day. A signature costs more than all the rest, so one serves all messages of an hour. */
const SIGNED_SECONDS = 12 * 3600;
const SIGN_AGAIN_SECONDS = 3600;

export function createPusher({ vapid, contact, now, deadlineMs = DEADLINE_MS }: PusherSetup): Pusher {
  const troubled = new Map<string, { silences: number; restsUntil: number }>();

  const signed = new Map<string, { readonly header: string; readonly atSeconds: number }>();

  /** Says to that service who we are. Signed anew also if the clock was set back. */
  function signatureFor(origin: string): string {
    const nowSeconds = Math.floor(now().getTime() / 1000);
    const known = signed.get(origin);
    const age = nowSeconds - (known?.atSeconds ?? 0);
    if (known !== undefined && age >= 0 && age < SIGN_AGAIN_SECONDS) return known.header;
    if (signed.size >= SERVICES_MAX) signed.clear();
    const { publicKey, privateKey } = vapid;
    const endsAt = nowSeconds + SIGNED_SECONDS;
    const { Authorization: header } = webPush.getVapidHeaders(
      origin,
      contact,
      publicKey,
      privateKey,
      "aes128gcm",
      endsAt,
    );
    signed.set(origin, { header, atSeconds: nowSeconds });
    return header;
  }

  function restOf(origin: string): number {
    return Math.max(0, (troubled.get(origin)?.restsUntil ?? 0) - performance.now());
  }

  function noteSilence(origin: string): void {
    if (troubled.size >= SERVICES_MAX) troubled.clear();
    const silences = (troubled.get(origin)?.silences ?? 0) + 1;
    troubled.set(origin, { silences, restsUntil: silences >= PATIENCE ? performance.now() + REST_MS : 0 });
  }

  return {
    async send({ endpoint, p256dh, auth }, message, { topic, ttlSeconds, urgent }) {
      const { origin } = new URL(endpoint);
      const rest = restOf(origin);
      if (rest > 0) return { type: "failed", why: "no answers", afterSeconds: Math.ceil(rest / 1000) };
      let request: ReturnType<typeof webPush.generateRequestDetails>;
      try {
        request = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, JSON.stringify(message), {
          TTL: ttlSeconds,
          topic,
          urgency: urgent ? "high" : "normal",
          contentEncoding: "aes128gcm",
        });
      } catch (error) {
        return { type: "refused", why: `the browser's keys are of no use: ${String(error).slice(0, 200)}` };
      }
      let response: Response;
      try {
        response = await fetch(endpoint, {
          method: "POST",
          headers: {
            ...Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
            Authorization: signatureFor(origin),
          },
          body: new Uint8Array(request.body ?? []),
          redirect: "manual",
          signal: AbortSignal.timeout(deadlineMs),
        });
        await response.body?.cancel();
      } catch (error) {
        noteSilence(origin);
        return { type: "failed", why: String(error).slice(0, 300), afterSeconds: null };
      }
      troubled.delete(origin);
      return attemptOf(response, now());
    },
  };
}

function attemptOf({ status, ok, headers }: Response, now: Date): PushAttempt {
  if (ok) return { type: "taken" };
  if (status === 404 || status === 410) return { type: "gone" };
  const why = `status ${status}`;
  const isForNow = status === 429 || status === 408 || status >= 500;
  return isForNow
    ? { type: "failed", why, afterSeconds: retryAfterSeconds(headers.get("Retry-After"), now) }
    : { type: "refused", why };
}

/** In seconds or as a date (RFC 9110, 10.2.3). */
function retryAfterSeconds(header: string | null, now: Date): number | null {
  if (header === null) return null;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - now.getTime()) / 1000;
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : null;
}
