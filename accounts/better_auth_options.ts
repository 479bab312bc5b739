/**
 * How better-auth is set up: its tables under our names, cookies, limits, and the rules that hold on every road into it
 * (its JSON calls included). Nothing here may call out of the server.
 */
import type { BetterAuthOptions } from "better-auth";
import { APIError } from "better-auth/api";
import { CLIENT_ADDRESS_HEADER } from "./accounts.ts";
import type { Db } from "../db/database.ts";
import type { SuspendedPeople } from "../db/suspended_people.ts";
import { type PersonId, personId } from "../domain/ids.ts";
import type { Log, LogFields } from "../domain/log.ts";
import type { RateLimits } from "../domain/rate_limit.ts";
import { parseNickname } from "../domain/text.ts";

export interface BetterAuthSetup {
  readonly db: Db;
  /** Signs the cookies; at least 32 random bytes in some text form. */
  readonly secret: string;
  readonly publicUrl: URL;
  readonly limits: RateLimits;
  readonly log: Log;
  /** Who may not sign in, whatever they know. */
  readonly suspended: Pick<SuspendedPeople, "has">;
  /** Hears of every session that is ended: by signing out, from another browser, or because it has run out. Returns at once. */
  readonly onSessionEnded?: (person: PersonId) => void;
}

export const BASE_PATH = "/api/auth";

const DAY_SECONDS = 24 * 60 * 60;
const SESSION_LIFE_SECONDS = 30 * DAY_SECONDS;
/**
 * How long a session is taken from its signed cookie alone, without a query. The price: a session ended from another
 * browser goes on here for up to this long.
 */
const SESSION_CACHE_SECONDS = 60;
export const PASSWORD_MINIMUM_CHARACTERS = 8;
export const PASSWORD_MAXIMUM_CHARACTERS = 128;
export const EMAIL_MAXIMUM_CHARACTERS = 320;
/** The code of the answer to who signs in to a suspended account, with the right password. */
export const SUSPENDED_CODE = "SUSPENDED";

export function betterAuthOptions(
  { db, secret, publicUrl, log, suspended, onSessionEnded }: BetterAuthSetup,
): BetterAuthOptions {
  return {
    appName: "Ajar",
    basePath: BASE_PATH,
    baseURL: publicUrl.origin,
    trustedOrigins: [publicUrl.origin],
    secret,
    telemetry: { enabled: false },
    logger: { disableColors: true, log: logTo(log) },
    database: { db, type: "postgres", transaction: true },
    user: {
      modelName: "person",
      fields: { emailVerified: "email_verified", createdAt: "created_at", updatedAt: "updated_at" },
    },
    session: {
      modelName: "auth_session",
      fields: {
        userId: "person_id",
        expiresAt: "expires_at",
        ipAddress: "ip_address",
        userAgent: "user_agent",
        createdAt: "created_at",
        updatedAt: "updated_at",
      },
      expiresIn: SESSION_LIFE_SECONDS,
      updateAge: DAY_SECONDS,
      cookieCache: { enabled: true, maxAge: SESSION_CACHE_SECONDS },
    },
    account: {
      modelName: "auth_account",
      fields: {
        userId: "person_id",
        accountId: "account_id",
        providerId: "provider_id",
        accessToken: "access_token",
        refreshToken: "refresh_token",
        idToken: "id_token",
        accessTokenExpiresAt: "access_token_expires_at",
        refreshTokenExpiresAt: "refresh_token_expires_at",
        createdAt: "created_at",
        updatedAt: "updated_at",
      },
    },
    verification: {
      modelName: "auth_verification",
      fields: { expiresAt: "expires_at", createdAt: "created_at", updatedAt: "updated_at" },
    },
    rateLimit: {
      enabled: true,
      storage: "database",
      modelName: "auth_rate_limit",
      fields: { lastRequest: "last_request" },
      // A count starts anew after a window without a call. Many people may share one address.
      customRules: {
        "/sign-in/email": { window: 60, max: 30 },
        "/sign-up/email": { window: 60, max: 60 },
        "/sign-out": false,
        "/get-session": false,
      },
    },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: PASSWORD_MINIMUM_CHARACTERS,
      maxPasswordLength: PASSWORD_MAXIMUM_CHARACTERS,
    },
    databaseHooks: {
      user: {
        create: { before: (person) => Promise.resolve({ data: checkedPerson(person) }) },
        update: { before: (person) => Promise.resolve({ data: checkedPerson(person) }) },
      },
      session: {
        create: {
          // The password was right by now, so this tells nobody else that there is such an account.
          async before({ userId }, context) {
            // Signing up holds the embedded database's only connection, and who is new is not suspended.
            if (context?.path === "/sign-up/email" || !await suspended.has(personId(userId))) return;
            throw new APIError("FORBIDDEN", { code: SUSPENDED_CODE, message: "This account is suspended" });
          },
        },
        delete: {
          after({ userId }) {
            onSessionEnded?.(personId(userId));
            return Promise.resolve();
          },
        },
      },
    },
    advanced: {
      cookiePrefix: "ajar",
      useSecureCookies: publicUrl.protocol === "https:",
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
      // better-auth drops both checks by itself when it believes that it runs in a test.
      disableCSRFCheck: false,
      disableOriginCheck: false,
    },
  };
}

/** What may be written of a person: a checked name, a bounded address, and no picture, which would be fetched from elsewhere. */
function checkedPerson<P extends { name?: string; email?: string; image?: string | null | undefined }>(person: P): P {
  const checked = { ...person };
  if (person.name !== undefined) {
    const name = parseNickname(person.name);
    if (!name.ok) throw new APIError("BAD_REQUEST", { code: "BAD_NICKNAME", message: "This name cannot be used" });
    checked.name = name.value;
  }
  if (person.email !== undefined && person.email.length > EMAIL_MAXIMUM_CHARACTERS) {
    throw new APIError("BAD_REQUEST", { code: "INVALID_EMAIL", message: "Invalid email" });
  }
  if (person.image !== undefined) checked.image = null;
  return checked;
}

/**
 * Passes messages and errors on; other details stay out of the log, because they may hold addresses of people.
 * better-auth calls expected refusals warnings, and some of a client's mistakes errors: each goes one level down.
 */
function logTo(log: Log) {
  return (level: "debug" | "info" | "warn" | "error", message: string, ...details: unknown[]): void => {
    const fields: LogFields = { source: "better-auth" };
    const fault = details.find((detail) => detail instanceof Error);
    if (fault) log.error(message, fields, fault);
    else if (level === "error") log.warn(message, fields);
    else if (level === "warn") log.info(message, fields);
    else log.debug(message, fields);
  };
}
