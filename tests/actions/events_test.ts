/** The deeds of events, on both databases: whom they are for, answers, changes, the room that opens before, and the end. */
import { afterEach, before, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { answerEvent } from "../../actions/answer_event.ts";
import { answerInvitation } from "../../actions/answer_invitation.ts";
import { askReminderByMail } from "../../actions/ask_reminder_by_mail.ts";
import { askReminder } from "../../actions/ask_reminder.ts";
import { cancelEvent } from "../../actions/cancel_event.ts";
import { createEvent, type EventWish } from "../../actions/create_event.ts";
import { createGroup } from "../../actions/create_group.ts";
import { editEvent } from "../../actions/edit_event.ts";
import type { Asker } from "../../actions/guest_seat.ts";
import { invite } from "../../actions/invite.ts";
import { joinGroup } from "../../actions/join_group.ts";
import { listComingRooms } from "../../actions/list_coming_rooms.ts";
import { type ListedEvents, listEvents } from "../../actions/list_events.ts";
import { listNotices } from "../../actions/list_notices.ts";
import { makePersonalLink } from "../../actions/make_personal_link.ts";
import { nameEventHost } from "../../actions/name_event_host.ts";
import { readEvent } from "../../actions/read_event.ts";
import { readEventPicture } from "../../actions/read_event_picture.ts";
import { readLetter } from "../../actions/read_letter.ts";
import { revokeInvitation } from "../../actions/revoke_invitation.ts";
import { setCoHost } from "../../actions/set_co_host.ts";
import { takeInvitation } from "../../actions/take_invitation.ts";
import { takeSeat } from "../../actions/take_seat.ts";
import type { Db } from "../../db/database.ts";
import { readFacts } from "../../db/outbox.ts";
import { findRoomById } from "../../db/rooms.ts";
import { type EventId, eventId, type InvitationId, type RoomId } from "../../domain/ids.ts";
import type { Letter } from "../../domain/letter.ts";
import type { LetterKind } from "../../domain/notice.ts";
import { noticePath } from "../../domain/notice_path.ts";
import { type Outcome, type Refusal, tooMany } from "../../domain/refusal.ts";
import { NO_TRACES } from "../../domain/traces.ts";
import type { Viewer } from "../../domain/viewer.ts";
import { onEachDatabase } from "../support/databases.ts";
import { openDueRooms } from "../support/due_rooms.ts";
import { type House, openHouse, type PersonViewer } from "../support/house.ts";
import { JPEG, jpegOfPhone, PNG, WEBP } from "../support/pictures.ts";
import { minutesAfterNoon, NOON } from "../support/rows.ts";

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`Refused with ${outcome.refusal}`);
  return outcome.value;
}

function refusal(outcome: Outcome<unknown>): Refusal | "granted" {
  return outcome.ok ? "granted" : outcome.refusal;
}

function asker(viewer: Viewer): Asker {
  return { viewer, seatToken: () => null, traces: NO_TRACES };
}

const guest = asker({ kind: "guest" });

describe("the deeds of events", () => {
  onEachDatabase((open) => {
    let db: Db;
    let house: House;
    let alice: PersonViewer;
    let bob: PersonViewer;
    let cleo: PersonViewer;

    before(async () => {
      ({ db } = await open());
    });
    beforeEach(async () => {
      house = openHouse(db, { opensRooms: false });
      alice = await house.person("Alice");
      bob = await house.person("Bob");
      cleo = await house.person("Cleo");
    });
    afterEach(async () => {
      await house[Symbol.asyncDispose]();
      assert.deepEqual(house.log.records.filter(({ level }) => level === "error"), []);
    });

    async function befriend(one: PersonViewer, other: PersonViewer): Promise<void> {
      await db.insertInto("friendship").values([
        { person_id: one.personId, friend_id: other.personId, since: NOON },
        { person_id: other.personId, friend_id: one.personId, since: NOON },
      ]).execute();
    }

    async function made(changes: Partial<EventWish> = {}): Promise<EventId> {
      return value(
        await createEvent(house.deps, alice, {
          activity: { emoji: "🎂", title: "Birthday" },
          description: "Cake\nand tea",
          place: "Main street 1",
          audience: { kind: "link" },
          times: {
            zone: "Europe/Berlin",
            start: { at: minutesAfterNoon(60) },
            end: { at: minutesAfterNoon(180) },
          },
          ...changes,
        }),
      );
    }

    async function read(viewer: Viewer, id: EventId, link: string | null = null) {
      return value(await readEvent(house.deps, asker(viewer), { id, link }));
    }

    /** Who is told a few minutes before its room opens. */
    async function toldSoon(id: EventId): Promise<string[]> {
      const { room } = (await read(alice, id)).event;
      const rows = await db.selectFrom("outbox").select("person_id").distinct()
        .where("subject", "=", `room:${room.id}`).where("kind", "=", "opens_soon").where("state", "=", "waiting")
        .execute();
      return rows.map(({ person_id }) => String(person_id));
    }

    async function codeOf(id: EventId): Promise<string> {
      return (await read(alice, id)).event.room.code;
    }

    it("createEvent() makes an event with a room that opens before it, and tells its host of it", async () => {
      const id = await made();
      const { event, state, manages, names } = await read(alice, id);
      assert.deepEqual(
        [event.startsAt, event.endsAt, event.room.opensAt, event.room.closesAt],
        [60, 180, 50, 180].map(minutesAfterNoon),
      );
      assert.deepEqual([event.description, event.place, event.room.state], [
        "Cake\nand tea",
        "Main street 1",
        "scheduled",
      ]);
      assert.deepEqual([state, manages, names], ["coming", true, []]);
      assert.deepEqual(await toldSoon(id), [alice.personId]);
    });

    it("createEvent() refuses guests, bad texts and impossible times, and leaves no room behind", async () => {
      const wish: EventWish = {
        activity: { emoji: "🎂", title: "Birthday" },
        description: "",
        place: "",
        audience: { kind: "link" },
        times: { zone: "UTC", start: { at: minutesAfterNoon(60) } },
      };
      const start = { at: minutesAfterNoon(60) };
      const cases: [Refusal, Viewer, Partial<EventWish>][] = [
        ["not_signed_in", { kind: "guest" }, {}],
        ["bad_activity", alice, { activity: { emoji: "x", title: "Birthday" } }],
        ["bad_event", alice, { description: "x".repeat(4001) }],
        ["in_the_past", alice, { times: { zone: "UTC", start: { at: minutesAfterNoon(-60) } } }],
        ["bad_end", alice, { times: { zone: "UTC", start, end: { at: minutesAfterNoon(59) } } }],
        ["bad_zone", alice, { times: { zone: "Nowhere/Land", start } }],
        ["bad_audience", alice, { audience: { kind: "people", personIds: [bob.personId] } }],
      ];
      for (const [code, viewer, changes] of cases) {
        assert.equal(refusal(await createEvent(house.deps, viewer, { ...wish, ...changes })), code);
      }
      const rooms = await db.selectFrom("room").select("id").where("host_id", "=", alice.personId).execute();
      assert.deepEqual(rooms, []);
    });

    it("an event for friends is read, listed and answered by friends alone; others are told that there is none", async () => {
      await befriend(alice, bob);
      const id = await made({ audience: { kind: "friends", struckIds: [], toAll: false } });
      const code = await codeOf(id);
      const missing = eventId(crypto.randomUUID());
      for (const which of [{ id, link: null }, { id, link: code }, { id: missing, link: null }]) {
        assert.equal(refusal(await readEvent(house.deps, asker(cleo), which)), "not_found");
        assert.equal(refusal(await answerEvent(house.deps, asker(cleo), which, "going")), "not_found");
        assert.equal(refusal(await editEvent(house.deps, asker(cleo), which, {})), "not_found");
        assert.equal(refusal(await cancelEvent(house.deps, asker(cleo), which)), "not_found");
        assert.equal(refusal(await readEvent(house.deps, guest, which)), "not_signed_in");
        assert.equal(refusal(await answerEvent(house.deps, guest, which, "going")), "not_signed_in");
      }
      const listed = async (viewer: Viewer) =>
        value(await listEvents(house.deps, viewer, { which: "coming", after: null })).events.map(({ event }) =>
          event.id
        );
      assert.deepEqual([await listed(bob), await listed(alice), await listed(cleo)], [[id], [id], []]);
      const rooms = value(await listComingRooms(house.deps, bob));
      assert.deepEqual(rooms, [], "an event's room is not listed twice");
      assert.equal(refusal(await editEvent(house.deps, asker(bob), { id, link: null }, { place: "x" })), "not_found");
      assert.equal(refusal(await cancelEvent(house.deps, asker(bob), { id, link: null })), "not_found");
      assert.equal((await read(bob, id)).manages, false);
    });

    it("answers take each other's place, are counted for all, named for friends, and bring a reminder", async () => {
      await befriend(alice, bob);
      await befriend(alice, cleo);
      const id = await made({ audience: { kind: "friends", struckIds: [], toAll: true } });
      const place = { id, link: null };
      const reminded = async () => (await toldSoon(id)).length - 1;
      value(await answerEvent(house.deps, asker(bob), place, "going"));
      value(await answerEvent(house.deps, asker(cleo), place, "maybe"));
      assert.equal(await reminded(), 2);
      let view = await read(cleo, id);
      assert.deepEqual(view.counts, { going: 1, maybe: 1, no: 0 });
      assert.deepEqual(view.names?.map(({ name, answer }) => [name, answer]), [["Bob", "going"], ["Cleo", "maybe"]]);
      assert.equal(view.own, "maybe");
      value(await answerEvent(house.deps, asker(cleo), place, "no"));
      assert.equal(await reminded(), 1);
      value(await answerEvent(house.deps, asker(bob), place, null));
      view = await read(cleo, id);
      assert.deepEqual([view.counts, view.own, await reminded()], [{ going: 0, maybe: 0, no: 1 }, "no", 0]);
      assert.equal(refusal(await answerEvent(house.deps, asker(alice), place, "going")), "not_allowed");
    });

    it("names nobody to whom a block keeps them apart, though they are counted", async () => {
      await befriend(alice, bob);
      await befriend(alice, cleo);
      const id = await made({ audience: { kind: "friends", struckIds: [], toAll: true } });
      value(await answerEvent(house.deps, asker(bob), { id, link: null }, "going"));
      await db.insertInto("block").values({ person_id: bob.personId, blocked_id: cleo.personId, since: NOON })
        .execute();
      const view = await read(cleo, id);
      assert.deepEqual([view.counts.going, view.names], [1, []]);
    });

    it("the link of an event for whoever has it shows it, and numbers alone, and goes on for who has answered", async () => {
      const id = await made();
      const link = await codeOf(id);
      assert.equal(refusal(await readEvent(house.deps, asker(bob), { id, link: null })), "not_found");
      assert.equal((await read({ kind: "guest" }, id, link)).names, null);
      value(await answerEvent(house.deps, asker(bob), { id, link }, "going"));
      const view = await read(bob, id);
      assert.deepEqual([view.names, view.counts.going], [null, 1]);
      assert.equal(value(await listEvents(house.deps, bob, { which: "coming", after: null })).events.length, 1);
      assert.deepEqual((await read(alice, id)).names?.map(({ name }) => name), ["Bob"]);
    });

    it("of the chosen ones, who cannot come is told nothing more", async () => {
      await befriend(alice, bob);
      const id = await made({ audience: { kind: "people", personIds: [bob.personId] } });
      assert.equal((await toldSoon(id)).length, 2);
      value(await answerEvent(house.deps, asker(bob), { id, link: null }, "no"));
      assert.deepEqual(await toldSoon(id), [alice.personId]);
      value(await answerEvent(house.deps, asker(bob), { id, link: null }, "maybe"));
      assert.equal((await toldSoon(id)).length, 2);
    });

    it("an answer counts for the event and for the invitation to its room, by whichever it was given", async () => {
      await befriend(alice, bob);
      const id = await made();
      const { room } = (await read(alice, id)).event;
      const wish = { personIds: [bob.personId], emails: [], groupId: null };
      value(await invite(house.deps, asker(alice), room.id, wish));
      const invitation = () =>
        db.selectFrom("invitation").select(["code", "answer"]).where("room_id", "=", room.id).executeTakeFirstOrThrow();
      value(await answerEvent(house.deps, asker(bob), { id, link: null }, "maybe"));
      assert.equal((await invitation()).answer, "maybe");
      value(await answerInvitation(house.deps, asker(bob), (await invitation()).code, "going"));
      assert.deepEqual([(await read(bob, id)).own, (await read(alice, id)).counts.going], ["going", 1]);
      value(await answerEvent(house.deps, asker(bob), { id, link: null }, null));
      assert.equal((await invitation()).answer, null);
    });

    describe("guests who were invited", () => {
      /** A browser without an account, that keeps the room's cookie. */
      function browser(): Asker & { keep(token: string | null): void } {
        let kept: string | null = null;
        return { ...guest, seatToken: () => kept, keep: (token) => void (kept = token ?? kept) };
      }

      async function asked(
        id: EventId,
      ): Promise<{ readonly code: string; readonly id: InvitationId; readonly room: RoomId }> {
        const { room } = (await read(alice, id)).event;
        const wish = { personIds: [], emails: ["grandma@example.org"], groupId: null };
        const { invitations: [invitation] } = value(await invite(house.deps, asker(alice), room.id, wish));
        if (invitation === undefined) throw new Error("Nobody was invited");
        return { code: invitation.code, id: invitation.id, room: room.id };
      }

      async function answer(who: ReturnType<typeof browser>, code: string, said: "going" | "maybe" | "no") {
        who.keep(value(await answerInvitation(house.deps, who, code, said)).seatToken);
      }

      it("by mail are counted once, whatever they read it with, and told by address to who looks after it", async () => {
        await befriend(alice, bob);
        const id = await made({ audience: { kind: "friends", struckIds: [], toAll: false } });
        const { code } = await asked(id);
        const [phone, desk] = [browser(), browser()];
        await answer(phone, code, "going");
        await answer(desk, code, "going");
        await answer(desk, code, "maybe");
        const own = await read(alice, id);
        assert.deepEqual(own.counts, { going: 0, maybe: 1, no: 0 });
        assert.deepEqual(own.guests?.map(({ name, answer }) => [name, answer]), [["grandma@example.org", "maybe"]]);
        const friend = await read(bob, id);
        assert.deepEqual([friend.counts.maybe, friend.names, friend.guests], [1, [], null]);
      });

      it("by a personal link for any number are counted one by one", async () => {
        const id = await made();
        const { room } = (await read(alice, id)).event;
        const choir = value(
          await makePersonalLink(house.deps, asker(alice), room.id, { label: "Choir", once: false, expiresAt: null }),
        );
        for (const said of ["going", "going", "no"] as const) await answer(browser(), choir.code, said);
        const { counts, guests } = await read(alice, id);
        assert.deepEqual(counts, { going: 2, maybe: 0, no: 1 });
        assert.deepEqual(guests?.map(({ name }) => name), ["Choir", "Choir", "Choir"]);
      });

      it("who sign in are counted as who they are", async () => {
        const id = await made();
        const { code } = await asked(id);
        const phone = browser();
        await answer(phone, code, "going");
        value(await takeInvitation(house.deps, { ...phone, viewer: bob }, code));
        const { counts, names, guests } = await read(alice, id);
        assert.deepEqual([counts.going, names?.map(({ name }) => name), guests], [1, ["Bob"], []]);
        await answer(browser(), code, "maybe");
        value(await answerInvitation(house.deps, asker(cleo), code, "no"));
        assert.deepEqual((await read(alice, id)).counts, { going: 1, maybe: 0, no: 1 });
      });

      it("whose invitation is taken back are counted no more", async () => {
        const id = await made();
        const { code, id: invitation, room } = await asked(id);
        await answer(browser(), code, "going");
        value(await revokeInvitation(house.deps, asker(alice), room, invitation));
        assert.deepEqual((await read(alice, id)).counts, { going: 0, maybe: 0, no: 0 });
      });
    });

    it("editEvent() changes all at once or nothing, and the room with it", async () => {
      const id = await made();
      const place = { id, link: null };
      const before = (await read(alice, id)).event;
      value(
        await editEvent(house.deps, asker(alice), place, {
          activity: { title: "Party" },
          place: "",
          start: { at: minutesAfterNoon(120) },
        }),
      );
      const { event } = await read(alice, id);
      assert.deepEqual([event.startsAt, event.endsAt, event.room.opensAt], [120, 180, 110].map(minutesAfterNoon));
      assert.deepEqual([event.room.activity, event.place], [{ emoji: "🎂", title: "Party" }, null]);
      assert.ok(event.sequence > before.sequence);
      const bad = { activity: { title: "x".repeat(41) }, description: "changed" };
      assert.equal(refusal(await editEvent(house.deps, asker(alice), place, bad)), "bad_activity");
      const past = { start: { at: minutesAfterNoon(-5) }, description: "changed" };
      assert.equal(refusal(await editEvent(house.deps, asker(alice), place, past)), "in_the_past");
      assert.equal((await read(alice, id)).event.description, "Cake\nand tea");
    });

    it("its room opens by itself shortly before; then all but the times can be changed", async () => {
      const id = await made();
      const place = { id, link: null };
      house.time.advance(50 * 60_000);
      await openDueRooms(house);
      const { event, state } = await read(alice, id);
      assert.deepEqual([event.room.state, event.room.startedAt, state], ["open", minutesAfterNoon(50), "now"]);
      const same = { start: { at: event.startsAt }, end: { at: minutesAfterNoon(180) }, zone: "Europe/Berlin" };
      value(await editEvent(house.deps, asker(alice), place, { ...same, description: "Come in" }));
      assert.equal((await read(alice, id)).event.description, "Come in");
      const later = { start: { at: minutesAfterNoon(90) } };
      assert.equal(refusal(await editEvent(house.deps, asker(alice), place, later)), "already_open");
    });

    it("cancelEvent() ends its room and keeps its page for those whom it was for", async () => {
      await befriend(alice, bob);
      const id = await made({ audience: { kind: "people", personIds: [bob.personId] } });
      const place = { id, link: null };
      value(await answerEvent(house.deps, asker(bob), place, "going"));
      value(await cancelEvent(house.deps, asker(alice), place));
      value(await cancelEvent(house.deps, asker(alice), place));
      const view = await read(bob, id);
      assert.deepEqual([view.state, view.event.room.state], ["cancelled", "ended"]);
      assert.equal(refusal(await answerEvent(house.deps, asker(bob), place, "no")), "event_over");
      const notices = await db.selectFrom("notice").select("kind").where("person_id", "=", bob.personId)
        .where("kind", "=", "cancelled").execute();
      assert.equal(notices.length, 1);
      assert.equal(refusal(await readEvent(house.deps, asker(cleo), place)), "not_found");
    });

    it("once over it is listed among the earlier ones, page by page", async () => {
      const ids: EventId[] = [];
      for (let hour = 1; hour <= 5; hour++) {
        const times = {
          zone: "UTC",
          start: { at: minutesAfterNoon(hour * 60) },
          end: { at: minutesAfterNoon(hour * 60 + 30) },
        };
        ids.push(await made({ times }));
      }
      const pages = async (which: "coming" | "earlier") => {
        const found: EventId[] = [];
        for (let after: EventId | null = null;;) {
          const { events, next }: ListedEvents = value(
            await listEvents(house.deps, alice, { which, after, limit: 2 }),
          );
          found.push(...events.map(({ event }) => event.id));
          if (next === null) return found;
          after = next;
        }
      };
      assert.deepEqual([await pages("coming"), await pages("earlier")], [ids, []]);
      house.time.advance(151 * 60_000);
      assert.deepEqual([await pages("coming"), await pages("earlier")], [ids.slice(2), [ids[1], ids[0]]]);
    });

    it("a group's events are listed for its members alone", async () => {
      const group = value(await createGroup(house.deps, alice, { name: "Chess", description: "", joining: "link" }));
      value(await joinGroup(house.deps, bob, group.code));
      const id = await made({ audience: { kind: "group", groupId: group.id } });
      await made();
      const query = { which: "coming", after: null, group: group.id } as const;
      const listed = async (viewer: Viewer) =>
        value(await listEvents(house.deps, viewer, query)).events.map((each) => each.event.id);
      assert.deepEqual([await listed(bob), await listed(cleo)], [[id], []]);
      assert.equal((await findRoomById(db, (await read(bob, id)).event.room.id))?.groupName, "Chess");
    });

    describe("what is told of it", () => {
      async function letters(to: PersonViewer): Promise<Map<LetterKind, Letter | null>> {
        const rows = await db.selectFrom("outbox").select(["kind", "payload"]).where("person_id", "=", to.personId)
          .where("channel", "=", "mail").orderBy("id").execute();
        const told = new Map<LetterKind, Letter | null>();
        for (const { kind, payload } of rows) {
          const request = { to: { personId: to.personId }, kind, facts: readFacts(payload), zone: null };
          told.set(kind, await readLetter(house.deps, request));
        }
        return told;
      }

      it("says when it begins, not when its room opens, and where; and leads to its page", async () => {
        await befriend(alice, bob);
        const id = await made({ audience: { kind: "people", personIds: [bob.personId] } });
        const { room } = (await read(alice, id)).event;
        const about = (letter: Letter | null | undefined) => [letter?.opensAt, letter?.event, letter?.path];
        const where = { place: "Main street 1" };
        const page = `/events/${id}`;
        assert.deepEqual(about((await letters(bob)).get("invited")), [minutesAfterNoon(60), where, page]);
        await answerEvent(house.deps, asker(bob), { id, link: null }, "going");
        const place = { id, link: null };
        house.time.advance(1000);
        value(await editEvent(house.deps, asker(alice), place, { start: { at: minutesAfterNoon(90) } }));
        const told = await letters(bob);
        assert.deepEqual(about(told.get("moved")), [minutesAfterNoon(90), where, page]);
        assert.deepEqual(about(told.get("opens_soon")), [minutesAfterNoon(90), where, `/r/${room.code}`]);
        const { notices } = value(await listNotices(house.deps, bob, null));
        assert.deepEqual(notices.map((notice) => [notice.kind, noticePath(notice)]), [
          ["moved", page],
          ["invited", page],
        ]);
        value(await cancelEvent(house.deps, asker(alice), place));
        assert.deepEqual((await letters(bob)).get("cancelled")?.path, page);
      });

      it("tells whom it is not for, and who asked at its room's door, of the room alone", async () => {
        const id = await made({ audience: { kind: "friends", struckIds: [], toAll: false } });
        const { room } = (await read(alice, id)).event;
        value(await askReminder(house.deps, asker(cleo), room.code, true));
        const letter = (await letters(cleo)).get("opens_soon");
        assert.deepEqual([letter?.event, letter?.opensAt], [null, room.opensAt]);
      });

      it("tells an address that was invited where it is, by its own invitation", async () => {
        const id = await made();
        const { room } = (await read(alice, id)).event;
        const to = { email: `grandma.${id}@example.org` };
        const wish = { personIds: [], emails: [to.email], groupId: null };
        const { invitations: [invitation] } = value(await invite(house.deps, asker(alice), room.id, wish));
        const { payload } = await db.selectFrom("outbox").select("payload").where("email", "=", to.email)
          .where("kind", "=", "invited").executeTakeFirstOrThrow();
        const letter = await readLetter(house.deps, { to, kind: "invited", facts: readFacts(payload), zone: null });
        assert.deepEqual([letter?.event, letter?.opensAt, letter?.path], [
          { place: "Main street 1" },
          minutesAfterNoon(60),
          `/i/${invitation?.code}`,
        ]);
      });

      it("asks an address that was written at its room's door of the room alone", async () => {
        const id = await made({ audience: { kind: "friends", struckIds: [], toAll: false } });
        const { room } = (await read(alice, id)).event;
        const to = { email: `noor.${id}@example.org` };
        value(await askReminderByMail(house.deps, asker({ kind: "guest" }), room.code, to.email));
        const { payload } = await db.selectFrom("outbox").select("payload").where("email", "=", to.email)
          .executeTakeFirstOrThrow();
        const request = { to, kind: "confirm_reminder", facts: readFacts(payload), zone: null } as const;
        const letter = await readLetter(house.deps, request);
        assert.deepEqual([letter?.event, letter?.opensAt], [null, room.opensAt]);
      });
    });

    describe("a picture", () => {
      async function picture(viewer: Viewer, id: EventId, link: string | null = null, known: string[] = []) {
        return await readEventPicture(house.deps, asker(viewer), { id, link }, known);
      }

      async function edit(id: EventId, picture: Uint8Array<ArrayBuffer> | null): Promise<Refusal | "granted"> {
        return refusal(await editEvent(house.deps, asker(alice), { id, link: null }, { picture }));
      }

      async function rows(): Promise<number> {
        return (await db.selectFrom("event_picture").select("event_id").execute()).length;
      }

      it("comes with an event, is replaced, and taken away", async () => {
        const id = await made({ picture: jpegOfPhone(6) });
        const { picture: first } = (await read(alice, id)).event;
        assert.deepEqual([first?.type, first?.width, first?.height], ["image/jpeg", 16, 24]);
        assert.equal(await edit(id, WEBP), "granted");
        const second = value(await picture(alice, id));
        assert.deepEqual([second.type, second.bytes], ["image/webp", WEBP]);
        assert.notEqual(second.tag, first?.tag);
        assert.equal(refusal(await editEvent(house.deps, asker(alice), { id, link: null }, { place: "" })), "granted");
        assert.deepEqual((await read(alice, id)).event.picture?.tag, second.tag, "another change leaves it");
        assert.equal(await edit(id, null), "granted");
        assert.equal((await read(alice, id)).event.picture, null);
        assert.equal(refusal(await picture(alice, id)), "not_found");
      });

      it("is not sent to who has it, as long as they may see it", async () => {
        const id = await made({ picture: PNG });
        const { tag } = value(await picture(alice, id));
        assert.equal(value(await picture(alice, id, null, ["x", tag])).bytes, null);
        assert.equal(refusal(await picture(bob, id, null, [tag])), "not_found");
      });

      it("is seen by whoever sees the event, and is none to everybody else", async () => {
        await befriend(alice, bob);
        const forFriends = await made({ picture: PNG, audience: { kind: "friends", struckIds: [], toAll: false } });
        const byLink = await made({ picture: PNG });
        const code = await codeOf(byLink);
        assert.equal(refusal(await picture(bob, forFriends)), "granted");
        assert.equal(refusal(await picture(cleo, forFriends)), "not_found");
        assert.equal(refusal(await picture(cleo, eventId("none"))), "not_found");
        assert.equal(refusal(await picture({ kind: "guest" }, byLink, code)), "granted");
        assert.equal(refusal(await picture({ kind: "guest" }, byLink)), "not_signed_in");
        assert.equal(refusal(await picture(cleo, byLink)), "not_found");
        await db.insertInto("block").values({ person_id: alice.personId, blocked_id: bob.personId, since: NOON })
          .execute();
        assert.equal(refusal(await picture(bob, forFriends)), "not_found");
      });

      it("that cannot be taken changes nothing, and nobody else changes one", async () => {
        const id = await made({ picture: JPEG });
        const before = await read(alice, id);
        assert.equal(await edit(id, new Uint8Array([1, 2, 3])), "bad_picture");
        assert.equal(await edit(id, new Uint8Array(5 * 1024 * 1024 + 1)), "picture_too_large");
        const place = { id, link: await codeOf(id) };
        assert.equal(refusal(await editEvent(house.deps, asker(bob), place, { picture: null })), "not_found");
        assert.deepEqual(await read(alice, id), before);
        const count = await db.selectFrom("event").select("id").execute();
        const wish = { picture: new Uint8Array([1]) };
        await assert.rejects(made(wish), /bad_picture/);
        assert.equal((await db.selectFrom("event").select("id").execute()).length, count.length);
      });

      it("is counted, so that nobody fills the house with them", async () => {
        const counted: string[] = [];
        const limits = { take: (deed: string) => (counted.push(deed), Promise.resolve(tooMany(60))) };
        const id = await made();
        const deps = { ...house.deps, limits };
        const refused = await editEvent(deps, asker(alice), { id, link: null }, { picture: PNG });
        assert.deepEqual([refusal(refused), counted], ["too_many_requests", ["send_picture"]]);
      });

      it("is gone with its event", async () => {
        const before = await rows();
        const id = await made({ picture: PNG });
        assert.equal(await rows(), before + 1);
        await db.deleteFrom("room").where("id", "=", (await read(alice, id)).event.room.id).execute();
        assert.equal(await rows(), before);
      });
    });

    describe("further hosts", () => {
      function name(who: Viewer, id: EventId, person: PersonViewer, named = true, link: string | null = null) {
        return nameEventHost(house.deps, asker(who), { id, link }, person.personId, named);
      }

      async function hosts(viewer: Viewer, id: EventId): Promise<string[] | undefined> {
        return (await read(viewer, id)).coHosts?.map((host) => host.name);
      }

      it("are named before the room opens, invited by it, look after the event, and take their rights inside", async () => {
        await befriend(alice, bob);
        const id = await made();
        assert.equal(refusal(await readEvent(house.deps, asker(bob), { id, link: null })), "not_found");
        assert.equal(refusal(await name(alice, id, bob)), "granted");
        assert.equal(refusal(await name(alice, id, bob)), "granted", "again changes nothing");
        const view = await read(bob, id);
        assert.deepEqual([view.manages, await hosts(alice, id), await hosts(bob, id)], [true, ["Bob"], ["Bob"]]);
        const { room } = view.event;
        const notices = await db.selectFrom("notice").select("kind").where("person_id", "=", bob.personId).execute();
        assert.deepEqual(notices, [{ kind: "invited" }]);
        const place = { id, link: null };
        assert.equal(refusal(await editEvent(house.deps, asker(bob), place, { place: "Elsewhere" })), "granted");
        assert.equal(refusal(await name(bob, id, cleo)), "not_found", "only the host names hosts");
        house.time.advance(55 * 60_000);
        await openDueRooms(house);
        const seat = value(await takeSeat(house.deps, asker(bob), room.code, null)).seat;
        assert.ok(seat.coHost);
        assert.equal(refusal(await name(alice, id, bob, false)), "granted");
        const left = await read(bob, id);
        assert.deepEqual([left.manages, left.coHosts], [false, []]);
        const rights = await db.selectFrom("seat").select("co_host").where("id", "=", seat.id).execute();
        assert.deepEqual(rights, [{ co_host: false }]);
      });

      it("who is inside already gets the rights at once", async () => {
        const id = await made();
        const { room } = (await read(alice, id)).event;
        await answerEvent(house.deps, asker(bob), { id, link: room.code }, "going");
        house.time.advance(55 * 60_000);
        await openDueRooms(house);
        const { id: seatId } = value(await takeSeat(house.deps, asker(bob), room.code, null)).seat;
        assert.equal(refusal(await name(alice, id, bob)), "granted");
        const rights = () => db.selectFrom("seat").select("co_host").where("id", "=", seatId).execute();
        assert.deepEqual(await rights(), [{ co_host: true }]);
        value(await setCoHost(house.deps, asker(alice), room.id, seatId, false));
        assert.deepEqual(await hosts(alice, id), [], "what was named before is over with it");
      });

      it("are friends or see the event; a block, a removal and strangers are refused alike", async () => {
        const id = await made({ audience: { kind: "friends", struckIds: [], toAll: false } });
        assert.equal(refusal(await name(alice, id, cleo)), "not_found");
        await befriend(alice, cleo);
        await db.insertInto("block").values({ person_id: cleo.personId, blocked_id: alice.personId, since: NOON })
          .execute();
        assert.equal(refusal(await name(alice, id, cleo)), "not_found");
        assert.equal(refusal(await name(alice, id, alice)), "is_oneself");
        assert.equal(refusal(await name({ kind: "guest" }, id, bob)), "not_signed_in");
        assert.equal(refusal(await name(bob, id, bob)), "not_found");
      });

      it("keep no power over a block or a removal that comes later", async () => {
        await befriend(alice, bob);
        const id = await made();
        value(await name(alice, id, bob));
        await db.insertInto("block").values({ person_id: alice.personId, blocked_id: bob.personId, since: NOON })
          .execute();
        const place = { id, link: null };
        assert.equal(refusal(await editEvent(house.deps, asker(bob), place, { place: "" })), "not_found");
      });

      it("are told to those whom the event is for, and to nobody who only holds its link", async () => {
        await befriend(alice, bob);
        const id = await made();
        value(await name(alice, id, bob));
        assert.equal((await read(cleo, id, await codeOf(id))).coHosts, null);
      });
    });
  });
});
