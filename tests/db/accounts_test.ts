import FakeTimers from "@sinonjs/fake-timers";
import assert from "node:assert/strict";
import { afterEach, before, describe, it } from "@std/testing/bdd";
import { createRateLimits } from "../../accounts/rate_limits.ts";
import { UNLIMITED } from "../../domain/rate_limit.ts";
import { type Accounts, CLIENT_ADDRESS_HEADER, type SignedIn } from "../../accounts/accounts.ts";
import { createAccounts } from "../../accounts/better_auth.ts";
import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import { SuspendedPeople } from "../../db/suspended_people.ts";
import { setSuspended } from "../../db/suspensions.ts";
import type { PersonId } from "../../domain/ids.ts";
import type { Outcome } from "../../domain/refusal.ts";
import { cookieJar } from "../support/cookies.ts";
import { onEachDatabase } from "../support/databases.ts";
import { keptLog } from "../support/kept_log.ts";

const SECRET = "WnVm3rQxq4v8yqf2kT0cXJ7uB1sE9dLhPzAoR5iGwMk";
const PUBLIC_URL = new URL("http://127.0.0.1:8000");
const PASSWORD = "correct horse";
const TOKEN_COOKIE = "ajar.session_token";
const CACHE_COOKIE = "ajar.session_data";

describe("createAccounts()", () => {
  onEachDatabase((open) => {
    let database: Database;
    let accounts: Accounts;
    let people: SuspendedPeople;
    const ended: PersonId[] = [];
    const log = keptLog();
    const headers = new Headers({ [CLIENT_ADDRESS_HEADER]: "192.0.2.1", "user-agent": "test" });
    let addresses = 0;

    before(async () => {
      database = await open();
      people = new SuspendedPeople(database.db, () => new Date());
      accounts = await createAccounts({
        db: database.db,
        secret: SECRET,
        publicUrl: PUBLIC_URL,
        limits: UNLIMITED,
        log,
        suspended: people,
        onSessionEnded: (person) => ended.push(person),
      });
    });

    let clock: ReturnType<typeof FakeTimers.install> | undefined;
    afterEach(() => {
      clock?.uninstall();
      clock = undefined;
    });

    /** Only the date is moved: the databases need their timers. */
    function moveTime(seconds: number): void {
      clock ??= FakeTimers.install({ now: Date.now(), toFake: ["Date"] });
      clock.setSystemTime(Date.now() + seconds * 1000);
    }

    function someEmail(): string {
      return `person${++addresses}@example.org`;
    }

    async function signedUp(changes: { name?: string; email?: string } = {}): Promise<SignedIn> {
      const input = { name: "Alice", email: someEmail(), password: PASSWORD, ...changes };
      const outcome = await accounts.signUp(input, headers);
      assert.ok(outcome.ok, JSON.stringify(outcome));
      return outcome.value;
    }

    function refusalOf(outcome: Outcome<SignedIn>): string {
      assert.ok(!outcome.ok, "a refusal");
      return outcome.refusal;
    }

    it("signUp() signs the person in, and signIn() does again", async () => {
      const email = someEmail();
      const { person, cookies } = await signedUp({ name: "  Ålice  ", email: email.toUpperCase() });
      assert.deepEqual({ ...person, id: "" }, { id: "", name: "Ålice", email });
      assert.deepEqual(await accounts.personOf(cookieJar(cookies).headers()), person);

      const again = await accounts.signIn({ email: ` ${email} `, password: PASSWORD }, headers);
      assert.ok(again.ok);
      assert.deepEqual(again.value.person, person);
      assert.deepEqual(await accounts.personOf(cookieJar(again.value.cookies).headers()), person);
      assert.notEqual(cookieJar(cookies).get(TOKEN_COOKIE), cookieJar(again.value.cookies).get(TOKEN_COOKIE));
    });

    it("keeps no password in clear, and the session under the address it came from", async () => {
      const { person } = await signedUp();
      const { db } = database;
      const account = await db.selectFrom("auth_account").selectAll().where("person_id", "=", person.id)
        .executeTakeFirstOrThrow();
      assert.match(account.password ?? "", /^[0-9a-f]{32}:[0-9a-f]{128}$/);
      const session = await db.selectFrom("auth_session").selectAll().where("person_id", "=", person.id)
        .executeTakeFirstOrThrow();
      assert.deepEqual([session.ip_address, session.user_agent], ["192.0.2.1", "test"]);
    });

    const REFUSED: [string, { name?: string; email?: string; password?: string }, string][] = [
      ["an address that is none", { email: "alice" }, "bad_email"],
      ["an empty address", { email: "" }, "bad_email"],
      ["an endless address", { email: `${"a".repeat(60)}@${"b.".repeat(200)}org` }, "bad_email"],
      ["a short password", { password: "seven77" }, "weak_password"],
      ["no password", { password: "" }, "weak_password"],
      ["an endless password", { password: "x".repeat(129) }, "weak_password"],
      ["an empty name", { name: " " }, "bad_nickname"],
      ["a name that turns the text around", { name: "Alice\u202E" }, "bad_nickname"],
      ["a name of 300 characters", { name: "a".repeat(300) }, "bad_nickname"],
    ];
    for (const [what, changes, refusal] of REFUSED) {
      it(`signUp() refuses ${what} with ${refusal}`, async () => {
        const input = { name: "Alice", email: someEmail(), password: PASSWORD, ...changes };
        assert.equal(refusalOf(await accounts.signUp(input, headers)), refusal);
        assert.equal(refusalOf(await accounts.signIn(input, headers)), "wrong_credentials");
      });
    }

    it("signUp() refuses a taken address in any case, and keeps the first person's password", async () => {
      const { person } = await signedUp();
      const input = { name: "Mallory", email: person.email.toUpperCase(), password: "another password" };
      assert.equal(refusalOf(await accounts.signUp(input, headers)), "email_taken");
      assert.equal(refusalOf(await accounts.signIn(input, headers)), "wrong_credentials");
    });

    it("signUp() twice at once with one address makes one person", async () => {
      const input = { name: "Alice", email: someEmail(), password: PASSWORD };
      const outcomes = await Promise.all([accounts.signUp(input, headers), accounts.signUp(input, headers)]);
      assert.deepEqual(outcomes.map((outcome) => outcome.ok ? "ok" : outcome.refusal).sort(), ["email_taken", "ok"]);
      const rows = await database.db.selectFrom("person").select("id").where("email", "=", input.email).execute();
      assert.equal(rows.length, 1);
    });

    it("the JSON calls answer a wrong password and an unknown address alike", async () => {
      const { person } = await signedUp();
      const answers = await Promise.all(
        [[person.email, "wrong password"], [someEmail(), PASSWORD]].map(async ([email, password]) => {
          const response = await post("/sign-in/email", { email, password });
          return { status: response.status, body: await response.text(), cookies: response.headers.getSetCookie() };
        }),
      );
      assert.deepEqual(answers[0], answers[1]);
      assert.equal(answers[0]?.status, 401);
      for (const [email, password] of [[person.email, "wrong password"], [someEmail(), PASSWORD]] as const) {
        assert.equal(refusalOf(await accounts.signIn({ email, password }, headers)), "wrong_credentials");
      }
    });

    it("signOut() ends the session for good, and clears its cookies", async () => {
      const jar = cookieJar((await signedUp()).cookies);
      const before = jar.headers();
      jar.take(await accounts.signOut(before));
      assert.deepEqual(jar.names, []);
      for (const sent of [jar.headers(), before]) assert.equal(await accounts.personOf(sent), null);
      moveTime(61);
      assert.equal((await accounts.sessionOf(before)).person, null);
    });

    it("tells of a session that ends, here, from another browser and by itself, and of no other", async () => {
      const [mine, other] = [await signedUp(), await signedUp({ name: "Bob" })];
      ended.splice(0);
      const again = await accounts.signIn({ email: mine.person.email, password: PASSWORD }, headers);
      assert.ok(again.ok);
      assert.deepEqual(ended, []);
      const jar = cookieJar(again.value.cookies);
      const revoked = await post("/revoke-other-sessions", {}, jar.headers({ origin: PUBLIC_URL.origin }));
      assert.equal(revoked.status, 200);
      assert.deepEqual(ended.splice(0), [mine.person.id]);
      await accounts.signOut(jar.headers());
      assert.deepEqual(ended.splice(0), [mine.person.id]);
      moveTime(31 * 24 * 60 * 60);
      assert.equal(await accounts.personOf(cookieJar(other.cookies).headers()), null);
      assert.deepEqual(ended.splice(0), [other.person.id]);
    });

    it("signOut() without a session, or with a forged one, still clears cookies", async () => {
      for (const cookie of ["", `${TOKEN_COOKIE}=forged.forged`]) {
        const cleared = await accounts.signOut(new Headers({ cookie }));
        assert.ok(cleared.some((value) => value.startsWith(`${TOKEN_COOKIE}=;`) && /max-age=0/i.test(value)));
      }
    });

    it("sessionOf() renews the cached copy once it runs out, and asks the database only then", async () => {
      const { person, cookies } = await signedUp();
      const jar = cookieJar(cookies);
      assert.deepEqual(await accounts.sessionOf(jar.headers()), { person, cookies: [] });
      await database.db.updateTable("person").set({ name: "Renamed" }).where("id", "=", person.id).execute();
      assert.deepEqual(await accounts.sessionOf(jar.headers()), { person, cookies: [] });
      moveTime(61);
      const renewed = await accounts.sessionOf(jar.headers());
      assert.equal(renewed.person?.name, "Renamed");
      jar.take(renewed.cookies);
      assert.deepEqual(await accounts.sessionOf(jar.headers()), {
        person: { ...person, name: "Renamed" },
        cookies: [],
      });
    });

    it("a session that ended elsewhere ends here when the cached copy runs out", async () => {
      const { person, cookies } = await signedUp();
      const jar = cookieJar(cookies);
      await database.db.deleteFrom("auth_session").where("person_id", "=", person.id).execute();
      assert.equal(await accounts.personOf(jar.headers()), null);
      assert.deepEqual((await accounts.sessionOf(jar.headers())).person, person);
      moveTime(61);
      const ended = await accounts.sessionOf(jar.headers());
      assert.equal(ended.person, null);
      jar.take(ended.cookies);
      assert.deepEqual(jar.names, []);
    });

    describe("of somebody who is suspended", () => {
      async function suspended(): Promise<SignedIn> {
        const signedIn = await signedUp();
        await database.db.transaction().execute((trx) => setSuspended(trx, signedIn.person.id, new Date()));
        people.forget();
        return signedIn;
      }

      it("sessions end at once, however fresh their cached copy is, and take their cookies along", async () => {
        const jar = cookieJar((await suspended()).cookies);
        assert.equal(await accounts.personOf(jar.headers()), null);
        const ended = await accounts.sessionOf(jar.headers());
        assert.equal(ended.person, null);
        jar.take(ended.cookies);
        assert.deepEqual(jar.names, []);
      });

      it("better-auth's own calls hear of nobody", async () => {
        const jar = cookieJar((await suspended()).cookies);
        const session = await accounts.handle(
          new Request(new URL("/api/auth/get-session", PUBLIC_URL), { headers: jar.headers() }),
        );
        assert.deepEqual([session.status, await session.json()], [200, null]);
        for (const [path, body] of [["/update-user", { name: "Another" }], ["/revoke-sessions", {}]] as const) {
          assert.equal((await post(path, body, jar.headers())).status, 401, path);
        }
      });

      it("signing in says so to who knows the password, and nothing to others", async () => {
        const { person } = await suspended();
        const { email } = person;
        assert.equal(refusalOf(await accounts.signIn({ email, password: PASSWORD }, headers)), "suspended");
        const right = await post("/sign-in/email", { email, password: PASSWORD });
        assert.deepEqual([right.status, right.headers.getSetCookie()], [403, []]);
        assert.equal((await right.json()).code, "SUSPENDED");
        const answers = await Promise.all(
          [[email, "wrong password"], [someEmail(), PASSWORD]].map(async ([email, password]) => {
            const response = await post("/sign-in/email", { email, password });
            return { status: response.status, body: await response.text(), cookies: response.headers.getSetCookie() };
          }),
        );
        assert.deepEqual(answers[0], answers[1]);
        assert.equal(
          refusalOf(await accounts.signIn({ email, password: "wrong password" }, headers)),
          "wrong_credentials",
        );
        const sessions = await database.db.selectFrom("auth_session").select("id").where("person_id", "=", person.id)
          .execute();
        assert.deepEqual(sessions, []);
      });

      it("lifting it lets them sign in anew, and brings no old session back", async () => {
        const { person, cookies } = await suspended();
        await database.db.transaction().execute((trx) => setSuspended(trx, person.id, null));
        people.forget();
        const again = await accounts.signIn({ email: person.email, password: PASSWORD }, headers);
        assert.ok(again.ok);
        assert.deepEqual(await accounts.personOf(cookieJar(again.value.cookies).headers()), person);
        moveTime(61);
        assert.equal(await accounts.personOf(cookieJar(cookies).headers()), null);
      });
    });

    it("a session lives on for 30 days after its last use", async () => {
      const { person, cookies } = await signedUp();
      const jar = cookieJar(cookies);
      for (let visit = 0; visit < 3; visit++) {
        moveTime(20 * 24 * 60 * 60);
        const state = await accounts.sessionOf(jar.headers());
        assert.deepEqual(state.person, person);
        assert.ok(state.cookies.some((cookie) => cookie.startsWith(`${TOKEN_COOKIE}=`)), "a renewed session cookie");
        jar.take(state.cookies);
      }
      moveTime(31 * 24 * 60 * 60);
      assert.equal(await accounts.personOf(jar.headers()), null);
    });

    it("personOf() gives nobody for cookies that are forged, cut, foreign or garbage", async () => {
      const { cookies } = await signedUp();
      const token = cookieJar(cookies).get(TOKEN_COOKIE) ?? assert.fail();
      const cached = cookieJar(cookies).get(CACHE_COOKIE) ?? assert.fail();
      const foreign = await createAccounts({
        db: database.db,
        secret: `${SECRET}x`,
        publicUrl: PUBLIC_URL,
        limits: UNLIMITED,
        log,
      });
      assert.equal(await foreign.personOf(cookieJar(cookies).headers()), null);
      const forged = [
        token.slice(0, -1),
        token.slice(0, 10),
        token.split(".")[0] ?? "",
        token.replace(/^./, (first) => first === "A" ? "B" : "A"),
        `${token}x`,
        "",
        "%",
        "%00",
        ".",
        "a.b",
        "é",
        "x".repeat(8000),
      ];
      for (const value of forged) {
        for (const copy of [null, cached]) {
          const jar = cookieJar();
          jar.set(TOKEN_COOKIE, encodable(value));
          if (copy !== null) jar.set(CACHE_COOKIE, copy);
          assert.equal(await accounts.personOf(jar.headers()), null, value);
          assert.equal((await accounts.sessionOf(jar.headers())).person, null, value);
        }
      }
      assert.equal(await accounts.personOf(new Headers()), null);
      assert.equal(await accounts.personOf(new Headers({ cookie: ";;;=;=" })), null);
    });

    it("sessionOf() passes over a damaged cached copy", async () => {
      const { person, cookies } = await signedUp();
      const cached = cookieJar(cookies).get(CACHE_COOKIE) ?? assert.fail();
      const mallory = await signedUp({ name: "Mallory" });
      const foreign = cookieJar(mallory.cookies).get(CACHE_COOKIE) ?? assert.fail();
      for (const copy of [cached.slice(0, -3), cached.slice(0, 5), "", "%", "é", "!!!", "bnVsbA", "e30", foreign]) {
        const jar = cookieJar(cookies);
        jar.set(CACHE_COOKIE, encodable(copy));
        assert.deepEqual((await accounts.sessionOf(jar.headers())).person, person, copy);
      }
    });

    it("handle() serves the JSON calls that are offered, and no others", async () => {
      const email = someEmail();
      const response = await post("/sign-up/email", {
        name: "Bob",
        email,
        password: PASSWORD,
        image: "https://example.org/x",
      });
      assert.equal(response.status, 200);
      const jar = cookieJar(response.headers.getSetCookie());
      assert.equal((await accounts.personOf(jar.headers()))?.name, "Bob");
      const row = await database.db.selectFrom("person").selectAll().where("email", "=", email)
        .executeTakeFirstOrThrow();
      assert.equal(row.image, null);

      const renamed = await post("/update-user", { name: "Bob\u0000" }, jar.headers({ origin: PUBLIC_URL.origin }));
      assert.equal(renamed.status, 400);
      const bad = await post("/sign-up/email", { name: "\u202E", email: someEmail(), password: PASSWORD });
      assert.deepEqual([bad.status, (await bad.json()).code], [400, "BAD_NICKNAME"]);
      for (
        const path of ["/sign-in/social", "/request-password-reset", "/delete-user", "/error", "", "/", "/../auth"]
      ) {
        assert.equal((await post(path, {})).status, 404, path);
      }
    });

    it("handle() refuses a session's call from another origin, and a malformed body", async () => {
      const jar = cookieJar((await signedUp()).cookies);
      const foreign = await post("/update-user", { name: "Mallory" }, jar.headers({ origin: "https://evil.example" }));
      assert.equal(foreign.status, 403);
      const { status } = await accounts.handle(request("/sign-in/email", "{", headers));
      assert.equal(status, 400);
    });

    it("too many attempts from one address are refused, on every road, and others are not", async () => {
      const attempt = { email: someEmail(), password: "wrong password" };
      const crowded = new Headers({ [CLIENT_ADDRESS_HEADER]: "192.0.2.77" });
      assert.equal(refusalOf(await accounts.signIn(attempt, crowded)), "wrong_credentials");
      const { numUpdatedRows } = await database.db.updateTable("auth_rate_limit").set({ count: 29 })
        .where("key", "=", "192.0.2.77|/sign-in/email").executeTakeFirst();
      assert.equal(numUpdatedRows, 1n);
      assert.equal(refusalOf(await accounts.signIn(attempt, crowded)), "wrong_credentials");
      assert.equal(refusalOf(await accounts.signIn(attempt, crowded)), "too_many_requests");
      assert.equal((await post("/sign-in/email", attempt, crowded)).status, 429);
      const elsewhere = new Headers({ [CLIENT_ADDRESS_HEADER]: "192.0.2.78" });
      assert.equal(refusalOf(await accounts.signIn(attempt, elsewhere)), "wrong_credentials");
      moveTime(61);
      assert.equal(refusalOf(await accounts.signIn(attempt, crowded)), "wrong_credentials");
    });

    it("a password is guessed at ten times, from wherever and on whichever road; others sign in meanwhile", async () => {
      const setup = { db: database.db, secret: SECRET, publicUrl: PUBLIC_URL, limits: createRateLimits(), log };
      const limited = await createAccounts(setup);
      const email = someEmail();
      await signedUp({ email });
      const from = (n: number) => new Headers({ [CLIENT_ADDRESS_HEADER]: `198.51.100.${n}` });
      const guess = (n: number) => limited.signIn({ email: email.toUpperCase(), password: `guess ${n}` }, from(n));
      for (let n = 0; n < 10; n++) assert.equal(refusalOf(await guess(n)), "wrong_credentials");
      const outcome = await limited.signIn({ email, password: PASSWORD }, from(11));
      assert.ok(!outcome.ok && outcome.refusal === "too_many_requests");
      assert.ok((outcome.retryAfterSeconds ?? 0) > 500);
      const call = await limited.handle(
        request("/sign-in/email", JSON.stringify({ email: ` ${email} `, password: PASSWORD }), from(12)),
      );
      assert.equal(call.status, 429);
      assert.ok(Number(call.headers.get("retry-after")) > 500);
      const other = someEmail();
      await signedUp({ email: other });
      assert.ok((await limited.signIn({ email: other, password: PASSWORD }, from(11))).ok);
    });

    for (const scheme of ["http", "https"]) {
      it(`cookies are HttpOnly, SameSite=Lax and ${scheme === "https" ? "" : "not "}Secure on ${scheme}`, async () => {
        const publicUrl = new URL(`${scheme}://ajar.example`);
        const there = await createAccounts({ db: database.db, secret: SECRET, publicUrl, limits: UNLIMITED, log });
        const outcome = await there.signUp({ name: "Alice", email: someEmail(), password: PASSWORD }, headers);
        assert.ok(outcome.ok);
        const cookies = [...outcome.value.cookies, ...await there.signOut(cookieJar(outcome.value.cookies).headers())];
        assert.ok(cookies.length >= 4);
        for (const cookie of cookies) {
          assert.match(cookie, scheme === "https" ? /^__Secure-ajar\./ : /^ajar\./);
          assert.match(cookie, /; HttpOnly/i);
          assert.match(cookie, /; SameSite=Lax/i);
          assert.match(cookie, /; Path=\//i);
          assert.equal(/; Secure/i.test(cookie), scheme === "https", cookie);
        }
      });
    }

    it("leaves addresses and passwords out of the log", () => {
      assert.ok(log.records.length > 0);
      const lines = log.records.map(({ message, fields, error }) =>
        `${message} ${JSON.stringify(fields)} ${error instanceof Error ? error.stack : String(error)}`
      );
      assert.doesNotMatch(lines.join("\n"), /example\.org|correct horse|wrong password/);
    });

    it("throws at once if a column that better-auth writes is not there", async () => {
      await sql`alter table auth_verification rename column value to lost`.execute(database.db);
      await assert.rejects(
        createAccounts({ db: database.db, secret: SECRET, publicUrl: PUBLIC_URL, limits: UNLIMITED, log }),
        /auth_verification(.|\n)*value/,
      );
    });

    function post(path: string, body: unknown, sent: Headers = headers): Promise<Response> {
      return accounts.handle(request(path, JSON.stringify(body), sent));
    }
  });
});

function request(path: string, body: string, sent: Headers): Request {
  const headers = new Headers(sent);
  headers.set("content-type", "application/json");
  return new Request(new URL(`/api/auth${path}`, PUBLIC_URL), { method: "POST", headers, body });
}

/** Header values are bytes; a browser that was given anything else sends it as UTF-8. */
function encodable(value: string): string {
  return String.fromCharCode(...new TextEncoder().encode(value));
}
