/**
 * Accounts in Ajar's words: who is signed in, and the deeds that change it. `better_auth.ts` does it with better-auth on
 * the app's own database. Cookies travel as ready `Set-Cookie` values, because only the HTTP side may write them.
 */
import type { Outcome } from "../domain/refusal.ts";
import type { PersonId } from "../domain/ids.ts";

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
}

/** What came of a deed that changes who is signed in. `cookies` are complete `Set-Cookie` header values. */
export interface SignedIn {
  readonly person: Person;
  readonly cookies: readonly string[];
}

/** Who a request's session cookie names. `cookies` renew the session now and then; a page appends them to its answer. */
export interface SessionState {
  readonly person: Person | null;
  readonly cookies: readonly string[];
}

/**
 * Header that names the client's address for rate limits. The outermost part of the HTTP side sets it from the connection
 * (or from a proxy that it trusts) and drops whatever a client sent under this name.
 */
export const CLIENT_ADDRESS_HEADER = "x-ajar-client-address";

export interface Accounts {
  /** Never throws for a forged, expired or malformed cookie. Nobody, for who is suspended. */
  sessionOf(headers: Headers): Promise<SessionState>;
  /**
   * The person of a request's session cookie, or null, as the database has it at this moment: for what goes on for long after the
   * request, where the cookie's own copy of the session, which may be a minute old, is not enough. Renews nothing.
   */
  personOf(headers: Headers): Promise<Person | null>;
  /** The id of that session, for what is to end with it; null where `personOf` finds nobody. */
  sessionIdOf(headers: Headers): Promise<string | null>;
  /** Refuses with `email_taken`, `bad_email`, `weak_password`, `bad_nickname` or `too_many_requests`. */
  signUp(input: { name: string; email: string; password: string }, headers: Headers): Promise<Outcome<SignedIn>>;
  /**
   * Refuses with `wrong_credentials` or `too_many_requests`, which do not tell whether the address is known; and with
   * `suspended` who knows the right password.
   */
  signIn(input: { email: string; password: string }, headers: Headers): Promise<Outcome<SignedIn>>;
  /** Ends the session if there is one; returns the `Set-Cookie` values that clear its cookies. */
  signOut(headers: Headers): Promise<readonly string[]>;
  /** Serves `/api/auth/*`: better-auth's own JSON calls. */
  handle(request: Request): Promise<Response>;
}
