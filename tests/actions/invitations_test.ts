/** Inviting as a deed: who may be asked, whom it lets in, how far each has come, and what taking back does. */
import { afterEach, before, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { answerInvitation } from "../../actions/answer_invitation.ts";
import { blockPerson } from "../../actions/block_person.ts";
import { createGroup } from "../../actions/create_group.ts";
import { endRoom } from "../../actions/end_room.ts";
import type { Asker } from "../../actions/guest_seat.ts";
import { invite, type InviteWish } from "../../actions/invite.ts";
import { joinGroup } from "../../actions/join_group.ts";
import { listInvitations } from "../../actions/list_invitations.ts";
import { listNotices } from "../../actions/list_notices.ts";
import { lockRoom } from "../../actions/lock_room.ts";
import { type LinkWish, makePersonalLink } from "../../actions/make_personal_link.ts";
import { openInvitation } from "../../actions/open_invitation.ts";
import { readTray } from "../../actions/read_tray.ts";
import { revokeInvitation } from "../../actions/revoke_invitation.ts";
import { setDimmer } from "../../actions/set_dimmer.ts";
import { takeInvitation } from "../../actions/take_invitation.ts";
import { takeSeat } from "../../actions/take_seat.ts";
import { listDeeds } from "../../db/audit.ts";
import type { Db } from "../../db/database.ts";
import { befriend } from "../../db/friends.ts";
import { personId, type RoomId } from "../../domain/ids.ts";
import { ADDRESSES_A_DAY, type Invitation, INVITED_AT_ONCE, stageOf, USES_OF_MAIL } from "../../domain/invitation.ts";
import type { Outcome } from "../../domain/refusal.ts";
import type { Room } from "../../domain/room.ts";
import { defaultSettings } from "../../domain/room_settings.ts";
import { NO_TRACES } from "../../domain/traces.ts";
import { asking } from "../support/asking.ts";
import { onEachDatabase } from "../support/databases.ts";
import { type House, openHouse, type PersonViewer } from "../support/house.ts";

const NOBODY: InviteWish = { personIds: [], emails: [], groupId: null };
const FOR_GOOD: LinkWish = { label: null, expiresAt: null, once: false };
const HOUR_MS = 3_600_000;

describe("inviting", () => {
  onEachDatabase((open) => {
    let db: Db;
    let house: House;
    let host: PersonViewer;
    let ann: PersonViewer;
    let room: Room;
    before(async () => {
      ({ db } = await open());
    });
    beforeEach(async () => {
      house = openHouse(db);
      [host, ann] = await Promise.all([house.person("Mara"), house.person("Ann")]);
      await friends(host, ann);
      room = await house.room({ hostId: host.personId, audience: { kind: "people" } });
    });
    afterEach(async () => {
      await house[Symbol.asyncDispose]();
      assert.deepEqual(house.log.records.filter(({ level }) => level === "error"), []);
    });

    async function friends(one: PersonViewer, other: PersonViewer): Promise<void> {
      await db.transaction().execute((trx) => befriend(trx, one.personId, other.personId, house.time.now()));
    }

    /** A browser without an account: keeps the cookies that deeds issue. */
    function browser(): Asker & { keep(id: RoomId, token: string | null): void } {
      const tokens = new Map<RoomId, string>();
      return {
        viewer: { kind: "guest" },
        seatToken: (id) => tokens.get(id) ?? null,
        traces: NO_TRACES,
        keep: (id, token) => token === null || tokens.set(id, token),
      };
    }

    async function asks(wish: Partial<InviteWish>, who: Asker = asking(host)): Promise<string> {
      const outcome = await invite(house.deps, who, room.id, { ...NOBODY, ...wish });
      await house.deps.background.idle();
      if (!outcome.ok) return outcome.refusal;
      const { invitations, already, bad } = outcome.value;
      return `${invitations.length} new, ${already} before, ${bad.length} bad`;
    }

    async function link(wish: Partial<LinkWish> = {}, who: Asker = asking(host)): Promise<Invitation> {
      const outcome = await makePersonalLink(house.deps, who, room.id, { ...FOR_GOOD, ...wish });
      assert.ok(outcome.ok);
      return outcome.value;
    }

    async function list(): Promise<readonly Invitation[]> {
      const outcome = await listInvitations(house.deps, asking(host), room.id, null);
      assert.ok(outcome.ok);
      return outcome.value.invitations;
    }

    async function only(): Promise<Invitation> {
      const [first, ...others] = await list();
      assert.ok(first && others.length === 0, "one invitation");
      return first;
    }

    async function takes(who: ReturnType<typeof browser> | Asker, { code }: Invitation): Promise<string> {
      const outcome = await takeInvitation(house.deps, who, code);
      if (outcome.ok && "keep" in who) who.keep(room.id, outcome.value.seatToken);
      return outcome.ok ? outcome.value.room.code : outcome.refusal;
    }

    async function enters(who: Asker, nickname: string | null = null): Promise<string> {
      const outcome = await takeSeat(house.deps, who, room.code, nickname);
      await house.deps.background.idle();
      return outcome.ok ? "in" : outcome.refusal;
    }

    async function stage(): Promise<string> {
      return stageOf(await only(), house.time.now());
    }

    function code(outcome: Outcome<unknown>): string {
      return outcome.ok ? "ok" : outcome.refusal;
    }

    it("lets a friend in who was not chosen, shows them the room, and tells them once", async () => {
      assert.equal(await enters(asking(ann)), "not_for_you");
      assert.equal(await asks({ personIds: [ann.personId] }), "1 new, 0 before, 0 bad");
      assert.equal(await asks({ personIds: [ann.personId] }), "0 new, 1 before, 0 bad");
      assert.equal(await stage(), "sent");
      const told = await listNotices(house.deps, ann, null);
      assert.deepEqual(told.ok && told.value.notices.map(({ kind, about }) => [kind, about?.name]), [
        ["invited", "Mara"],
      ]);
      const tray = await readTray(house.deps, ann);
      assert.deepEqual(tray.ok && tray.value.map(({ id, because }) => [id, because]), [[room.id, { kind: "invited" }]]);
      assert.equal(await enters(asking(ann)), "in");
      assert.equal(await stage(), "came");
    });

    it("asks a whole group of one's own, without oneself and the host", async () => {
      const made = await createGroup(house.deps, host, { name: "Choir", description: "", joining: "link" });
      assert.ok(made.ok);
      const group = made.value;
      const ben = await house.person("Ben");
      assert.equal(await asks({ groupId: group.id }), "bad_invitation");
      for (const each of [ann, ben]) assert.ok((await joinGroup(house.deps, each, group.code)).ok);
      assert.equal(await asks({ groupId: group.id, personIds: [ann.personId] }), "2 new, 0 before, 0 bad");
      assert.deepEqual((await list()).map(({ kind, person }) => `${person?.name} as ${kind}`).sort(), [
        "Ann as person",
        "Ben as group",
      ]);
      assert.equal(await enters(asking(ben)), "in");
      const other = await house.person("Zed");
      const theirs = await createGroup(house.deps, other, { name: "Band", description: "", joining: "link" });
      assert.ok(theirs.ok);
      assert.equal(await asks({ groupId: theirs.value.id }), "bad_invitation");
    });

    it("asks the good addresses and gives back the bad ones", async () => {
      assert.equal(
        await asks({ emails: ["Bo@Example.org", "bo@example.org", "rubbish", "a b@c"] }),
        "1 new, 0 before, 2 bad",
      );
      const { email, kind, usesLeft } = await only();
      assert.deepEqual([email, kind, usesLeft], ["bo@example.org", "email", USES_OF_MAIL]);
      assert.equal(await asks({ emails: ["rubbish"] }), "0 new, 0 before, 1 bad");
      assert.equal(await asks({}), "bad_invitation");
      assert.equal(await asks({ personIds: [personId("nobody")] }), "bad_invitation");
      const stranger = await house.person("Zed");
      assert.equal(await asks({ personIds: [ann.personId, stranger.personId] }), "bad_invitation");
      assert.equal((await list()).length, 1);
    });

    it("refuses more than may be asked at once, in a day, or by who does not look after the room", async () => {
      const many = (count: number, from = 0) => Array.from({ length: count }, (_, n) => `p${from + n}@example.org`);
      assert.equal(await asks({ emails: many(10_000) }), "too_many_invited");
      assert.deepEqual(await list(), []);
      assert.equal(await asks({ emails: many(1) }, asking(ann)), "not_found");
      assert.equal(await asks({ emails: many(1) }, browser()), "not_found");
      for (let from = 0; from < ADDRESSES_A_DAY; from += INVITED_AT_ONCE) {
        assert.equal(await asks({ emails: many(INVITED_AT_ONCE, from) }), `${INVITED_AT_ONCE} new, 0 before, 0 bad`);
      }
      assert.equal(await asks({ emails: many(1, 5000) }), "too_many_requests");
      house.time.advance(25 * HOUR_MS);
      assert.equal(await asks({ emails: many(1, 5000) }), "1 new, 0 before, 0 bad");
      const first = await listInvitations(house.deps, asking(host), room.id, null);
      assert.ok(first.ok);
      assert.deepEqual([first.value.invitations.length, first.value.counts.all], [50, ADDRESSES_A_DAY + 1]);
      const second = await listInvitations(house.deps, asking(host), room.id, first.value.next);
      assert.ok(second.ok);
      const ids = new Set([...first.value.invitations, ...second.value.invitations].map(({ id }) => id));
      assert.equal(ids.size, 100);
    });

    it("leads a guest by the mail's link into a room that is not for them", async () => {
      assert.equal(await asks({ emails: ["bo@example.org"] }), "1 new, 0 before, 0 bad");
      const invitation = await only();
      const bo = browser();
      assert.equal(await enters(bo, "Bo"), "not_for_you");
      for (const read of [false, true]) {
        const opened = await openInvitation(house.deps, bo, invitation.code, read);
        assert.ok(opened.ok && !opened.value.taken);
        assert.equal(await stage(), read ? "seen" : "made");
      }
      assert.equal(await takes(bo, invitation), room.code);
      assert.equal(await takes(bo, invitation), room.code);
      assert.equal((await only()).usesLeft, USES_OF_MAIL - 1);
      assert.equal(await enters(bo, "Bo"), "in");
      assert.equal(await stage(), "came");
    });

    it("lets an invited guest in where guests have to have an account, and nobody through a lock", async () => {
      const settings = { ...defaultSettings("link"), hostStarts: false, guestsAllowed: false };
      room = await house.room({ hostId: host.personId, audience: { kind: "link" }, settings });
      const bo = browser();
      assert.equal(await enters(bo, "Bo"), "account_needed");
      const made = await link();
      assert.equal(await takes(bo, made), room.code);
      assert.equal(await enters(bo, "Bo"), "in");
      const cy = browser();
      assert.equal(await takes(cy, made), room.code);
      assert.ok((await lockRoom(house.deps, asking(host), room.id)).ok);
      assert.equal(await enters(cy, "Cy"), "room_locked");
    });

    it("gives a link that is used once to the first who takes it up, whatever others only look at", async () => {
      const made = await link({ once: true, label: "For  Bo" });
      assert.equal(made.label, "For Bo");
      const [bo, cy] = [browser(), browser()];
      for (let time = 0; time < 3; time++) {
        assert.equal(code(await openInvitation(house.deps, cy, made.code, false)), "ok");
      }
      assert.equal(await takes(bo, made), room.code);
      assert.equal(await takes(cy, made), "invitation_over");
      assert.equal(code(await openInvitation(house.deps, cy, made.code, true)), "invitation_over");
      assert.equal(code(await openInvitation(house.deps, bo, made.code, true)), "ok");
      // Signs in: is invited as who they are, and uses nothing up.
      const known = await house.person("Bo");
      assert.equal(await takes({ ...bo, viewer: known }, made), room.code);
      assert.equal(await enters(asking(known)), "in");
      assert.equal((await only()).taken, 1);
    });

    it("gives a link that is used once to one of many who press at the same moment", async () => {
      const made = await link({ once: true });
      const came = await Promise.all(Array.from({ length: 8 }, () => takes(browser(), made)));
      assert.equal(came.filter((each) => each === room.code).length, 1);
      assert.equal(came.filter((each) => each === "invitation_over").length, 7);
    });

    it("expires for who is new; who has taken it up stays invited", async () => {
      const at = (hours: number) => new Date(house.time.now().getTime() + hours * HOUR_MS);
      assert.equal(
        code(await makePersonalLink(house.deps, asking(host), room.id, { ...FOR_GOOD, expiresAt: at(0) })),
        "bad_invitation",
      );
      const made = await link({ expiresAt: at(1) });
      const [bo, cy] = [browser(), browser()];
      assert.equal(await takes(bo, made), room.code);
      house.time.advance(HOUR_MS);
      assert.equal(await takes(cy, made), "invitation_over");
      assert.equal(await takes(bo, made), room.code);
      assert.equal(await enters(bo, "Bo"), "in");
    });

    it("is taken back: nobody is invited by it any more, and it can be made anew", async () => {
      const made = await link();
      const bo = browser();
      assert.equal(await takes(bo, made), room.code);
      const back = () => revokeInvitation(house.deps, asking(host), room.id, made.id);
      assert.equal(code(await revokeInvitation(house.deps, asking(ann), room.id, made.id)), "not_found");
      assert.equal(code(await back()), "ok");
      assert.equal(code(await back()), "ok");
      assert.equal(await enters(bo, "Bo"), "not_for_you");
      assert.equal(await takes(bo, made), "invitation_over");
      assert.deepEqual(await list(), []);
      assert.equal(await asks({ personIds: [ann.personId] }), "1 new, 0 before, 0 bad");
      assert.equal(code(await revokeInvitation(house.deps, asking(host), room.id, (await only()).id)), "ok");
      assert.equal(await enters(asking(ann)), "not_for_you");
      assert.deepEqual(await readTray(house.deps, ann), { ok: true, value: [] });
      assert.equal(await asks({ personIds: [ann.personId] }), "1 new, 0 before, 0 bad");
      assert.equal(await enters(asking(ann)), "in");
      const deeds = await listDeeds(db, { room: room.id, without: [], before: null, limit: 50 });
      assert.deepEqual(deeds.map(({ deed }) => deed).toReversed(), [
        "link_made",
        "invitation_revoked",
        "people_invited",
        "invitation_revoked",
        "people_invited",
      ]);
    });

    it("is nothing to others where it is made out to somebody, and asks who is signed out to sign in", async () => {
      assert.equal(await asks({ personIds: [ann.personId] }), "1 new, 0 before, 0 bad");
      const made = await only();
      const zed = await house.person("Zed");
      assert.equal(await takes(asking(zed), made), "not_found");
      assert.equal(code(await openInvitation(house.deps, asking(zed), made.code, true)), "not_found");
      assert.equal(await takes(browser(), made), "not_signed_in");
      assert.equal(code(await answerInvitation(house.deps, asking(zed), made.code, "going")), "not_found");
      assert.equal(await takes(asking(ann), made), room.code);
      assert.equal(await takes(asking(ann), { ...made, code: "no such\0code" }), "not_found");
    });

    it("keeps the last answer, of a guest as well", async () => {
      const made = await link();
      const bo = browser();
      const answered = await answerInvitation(house.deps, bo, made.code, "going");
      assert.ok(answered.ok);
      bo.keep(room.id, answered.value.seatToken);
      assert.equal(code(await answerInvitation(house.deps, bo, made.code, "maybe")), "ok");
      const { answer, taken } = await only();
      assert.deepEqual([answer, taken], ["maybe", 1]);
      assert.equal(await stage(), "answered");
      assert.equal(code(await answerInvitation(house.deps, asking(host), made.code, "no")), "not_found");
    });

    it("beats neither a block nor the host's dimmer, and is over with the room", async () => {
      const made = await link();
      assert.equal(await takes(asking(ann), made), room.code);
      assert.ok((await setDimmer(house.deps, host, ann.personId, { until: null })).ok);
      assert.equal(await enters(asking(ann)), "not_found");
      assert.deepEqual(await readTray(house.deps, ann), { ok: true, value: [] });
      const zed = await house.person("Zed");
      assert.equal(await takes(asking(zed), made), room.code);
      assert.ok((await blockPerson(house.deps, zed, host.personId)).ok);
      assert.equal(await enters(asking(zed)), "not_found");
      assert.equal(await takes(asking(zed), made), "not_found");
      assert.ok((await endRoom(house.deps, asking(host), room.id)).ok);
      assert.equal(await takes(browser(), made), "room_ended");
      assert.equal(await asks({ personIds: [ann.personId] }), "room_ended");
      assert.deepEqual(await db.selectFrom("invited").select("since").where("room_id", "=", room.id).execute(), []);
    });
  });
});
