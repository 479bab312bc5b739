/** Inviting over HTTP: the JSON API, the section on a room's page and the page behind an invitation's link, without any script. */
import { after, before, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { HttpClient, signedUp } from "../support/http_client.ts";
import { type RunningApp, startApp } from "../support/running_app.ts";

interface InvitationAnswer {
  readonly id: string;
  readonly kind: string;
  readonly url: string;
  readonly stage: string;
  readonly email: string | null;
  readonly label: string | null;
  readonly expiresAt: string | null;
  readonly usesLeft: number | null;
}

describe("invitations, over HTTP", () => {
  let app: RunningApp;
  let host: HttpClient;
  let ann: HttpClient;
  let annId: string;
  let room: { readonly id: string; readonly code: string };
  let path: string;
  let api: string;
  before(async () => {
    app = await startApp();
    [host, ann] = await Promise.all([signedUp(app.url, "Mara"), signedUp(app.url, "Ann")]);
    const idOf = async (client: HttpClient) => String((await client.call("GET", "/api/v1/me")).body.id);
    annId = await idOf(ann);
    await host.call("POST", "/api/v1/friends", { personId: annId });
    await ann.call("POST", `/api/v1/friends/${await idOf(host)}/accept`);
  });
  after(() => app?.stop());
  beforeEach(async () => {
    const made = await host.call("POST", "/api/v1/rooms", {
      activity: { emoji: "🎲", title: "Board games" },
      audience: { kind: "friends", struckIds: [annId] },
      settings: { hostStarts: false },
    });
    room = (made.body as { room: typeof room }).room;
    path = `/rooms/${room.id}`;
    api = `/api/v1${path}/invitations`;
  });

  async function list(): Promise<readonly InvitationAnswer[]> {
    const { status, body } = await host.call("GET", api);
    assert.equal(status, 200);
    return (body as unknown as { invitations: InvitationAnswer[] }).invitations;
  }

  async function link(body: unknown = {}): Promise<InvitationAnswer> {
    const made = await host.call("POST", `${api}/links`, body);
    assert.equal(made.status, 201, JSON.stringify(made.body));
    return (made.body as unknown as { invitation: InvitationAnswer }).invitation;
  }

  function codeOf(body: Record<string, unknown>): unknown {
    return (body.error as { code?: unknown } | undefined)?.code;
  }

  const pathOf = ({ url }: InvitationAnswer) => new URL(url).pathname;
  const read = { headers: { "Sec-Fetch-Dest": "document" } };

  async function sent(fields: Readonly<Record<string, string>>): Promise<[number, string]> {
    const answer = await host.form(path, fields);
    return [answer.status, answer.headers.get("location") ?? await answer.text()];
  }

  async function enters(client: HttpClient): Promise<unknown> {
    const { status, body } = await client.call("POST", `/api/v1/links/${room.code}/seats`, { nickname: "Bo" });
    return status === 201 ? "in" : codeOf(body);
  }

  describe("by the JSON API", () => {
    it("asks the good addresses, gives the bad ones back, and tells how far each has come", async () => {
      const asked = await host.call("POST", api, { emails: ["Bo@Example.org", "rubbish"], personIds: [annId] });
      assert.deepEqual(asked, { status: 201, body: { invited: 2, already: 0, bad: ["rubbish"] } });
      const [mail, ...others] = (await list()).filter(({ kind }) => kind === "email");
      assert.ok(mail && others.length === 0);
      assert.equal(mail.email, "bo@example.org");
      // Without a mail server, mails are only shown in the log: at once, or in a moment.
      assert.match(mail.stage, /^(made|sent)$/);
      const bo = new HttpClient(app.url);
      assert.equal(await enters(bo), "not_for_you");
      const opened = await bo.call("GET", `/api/v1/invitations${pathOf(mail).slice(2)}`);
      assert.equal(opened.status, 200);
      assert.deepEqual([opened.body.by, opened.body.taken], ["Mara", false]);
      assert.equal(JSON.stringify(opened.body).includes(room.code), false);
      const taken = await bo.call("POST", `/api/v1/invitations${pathOf(mail).slice(2)}/take`);
      assert.deepEqual([taken.status, taken.body.code], [200, room.code]);
      const answered = await bo.call("PUT", `/api/v1/invitations${pathOf(mail).slice(2)}/answer`, { answer: "going" });
      assert.equal(answered.status, 200);
      assert.equal(await enters(bo), "in");
    });

    it("refuses bodies that are none, more than 500 at once, and who does not look after the room", async () => {
      for (const body of [{ emails: "x" }, { emails: [1] }, { people: [] }, { personIds: [""] }, []]) {
        assert.equal((await host.call("POST", api, body)).status, 400, JSON.stringify(body));
      }
      const emails = Array.from({ length: 10_000 }, (_, n) => `somebody.${n}@example.org`);
      const many = await host.call("POST", api, { emails });
      assert.deepEqual([many.status, codeOf(many.body)], [422, "too_many_invited"]);
      const nobody = await host.call("POST", api, {});
      assert.deepEqual([nobody.status, codeOf(nobody.body)], [422, "bad_invitation"]);
      for (const body of [{ expiresAt: "tomorrow" }, { once: "yes" }, { label: 7 }]) {
        assert.equal((await host.call("POST", `${api}/links`, body)).status, 400, JSON.stringify(body));
      }
      const past = await host.call("POST", `${api}/links`, { expiresAt: "2020-01-01T00:00:00Z" });
      assert.deepEqual([past.status, codeOf(past.body)], [422, "bad_invitation"]);
      assert.deepEqual(await list(), []);
      const made = await link();
      for (const client of [ann, new HttpClient(app.url)]) {
        for (const [method, at] of [["GET", api], ["POST", api], ["DELETE", `${api}/${made.id}`]] as const) {
          assert.equal((await client.call(method, at)).status, 404, `${method} ${at}`);
        }
      }
      assert.equal((await host.call("DELETE", `${api}/none`)).status, 404);
      assert.equal((await host.call("DELETE", `${api}/%00`)).status, 404);
    });

    it("takes an invitation back, again and again to the same effect", async () => {
      const made = await link({ label: "For Bo" });
      const bo = new HttpClient(app.url);
      await bo.call("POST", `/api/v1/invitations${pathOf(made).slice(2)}/take`);
      for (let time = 0; time < 2; time++) assert.equal((await host.call("DELETE", `${api}/${made.id}`)).status, 204);
      assert.equal(await enters(bo), "not_for_you");
      const again = await bo.call("POST", `/api/v1/invitations${pathOf(made).slice(2)}/take`);
      assert.deepEqual([again.status, codeOf(again.body)], [410, "invitation_over"]);
    });
  });

  describe("by the page behind its link", () => {
    it("looks are free: only the button uses a link up, and only a browser's look is told as seen", async () => {
      const made = await link({ once: true });
      const [bot, bo, cy] = [new HttpClient(app.url), new HttpClient(app.url), new HttpClient(app.url)];
      const preview = await (await bot.fetch(pathOf(made))).text();
      assert.match(preview, /og:title" content="🎲 Board games: you are invited"/);
      assert.equal(preview.includes(room.code), false);
      assert.equal((await list())[0]?.stage, "made");
      const page = await bo.fetch(pathOf(made), read);
      assert.equal(page.status, 200);
      assert.equal(page.headers.get("x-robots-tag"), "noindex, nofollow");
      assert.match(await page.text(), /Mara invites you[^]*Come in/);
      assert.equal((await list())[0]?.stage, "seen");
      const pressed = await bo.form(pathOf(made), {});
      assert.deepEqual([pressed.status, pressed.headers.get("location")], [303, `/r/${room.code}`]);
      const back = await bo.fetch(pathOf(made), read);
      assert.deepEqual([back.status, back.headers.get("location")], [303, `/r/${room.code}`]);
      assert.match(await (await bo.fetch(`/r/${room.code}`)).text(), /Board games/);
      assert.equal(await enters(bo), "in");
      assert.equal((await cy.form(pathOf(made), {})).status, 410);
      const over = await cy.fetch(pathOf(made), read);
      assert.equal(over.status, 410);
      assert.match(await over.text(), /This invitation is over/);
    });

    it("asks who is signed out to sign in for one that is made out to a person", async () => {
      await host.call("POST", api, { personIds: [annId] });
      const [made] = await list();
      assert.ok(made);
      const out = await new HttpClient(app.url).fetch(pathOf(made), read);
      assert.deepEqual([out.status, out.headers.get("location")], [
        303,
        `/sign-in?next=${encodeURIComponent(pathOf(made))}`,
      ]);
      const zed = await signedUp(app.url, "Zed");
      assert.equal((await zed.fetch(pathOf(made), read)).status, 404);
      const hers = await ann.fetch(pathOf(made), read);
      assert.deepEqual([hers.status, hers.headers.get("location")], [303, `/r/${room.code}`]);
      assert.match(await (await host.fetch(pathOf(made), read)).text(), /what they see/);
    });

    it("is led to by the notice, which counts as seen", async () => {
      await host.call("POST", api, { personIds: [annId] });
      const { notices } = (await ann.call("GET", "/api/v1/notices")).body as unknown as {
        notices: { id: string; kind: string }[];
      };
      const [first] = notices;
      assert.equal(first?.kind, "invited");
      assert.equal((await list())[0]?.stage, "sent");
      const opened = await ann.form(`/notices/${first.id}`, {});
      const [made] = await list();
      assert.ok(made);
      assert.deepEqual([opened.status, opened.headers.get("location")], [303, pathOf(made)]);
      assert.equal(made.stage, "seen");
    });

    it("is nothing where there is none", async () => {
      for (const at of ["/i/none", "/i/%00", "/i/AAAAAAAAAAAAAAAAAAAAAA"]) {
        assert.equal((await ann.fetch(at, read)).status, 404, at);
        assert.equal((await ann.form(at, {})).status, 404, at);
        assert.equal((await ann.form(`${at}/answer`, { answer: "no" })).status, 404, at);
      }
      const made = await link();
      assert.equal((await ann.form(`${pathOf(made)}/answer`, { answer: "perhaps" })).status, 400);
    });

    it("says of an ended room that it has ended", async () => {
      const made = await link();
      await host.call("POST", `/api/v1${path}/end`);
      const page = await ann.fetch(pathOf(made), read);
      assert.equal(page.status, 410);
      assert.match(await page.text(), /This room has ended/);
    });
  });

  describe("by the forms of a room's page", () => {
    it("asks friends and addresses, and says how many", async () => {
      const [status, location] = await sent({
        form: "invite",
        invite: annId,
        addresses: "a@example.org, b@example.org",
      });
      assert.deepEqual([status, location], [303, `${path}?invited=3&already=0#invitations`]);
      const page = await (await host.fetch(`${path}?invited=3&already=0`)).text();
      assert.match(page, /3 people are invited/);
      assert.match(page, /3 invited/);
      assert.match(page, /a@example\.org/);
      const again = await sent({ form: "invite", addresses: "a@example.org" });
      assert.equal(again[1], `${path}?invited=0&already=1#invitations`);
    });

    it("sends the good ones and shows the bad ones, each as it was written", async () => {
      const [status, page] = await sent({ form: "invite", addresses: "a@example.org\nno <address>\n<b@example.org>" });
      assert.equal(status, 200);
      assert.match(page, /2 people are invited/);
      assert.match(page, /This is no address/);
      assert.match(page, /<textarea[^>]*aria-invalid="true"[^>]*>address<\/textarea>/);
      const [bad, shown] = await sent({ form: "invite", addresses: "rubbish" });
      assert.equal(bad, 422);
      assert.match(shown, /Nobody is invited/);
      assert.match(shown, /<textarea[^>]*>rubbish<\/textarea>/);
      assert.deepEqual((await list()).map(({ email }) => email).sort(), ["a@example.org", "b@example.org"]);
    });

    it("loses nothing of ten thousand pasted addresses, and asks none of them", async () => {
      const addresses = Array.from({ length: 10_000 }, (_, n) => `somebody.${n}@example.org`).join("\n");
      const [status, page] = await sent({ form: "invite", addresses });
      assert.equal(status, 422);
      assert.match(page, /at most 500 people at a time/);
      assert.ok(page.includes("somebody.9999@example.org"));
      assert.deepEqual(await list(), []);
    });

    it("searches for friends without losing what was typed", async () => {
      const fields = { form: "invite", search: "yes", invite: annId, invite_q: "nobody", addresses: "half@" };
      const [status, page] = await sent(fields);
      assert.equal(status, 200);
      assert.match(page, new RegExp(`name="invite"[^>]*value="${annId}"[^>]*checked`));
      assert.match(page, /<textarea[^>]*>half@<\/textarea>/);
      assert.deepEqual(await list(), []);
    });

    it("makes a personal link, shows it, and takes it back", async () => {
      const [status, location] = await sent({ form: "link", label: "The neighbours", hours: "24", once: "yes" });
      assert.deepEqual([status, location], [303, `${path}?linked=yes#invitations`]);
      const [made] = await list();
      assert.ok(made);
      assert.deepEqual([made.label, made.usesLeft, made.expiresAt === null], ["The neighbours", 1, false]);
      assert.ok((await (await host.fetch(path)).text()).includes(made.url));
      const [bad, page] = await sent({ form: "link", label: "x".repeat(61) });
      assert.equal(bad, 422);
      assert.match(page, /That is too long/);
      const back = await host.form(`${path}/invitations/${made.id}/revoke`, {});
      assert.deepEqual([back.status, back.headers.get("location")], [303, path]);
      assert.deepEqual(await list(), []);
    });

    it("shows long lists a page at a time", async () => {
      const emails = Array.from({ length: 60 }, (_, n) => `p${n}@example.org`);
      await host.call("POST", api, { emails });
      const first = await (await host.fetch(path)).text();
      const older = /href="([^"]*\?invitations=[^"#]*)#invitations"/.exec(first)?.[1];
      assert.ok(older);
      const second = await (await host.fetch(older)).text();
      const rows = (page: string) => page.match(/id="invitation-/g)?.length ?? 0;
      assert.deepEqual([rows(first), rows(second)], [50, 10]);
    });
  });
});
