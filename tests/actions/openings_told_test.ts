/**
 * What those who are invited, were chosen or asked for it hear of a room that is to open: each of it once, by each channel that is
 * theirs, and only what is still true. The outbox's worker delivers to a list.
 */
import { afterEach, before, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { answerInvitation } from "../../actions/answer_invitation.ts";
import { askReminder } from "../../actions/ask_reminder.ts";
import { blockPerson } from "../../actions/block_person.ts";
import { changeRoom } from "../../actions/change_room.ts";
import { createRoom, type RoomWish } from "../../actions/create_room.ts";
import { cancelRoom, endRoom } from "../../actions/end_room.ts";
import type { Asker } from "../../actions/guest_seat.ts";
import { invite, type InviteWish } from "../../actions/invite.ts";
import { listInvitations } from "../../actions/list_invitations.ts";
import { listNotices } from "../../actions/list_notices.ts";
import { listTelling } from "../../actions/list_telling.ts";
import { openRoom } from "../../actions/open_room.ts";
import { readLetter } from "../../actions/read_letter.ts";
import { revokeInvitation } from "../../actions/revoke_invitation.ts";
import { setCoHost } from "../../actions/set_co_host.ts";
import { setDimmer } from "../../actions/set_dimmer.ts";
import { takeInvitation } from "../../actions/take_invitation.ts";
import { takeSeat } from "../../actions/take_seat.ts";
import type { Db } from "../../db/database.ts";
import { befriend } from "../../db/friends.ts";
import { findPersonSeat } from "../../db/seats.ts";
import { writeSetting } from "../../db/notice_choices.ts";
import type { Attempt } from "../../domain/delivery.ts";
import type { Letter } from "../../domain/letter.ts";
import { type Invitation, stageOf } from "../../domain/invitation.ts";
import type { Outcome } from "../../domain/refusal.ts";
import type { Room } from "../../domain/room.ts";
import { NO_TRACES } from "../../domain/traces.ts";
import { type Delivery, OutboxWorker } from "../../notices/worker.ts";
import { asking } from "../support/asking.ts";
import { onEachDatabase } from "../support/databases.ts";
import { openDueRooms } from "../support/due_rooms.ts";
import { type House, openHouse, type PersonViewer } from "../support/house.ts";
import { subscribed } from "../support/push_rows.ts";
import { minutesAfterNoon } from "../support/rows.ts";
import { until } from "../support/until.ts";

const MINUTE_MS = 60_000;
const MAIL = "grandma@example.org";

interface Delivered {
  readonly channel: "mail" | "push";
  readonly email: string;
  readonly letter: Letter;
}

describe("the openings of a room are told", () => {
  onEachDatabase((open) => {
    let db: Db;
    let house: House;
    let worker: OutboxWorker;
    let host: PersonViewer;
    let ann: PersonViewer;
    let delivered: Delivered[];
    /** How the mail server answers. */
    let answer: Attempt;
    before(async () => {
      ({ db } = await open());
    });
    beforeEach(async () => {
      await db.deleteFrom("outbox").execute();
      await db.deleteFrom("room").execute();
      house = openHouse(db, { opensRooms: false });
      delivered = [];
      answer = { type: "taken" };
      const mail = ({ letter, email }: Delivery) => {
        delivered.push({ channel: "mail", email, letter });
        return Promise.resolve({ attempt: answer, reached: [] });
      };
      const push = ({ letter, email, subscriptions }: Delivery) => {
        if (subscriptions.length === 0) return Promise.resolve({ attempt: null, reached: [] });
        delivered.push({ channel: "push", email, letter });
        return Promise.resolve({ attempt: { type: "taken" } as const, reached: [] });
      };
      worker = new OutboxWorker({
        db,
        desk: {
          reader: () => (notice) => readLetter(house.deps, notice),
          list: (notice) => listTelling(house.deps, notice),
        },
        carriers: { mail, push },
        timers: house.time,
        now: house.time.now,
        random: () => 0,
        log: house.log,
        name: "worker",
      });
      [host, ann] = await Promise.all([house.person("Mara"), house.person("Ann")]);
      await friends(host, ann);
    });
    afterEach(async () => {
      await worker[Symbol.asyncDispose]();
      await house[Symbol.asyncDispose]();
      assert.deepEqual(house.log.records.filter(({ level }) => level === "error"), []);
    });

    function got<T>(outcome: Outcome<T>): T {
      assert.ok(outcome.ok, outcome.ok ? "" : outcome.refusal);
      return outcome.value;
    }

    async function friends(one: PersonViewer, other: PersonViewer): Promise<void> {
      await db.transaction().execute((trx) => befriend(trx, one.personId, other.personId, house.time.now()));
    }

    async function planned(minutes: number, wish: Partial<RoomWish> & { readonly repeats?: string } = {}) {
      const { repeats, ...others } = wish;
      const schedule = { start: { at: minutesAfterNoon(minutes) }, zone: "Europe/Berlin", repeats };
      const activity = { emoji: "🎂", title: "Birthday" };
      const settings = { hostStarts: false };
      return got(
        await createRoom(house.deps, host, { activity, audience: { kind: "link" }, settings, schedule, ...others }),
      );
    }

    async function invites(room: Room, wish: Partial<InviteWish>): Promise<readonly Invitation[]> {
      got(await invite(house.deps, asking(host), room.id, { personIds: [], emails: [], groupId: null, ...wish }));
      return await invitations(room);
    }

    async function invitations(room: Room): Promise<readonly Invitation[]> {
      return got(await listInvitations(house.deps, asking(host), room.id, null)).invitations;
    }

    /** What has become due is delivered. */
    async function settled(): Promise<void> {
      const due = () =>
        db.selectFrom("outbox").select("id").where("state", "=", "waiting")
          .where("next_at", "<=", house.time.now()).execute();
      await until("all that is due is delivered", async () => {
        worker.nudge();
        return (await due()).length === 0;
      });
    }

    async function pass(minutes: number): Promise<void> {
      house.time.advance(minutes * MINUTE_MS);
      await openDueRooms(house);
      await house.deps.background.idle();
      await settled();
    }

    /** What has come since it was last asked, by channel and kind. */
    async function heard(): Promise<string[]> {
      await settled();
      const told = delivered.map(({ channel, email, letter }) =>
        `${letter.kind} by ${channel} to ${email === MAIL ? email : email.startsWith(ann.personId) ? "Ann" : "Mara"}`
      );
      delivered = [];
      return told.sort();
    }

    async function listed(viewer: PersonViewer): Promise<string[]> {
      return got(await listNotices(house.deps, viewer, null)).notices.map(({ kind }) => kind);
    }

    it("that somebody is invited, before the start, and at it: by mail and push, and in the app, each once", async () => {
      await subscribed(db, ann.personId);
      const room = await planned(60);
      await invites(room, { personIds: [ann.personId], emails: [MAIL] });
      await invites(room, { personIds: [ann.personId], emails: [MAIL] });
      await settled();
      const asked = delivered;
      assert.deepEqual(await heard(), [
        "invited by mail to Ann",
        `invited by mail to ${MAIL}`,
        "invited by push to Ann",
      ]);
      for (const { letter } of asked) {
        assert.match(letter.path, /^\/i\//);
        assert.deepEqual([letter.room, letter.opensAt, letter.zone], [
          "Birthday",
          minutesAfterNoon(60),
          "Europe/Berlin",
        ]);
        assert.ok(letter.calendar);
      }
      assert.deepEqual((await invitations(room)).map((each) => stageOf(each, house.time.now())), ["sent", "sent"]);
      await pass(54);
      assert.deepEqual(await heard(), []);
      await pass(1);
      const soon = delivered;
      assert.deepEqual(await heard(), [
        "opens_soon by mail to Ann",
        "opens_soon by mail to Mara",
        `opens_soon by mail to ${MAIL}`,
        "opens_soon by push to Ann",
      ]);
      assert.deepEqual(
        soon.map(({ email, letter }) => [email === MAIL, letter.path]).filter(([mail]) => !mail)[0]?.[1],
        `/r/${room.code}`,
      );
      assert.ok(soon.some(({ email, letter }) => email === MAIL && letter.path.startsWith("/i/")));
      await pass(5);
      // That it is open comes by mail only to who wants that.
      assert.deepEqual(await heard(), ["opened by push to Ann"]);
      assert.deepEqual(await listed(ann), ["opened", "opens_soon", "invited"]);
      await pass(60);
      assert.deepEqual(await heard(), []);
    });

    it("as long before as each wants, also where that was chosen later", async () => {
      const room = await planned(120);
      await invites(room, { personIds: [ann.personId] });
      await heard();
      await db.transaction().execute((trx) =>
        writeSetting(trx, ann.personId, { leadMinutes: 30, quiet: null, zone: "UTC" })
      );
      await askReminder(house.deps, asking(ann), room.code, true);
      await pass(89);
      assert.deepEqual(await heard(), []);
      await pass(1);
      assert.deepEqual(await heard(), ["opens_soon by mail to Ann"]);
    });

    it("that it was moved, at once, and of its new time instead of the old one", async () => {
      const room = await planned(60);
      await invites(room, { personIds: [ann.personId], emails: [MAIL] });
      await heard();
      got(await changeRoom(house.deps, asking(host), room.id, { schedule: { start: { at: minutesAfterNoon(90) } } }));
      await settled();
      const moved = delivered;
      assert.deepEqual(await heard(), ["moved by mail to Ann", `moved by mail to ${MAIL}`]);
      const [first, second] = moved.map(({ letter }) => letter);
      assert.deepEqual(first?.opensAt, minutesAfterNoon(90));
      assert.deepEqual([first?.calendar?.uid, first?.calendar?.sequence], [second?.calendar?.uid, 1]);
      await pass(60);
      assert.deepEqual(await heard(), []);
      await pass(25);
      assert.equal((await heard()).filter((each) => each.startsWith("opens_soon")).length, 3);
    });

    it("that it was called off, and nothing after that", async () => {
      const room = await planned(60);
      await invites(room, { personIds: [ann.personId], emails: [MAIL] });
      await heard();
      house.time.advance(MINUTE_MS);
      got(await cancelRoom(house.deps, asking(host), room.id));
      await settled();
      const off = delivered;
      assert.deepEqual(await heard(), ["cancelled by mail to Ann", `cancelled by mail to ${MAIL}`]);
      assert.deepEqual(off.map(({ letter }) => [letter.room, letter.opensAt]), [
        ["Birthday", minutesAfterNoon(60)],
        ["Birthday", minutesAfterNoon(60)],
      ]);
      await pass(120);
      assert.deepEqual(await heard(), []);
      assert.deepEqual(await listed(ann), ["cancelled", "invited"]);
    });

    it("that it is open before its time, and not that it opens soon", async () => {
      const room = await planned(60);
      await invites(room, { emails: [MAIL] });
      await heard();
      got(await openRoom(house.deps, asking(host), room.id));
      await settled();
      const [now, ...others] = delivered;
      assert.deepEqual([now?.letter.opensAt, others], [house.time.now(), []]);
      assert.deepEqual(await heard(), [`opens_soon by mail to ${MAIL}`]);
      await pass(60);
      assert.deepEqual(await heard(), []);
    });

    it("before each of its times, if it repeats, and each time once", async () => {
      const room = await planned(60, { repeats: "daily" });
      await invites(room, { emails: [MAIL] });
      await heard();
      for (let day = 0; day < 2; day++) {
        await pass(day === 0 ? 55 : 24 * 60 - 65);
        assert.deepEqual((await heard()).filter((each) => each.includes(MAIL)), [
          `opens_soon by mail to ${MAIL}`,
        ], `day ${day}`);
        await pass(5);
        got(await endRoom(house.deps, asking(host), room.id));
        await pass(60);
        assert.deepEqual((await heard()).filter((each) => each.includes(MAIL)), [], `day ${day}, later`);
      }
    });

    it("to who asked for it at the door, as long as they do", async () => {
      const room = await planned(60);
      const zed = await house.person("Zed");
      got(await askReminder(house.deps, asking(ann), room.code, true));
      got(await askReminder(house.deps, asking(zed), room.code, true));
      got(await askReminder(house.deps, asking(zed), room.code, false));
      await pass(55);
      assert.deepEqual(await heard(), ["opens_soon by mail to Ann", "opens_soon by mail to Mara"]);
      assert.deepEqual(await listed(zed), []);
    });

    it("to the chosen ones, who are invited by that", async () => {
      await planned(60, { audience: { kind: "people", personIds: [ann.personId] } });
      assert.deepEqual(await heard(), ["invited by mail to Ann"]);
      await pass(55);
      assert.deepEqual(await heard(), ["opens_soon by mail to Ann", "opens_soon by mail to Mara"]);
      await pass(5);
      assert.deepEqual(await listed(ann), ["chosen", "opens_soon", "invited"]);
    });

    it("no more to who cannot come, nor to whom the invitation was taken back", async () => {
      const room = await planned(60);
      const made = await invites(room, { personIds: [ann.personId], emails: [MAIL] });
      await heard();
      const [hers, mail] = [made.find(({ person }) => person !== null), made.find(({ email }) => email !== null)];
      assert.ok(hers && mail);
      got(await answerInvitation(house.deps, asking(ann), hers.code, "no"));
      got(await revokeInvitation(house.deps, asking(host), room.id, mail.id));
      await pass(55);
      assert.deepEqual(await heard(), ["opens_soon by mail to Mara"]);
      got(await answerInvitation(house.deps, asking(ann), hers.code, "going"));
      assert.deepEqual(await heard(), ["opens_soon by mail to Ann"]);
    });

    it("once to who took an invitation by mail up with the account of that address", async () => {
      const room = await planned(60);
      const email = `${ann.personId}@example.org`;
      const [made] = await invites(room, { emails: [email] });
      assert.ok(made);
      await heard();
      got(await takeInvitation(house.deps, asking(ann), made.code));
      await pass(55);
      assert.deepEqual(await heard(), ["opens_soon by mail to Ann", "opens_soon by mail to Mara"]);
    });

    it("to nobody whom a block or the host's dimmer keeps away", async () => {
      const [bo, cy] = [await house.person("Bo"), await house.person("Cy")];
      await friends(host, bo);
      await friends(host, cy);
      const room = await planned(60);
      await invites(room, { personIds: [bo.personId, cy.personId] });
      await settled();
      delivered = [];
      assert.ok((await blockPerson(house.deps, bo, host.personId)).ok);
      assert.ok((await setDimmer(house.deps, host, cy.personId, { until: null })).ok);
      await pass(55);
      assert.deepEqual(await heard(), ["opens_soon by mail to Mara"]);
      await pass(5);
      assert.deepEqual(await heard(), []);
      assert.deepEqual([await listed(bo), (await listed(cy)).filter((kind) => kind !== "invited")], [[], []]);
    });

    it("by a co-host, but not to whom a block keeps from the host", async () => {
      const [dan, ed] = [await house.person("Dan"), await house.person("Ed")];
      for (const friend of [ed, ann]) await friends(dan, friend);
      assert.ok((await blockPerson(house.deps, ed, host.personId)).ok);
      const room = await house.room({ hostId: host.personId });
      got(await takeSeat(house.deps, asking(dan), room.code, null));
      const seat = await findPersonSeat(db, room.id, dan.personId);
      assert.ok(seat);
      got(await setCoHost(house.deps, asking(host), room.id, seat.id, true));
      await settled();
      delivered = [];
      const wish = { personIds: [ed.personId, ann.personId], emails: [], groupId: null };
      got(await invite(house.deps, asking(dan), room.id, wish));
      await settled();
      assert.deepEqual(await heard(), ["invited by mail to Ann"]);
      assert.deepEqual([await listed(ed), await listed(ann)], [[], ["invited"]]);
    });

    it("and the list of invitations says which mail came back", async () => {
      const room = await planned(60);
      answer = { type: "refused", why: "550 no such user" };
      await invites(room, { emails: [MAIL] });
      await settled();
      assert.deepEqual((await invitations(room)).map((each) => stageOf(each, house.time.now())), ["undelivered"]);
    });

    it("to who is invited to an open room without a time", async () => {
      const room = await house.room({ hostId: host.personId, audience: { kind: "people" } });
      await invites(room, { personIds: [ann.personId] });
      await settled();
      const told = delivered;
      assert.deepEqual(await heard(), ["invited by mail to Ann"]);
      assert.deepEqual([told[0]?.letter.opensAt, told[0]?.letter.calendar], [null, null]);
      const guest: Asker = { viewer: { kind: "guest" }, seatToken: () => null, traces: NO_TRACES };
      const [made] = await invitations(room);
      assert.deepEqual(await takeInvitation(house.deps, guest, made?.code ?? ""), {
        ok: false,
        refusal: "not_signed_in",
      });
    });
  });
});
