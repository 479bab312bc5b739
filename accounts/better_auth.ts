/**
 * `Accounts` by better-auth on the app's own database. Deeds go through better-auth's own request handler, as its JSON
 * calls do, so that limits and rules are the same for forms and for the API; sessions are read directly, because every
 * page does it.
 */
import { betterAuth } from "better-auth";
import { z } from "zod";
import { type Accounts, CLIENT_ADDRESS_HEADER, type Person, type SessionState, type SignedIn } from "./accounts.ts";
import {
  BASE_PATH,
  betterAuthOptions,
  type BetterAuthSetup,
  EMAIL_MAXIMUM_CHARACTERS,
  PASSWORD_MAXIMUM_CHARACTERS,
  PASSWORD_MINIMUM_CHARACTERS,
  SUSPENDED_CODE,
} from "./better_auth_options.ts";
import { isEmailTaken } from "../db/people.ts";
import { SuspendedPeople } from "../db/suspended_people.ts";
import { personId } from "../domain/ids.ts";
import { granted, type Outcome, type Refusal, refused, tooMany } from "../domain/refusal.ts";
import { parseNickname } from "../domain/text.ts";

/** The calls that are offered: those that work with a password alone. better-auth has more, for providers and mail. */
const OFFERED: ReadonlySet<string> = new Set([
  "/sign-up/email",
  "/sign-in/email",
  "/sign-out",
  "/get-session",
  "/update-user",
  "/change-password",
  "/list-sessions",
  "/revoke-session",
  "/revoke-sessions",
  "/revoke-other-sessions",
]);

const SIGN_UP_REFUSALS: Readonly<Record<string, Refusal>> = {
  USER_ALREADY_EXISTS: "email_taken",
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: "email_taken",
};

const SIGN_IN_REFUSALS: Readonly<Record<string, Refusal>> = {
  INVALID_EMAIL_OR_PASSWORD: "wrong_credentials",
  [SUSPENDED_CODE]: "suspended",
};

const emailInput = z.string().trim().pipe(z.email().max(EMAIL_MAXIMUM_CHARACTERS));
const newPasswordInput = z.string().min(PASSWORD_MINIMUM_CHARACTERS).max(PASSWORD_MAXIMUM_CHARACTERS);
const signInInput = z.object({ email: emailInput, password: z.string().min(1).max(PASSWORD_MAXIMUM_CHARACTERS) });

const emailOnly = z.object({ email: emailInput });

const signedInAnswer = z.object({ user: z.object({ id: z.string(), name: z.string(), email: z.string() }) });
const errorAnswer = z.object({ code: z.string() });

/** Of better-auth's call that reads a session: from the database, whatever the cookie holds. */
const PAST_COPY = { disableCookieCache: true };

export interface AccountsSetup extends Omit<BetterAuthSetup, "suspended"> {
  /** What is told of every change of who is suspended; by default accounts see it after a second. */
  readonly suspended?: Pick<SuspendedPeople, "has">;
}

/** Throws if the database lacks a table or column that better-auth writes. */
export async function createAccounts(setup: AccountsSetup): Promise<Accounts> {
  const { db, publicUrl, limits, suspended = new SuspendedPeople(db, () => new Date()) } = setup;
  const auth = betterAuth(betterAuthOptions({ ...setup, suspended }));
  const context = await auth.$context;
  // Now rather than at the first request, and never while a transaction holds the embedded database's only connection.
  await context.checkSchema?.();
  const sessionCookie = `${context.authCookies.sessionToken.name}=`;

  async function sessionOf(headers: Headers): Promise<SessionState> {
    if (!headers.get("cookie")?.includes(sessionCookie)) return { person: null, cookies: [] };
    const { response, headers: answered } = await readSession(headers, {})
      .catch(() => readSession(headers, PAST_COPY));
    if (response === null || !await isSuspended(response.user)) {
      return { person: response ? toPerson(response.user) : null, cookies: answered.getSetCookie() };
    }
    // The cached copy outlives the session: reading past it finds none, and clears the cookies.
    const { headers: ended } = await readSession(headers, PAST_COPY);
    return { person: null, cookies: ended.getSetCookie() };
  }

  async function lastingSession(headers: Headers) {
    if (!headers.get("cookie")?.includes(sessionCookie)) return null;
    const { response } = await readSession(headers, { ...PAST_COPY, disableRefresh: true });
    return response === null || await isSuspended(response.user) ? null : response;
  }

  function isSuspended({ id }: { readonly id: string }): Promise<boolean> {
    return suspended.has(personId(id));
  }

  /** What better-auth serves by itself knows of no suspension: it hears of nobody instead. */
  async function withoutSuspended(request: Request): Promise<Request> {
    const { response } = await readSession(request.headers, {}).catch(() => ({ response: null }));
    if (response === null || !await isSuspended(response.user)) return request;
    const headers = new Headers(request.headers);
    headers.delete("cookie");
    return new Request(request, { headers });
  }

  /** Throws on a cached copy that is not even base64, beside a good session cookie; the second reading passes over it. */
  function readSession(headers: Headers, query: { disableCookieCache?: boolean; disableRefresh?: boolean }) {
    return auth.api.getSession({
      headers: new Headers({ cookie: headers.get("cookie") ?? "" }),
      query,
      returnHeaders: true,
    });
  }

  /**
   * The Origin is our own, whatever the browser sent: forms are checked against forgery before they get here, and a page
   * without JavaScript may leave it out.
   */
  function call(path: string, body: unknown, headers: Headers, { withCookies }: { withCookies: boolean }) {
    const sent = new Headers({ "content-type": "application/json", origin: publicUrl.origin });
    for (const name of ["user-agent", CLIENT_ADDRESS_HEADER, ...(withCookies ? ["cookie"] : [])]) {
      const value = headers.get(name);
      if (value !== null) sent.set(name, value);
    }
    return auth.handler(
      new Request(new URL(BASE_PATH + path, publicUrl), { method: "POST", headers: sent, body: JSON.stringify(body) }),
    );
  }

  function counted(deed: "sign_in" | "sign_up", email: string | null, headers: Headers): Promise<Outcome<null>> {
    return limits.take(deed, { account: email?.toLowerCase() ?? null, address: headers.get(CLIENT_ADDRESS_HEADER) });
  }

  /** The same limits hold on the JSON calls, whatever is wrong with the body. */
  async function countedCall(path: string, request: Request): Promise<Outcome<null>> {
    if (path === "/sign-up/email") return await counted("sign_up", null, request.headers);
    if (path !== "/sign-in/email") return granted(null);
    const body = emailOnly.safeParse(await request.clone().json().catch(() => null));
    return await counted("sign_in", body.success ? body.data.email : null, request.headers);
  }

  return {
    sessionOf,

    async personOf(headers) {
      const lasting = await lastingSession(headers);
      return lasting === null ? null : toPerson(lasting.user);
    },

    async sessionIdOf(headers) {
      return (await lastingSession(headers))?.session.id ?? null;
    },

    async signUp(input, headers) {
      const allowed = await counted("sign_up", null, headers);
      if (!allowed.ok) return allowed;
      const name = parseNickname(input.name);
      if (!name.ok) return refused("bad_nickname");
      const email = emailInput.safeParse(input.email);
      if (!email.success) return refused("bad_email");
      const password = newPasswordInput.safeParse(input.password);
      if (!password.success) return refused("weak_password");
      const body = { name: name.value, email: email.data, password: password.data };
      const response = await call("/sign-up/email", body, headers, { withCookies: false });
      const outcome = await readSignedIn(response.clone(), SIGN_UP_REFUSALS);
      if (outcome) return outcome;
      // Two at once with one address: the second meets the unique index, which better-auth does not tell from a fault.
      if (await isEmailTaken(db, email.data)) return refused("email_taken");
      throw await unexpected("sign up", response);
    },

    async signIn(input, headers) {
      const body = signInInput.safeParse(input);
      if (!body.success) return refused("wrong_credentials");
      const allowed = await counted("sign_in", body.data.email, headers);
      if (!allowed.ok) return allowed;
      const response = await call("/sign-in/email", body.data, headers, { withCookies: false });
      const outcome = await readSignedIn(response.clone(), SIGN_IN_REFUSALS);
      if (outcome) return outcome;
      throw await unexpected("sign in", response);
    },

    async signOut(headers) {
      const response = await call("/sign-out", {}, headers, { withCookies: true });
      if (!response.ok) throw await unexpected("sign out", response);
      return response.headers.getSetCookie();
    },

    async handle(request) {
      const { pathname } = new URL(request.url);
      const path = pathname.startsWith(BASE_PATH) ? pathname.slice(BASE_PATH.length) : "";
      if (!OFFERED.has(path)) return new Response("Not found", { status: 404 });
      const allowed = await countedCall(path, request);
      if (!allowed.ok) return tooManyResponse(allowed.retryAfterSeconds ?? 1);
      const response = await auth.handler(await withoutSuspended(request));
      // better-auth says it under a name of its own.
      const retryAfter = response.headers.get("x-retry-after");
      if (response.status === 429 && retryAfter !== null) response.headers.set("Retry-After", retryAfter);
      return response;
    },
  };
}

/** Null for an answer that is neither a session nor an expected refusal. */
async function readSignedIn(
  response: Response,
  refusals: Readonly<Record<string, Refusal>>,
): Promise<Outcome<SignedIn> | null> {
  if (response.status === 429) return tooMany(Number(response.headers.get("x-retry-after")) || 1);
  const answer: unknown = await response.json();
  if (response.ok) {
    const { user } = signedInAnswer.parse(answer);
    return granted({ person: toPerson(user), cookies: response.headers.getSetCookie() });
  }
  const error = errorAnswer.safeParse(answer);
  const refusal = error.success ? refusals[error.data.code] : undefined;
  return refusal === undefined ? null : refused(refusal);
}

/** In better-auth's shape, since it stands in for its answer. */
function tooManyResponse(retryAfterSeconds: number): Response {
  return Response.json({ code: "TOO_MANY_REQUESTS", message: "Too many requests. Please try again later." }, {
    status: 429,
    headers: { "Retry-After": String(retryAfterSeconds) },
  });
}

async function unexpected(deed: string, response: Response): Promise<Error> {
  return new Error(`Failed to ${deed}: better-auth answered ${response.status} ${await response.text()}`);
}

function toPerson(user: { id: string; name: string; email: string }): Person {
  return { id: personId(user.id), name: user.name, email: user.email };
}
