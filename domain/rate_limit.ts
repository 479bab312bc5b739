/**
 * How often one account, and one address, may do what costs others something. Many people may share an address, so an address
 * has more than an account; the socket's own messages are counted by `signalling/limits.ts`.
 */
import { granted, type Outcome } from "./refusal.ts";

export const LIMITED_DEEDS = [
  "sign_in",
  "sign_up",
  "create_room",
  "join",
  "knock",
  "report",
  "invite",
  "send_picture",
  "ask_mail",
] as const;

export type LimitedDeed = (typeof LIMITED_DEEDS)[number];

/** That many within so many seconds, counted from the first; then none until they have passed. */
export interface Allowance {
  readonly times: number;
  readonly seconds: number;
}

export interface Limit {
  /** Of a person, of a guest's browser, or of an email address that somebody signs in with. Null: there is no account yet. */
  readonly account: Allowance | null;
  readonly address: Allowance;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Guessing a password gets ten tries in ten minutes; nothing else here is in the way of who means well. */
export const LIMITS: Readonly<Record<LimitedDeed, Limit>> = {
  sign_in: { account: { times: 10, seconds: 10 * MINUTE }, address: { times: 100, seconds: 10 * MINUTE } },
  sign_up: { account: null, address: { times: 100, seconds: HOUR } },
  create_room: { account: { times: 60, seconds: HOUR }, address: { times: 300, seconds: HOUR } },
  join: { account: { times: 60, seconds: MINUTE }, address: { times: 600, seconds: MINUTE } },
  knock: { account: { times: 20, seconds: 10 * MINUTE }, address: { times: 200, seconds: 10 * MINUTE } },
  invite: { account: { times: 60, seconds: HOUR }, address: { times: 300, seconds: HOUR } },
  send_picture: { account: { times: 60, seconds: HOUR }, address: { times: 300, seconds: HOUR } },
  ask_mail: { account: { times: 10, seconds: HOUR }, address: { times: 60, seconds: HOUR } },
  report: { account: { times: 10, seconds: HOUR }, address: { times: 60, seconds: HOUR } },
};

export interface Counted {
  /** Null where nothing tells one from another: then only the address counts. */
  readonly account: string | null;
  /** Null where it is not known, as in a call from inside. */
  readonly address: string | null;
}

export interface RateLimits {
  /** Counts one more; refuses with `too_many_requests` and the time to wait once either has had enough. */
  take(deed: LimitedDeed, who: Counted): Promise<Outcome<null>>;
}

/** Counts nothing: for what the house does itself, such as furnishing the demo. */
export const UNLIMITED: RateLimits = { take: () => Promise.resolve(granted(null)) };
