/** "Tell me" by mail, for who has no account: nothing but one question reaches an address before it has said yes. */
import { after, before, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { createRateLimits } from "../../accounts/rate_limits.ts";
import { answerReminder, openQuestion } from "../../actions/answer_reminder.ts";
import { askReminder } from "../../actions/ask_reminder.ts";
import { askReminderByMail } from "../../actions/ask_reminder_by_mail.ts";
import { changeRoom } from "../../actions/change_room.ts";
import { createRoom, type RoomWish } from "../../actions/create_room.ts";
import { cancelRoom } from "../../actions/end_room.ts";
import type { Asker } from "../../actions/guest_seat.ts";
import { readLetter } from "../../actions/read_letter.ts";
import { replaceLink } from "../../actions/replace_link.ts";
import type { Db } from "../../db/database.ts";
import { readFacts } from "../../db/outbox.ts";
import { insertRemoval } from "../../db/removals.ts";
import { LIMITS } from "../../domain/rate_limit.ts";
import { QUESTION_GOOD_MS, QUESTIONS_OF_HOST, QUESTIONS_TO_ADDRESS } from "../../domain/reminder.ts";
import type { Outcome, Refusal } from "../../domain/refusal.ts";
import type { Room } from "../../domain/room.ts";
import { asking } from "../support/asking.ts";
import { embeddedForSuite } from "../support/databases.ts";
import { openDueRooms } from "../support/due_rooms.ts";
import { type House, openHouse, type PersonViewer } from "../support/house.ts";
import { minutesAfterNoon } from "../support/rows.ts";

const MAIL = "grandma@example.org";
const DAY_MS = 86_400_000;

describe("being told by mail, without an account", () => {
  const database = embeddedForSuite();
  let db: Db;
  let house: House;
  let host: PersonViewer;
  before(() => {
    db = database();
  });
  beforeEach(async () => {
    await house?.[Symbol.asyncDispose]();
    await db.deleteFrom("outbox").execute();
    await db.deleteFrom("room").execute();
    house = openHouse(db, { opensRooms: false });
    host = await house.person("Mara");
  });
  after(() => house?.[Symbol.asyncDispose]());

  function got<T>(outcome: Outcome<T>): T {
    assert.ok(outcome.ok, outcome.ok ? "" : outcome.refusal);
    return outcome.value;
  }

  function refusal(outcome: Outcome<unknown>): Refusal | null {
    return outcome.ok ? null : outcome.refusal;
  }

  function guest(browser = "browser", address = "192.0.2.1"): Asker {
    return { viewer: { kind: "guest" }, seatToken: () => null, traces: { browser, address } };
  }

  async function planned(wish: Partial<RoomWish> & { readonly minutes?: number } = {}, by = host): Promise<Room> {
    const { minutes = 60, ...others } = wish;
    const schedule = { start: { at: minutesAfterNoon(minutes) }, zone: "Europe/Berlin" };
    const activity = { emoji: "🎂", title: "Birthday" };
    return got(await createRoom(house.deps, by, { activity, audience: { kind: "link" }, schedule, ...others }));
  }

  async function asks(room: Pick<Room, "code">, email = MAIL, asker = guest()): Promise<Refusal | null> {
    return refusal(await askReminderByMail(house.deps, asker, room.code, email));
  }

  /** What would leave, as its kind. */
  async function waiting(email = MAIL): Promise<string[]> {
    const rows = await db.selectFrom("outbox").select("kind").where("email", "=", email).where("state", "=", "waiting")
      .orderBy("due_at").orderBy("id").execute();
    return rows.map(({ kind }) => kind);
  }

  /** Of the links in the questions that wait, the last one's. */
  async function codeFor(email = MAIL): Promise<string> {
    const { code } = await db.selectFrom("reminder_question").select("code").where("email", "=", email)
      .orderBy("asked_at", "desc").executeTakeFirstOrThrow();
    return code;
  }

  it("takes a yes: until then nothing is planned, and after a no nothing is any more", async () => {
    const room = await planned();
    assert.equal(await asks(room, "Grandma@Example.org"), null);
    assert.deepEqual(await waiting(), ["confirm_reminder"]);
    const row = await db.selectFrom("outbox").select("payload").where("email", "=", MAIL).executeTakeFirstOrThrow();
    const code = await codeFor();
    const letter = await readLetter(house.deps, {
      to: { email: MAIL },
      kind: "confirm_reminder",
      facts: readFacts(row.payload),
      zone: null,
    });
    assert.deepEqual([letter?.path, letter?.name, letter?.room, letter?.calendar], [
      `/reminders/${code}`,
      "Mara",
      "Birthday",
      null,
    ]);
    assert.equal(got(await openQuestion(house.deps, guest(), code)).told, false);
    assert.deepEqual(await waiting(), ["confirm_reminder"]);
    for (let time = 0; time < 2; time++) assert.ok(got(await answerReminder(house.deps, guest(), code, true)).told);
    assert.deepEqual(await waiting(), ["confirm_reminder", "opens_soon"]);
    assert.ok(got(await openQuestion(house.deps, guest(), code)).told);
    got(await changeRoom(house.deps, asking(host), room.id, { schedule: { start: { at: minutesAfterNoon(90) } } }));
    assert.deepEqual(await waiting(), ["confirm_reminder", "moved", "opens_soon"]);
    assert.equal(got(await answerReminder(house.deps, guest(), code, false)).told, false);
    assert.deepEqual(await waiting(), ["confirm_reminder", "moved"]);
  });

  it("answers the same whether the address was written here before, is told, or stops mail", async () => {
    const room = await planned();
    assert.equal(await asks(room), null);
    assert.equal(await asks(room), null);
    got(await answerReminder(house.deps, guest(), await codeFor(), true));
    assert.equal(await asks(room, MAIL, guest("other", "192.0.2.2")), null);
    assert.deepEqual(await waiting(), ["confirm_reminder", "opens_soon"]);
  });

  it("writes to one address only so often, whoever asks, and about whichever rooms", async () => {
    const rooms = await Promise.all(Array.from({ length: QUESTIONS_TO_ADDRESS + 2 }, async (_, at) => {
      return await planned({}, await house.person(`Host ${at}`));
    }));
    for (const [at, room] of rooms.entries()) {
      assert.equal(await asks(room, MAIL, guest(`b${at}`, `192.0.2.${at}`)), null);
    }
    assert.equal((await waiting()).length, QUESTIONS_TO_ADDRESS);
    house.time.advance(DAY_MS + 1);
    const later = await planned({ minutes: 3 * 24 * 60 });
    assert.equal(await asks(later), null);
    assert.equal((await waiting()).length, QUESTIONS_TO_ADDRESS + 1);
  });

  it("writes about one host's rooms only so often, and says so", async () => {
    const [one, other] = [await planned(), await planned()];
    await db.insertInto("reminder_question").values(
      Array.from({ length: QUESTIONS_OF_HOST }, (_, at) => ({
        code: `filler-${at}`,
        room_id: one.id,
        email: `someone-${at}@example.org`,
        asked_at: house.time.now(),
      })),
    ).execute();
    assert.equal(await asks(other), "too_many_requests");
    assert.equal(await asks(await planned({}, await house.person("Noor"))), null);
  });

  it("counts who asks, by browser and by address, before anything is looked up", async () => {
    await house[Symbol.asyncDispose]();
    house = openHouse(db, { opensRooms: false, limits: createRateLimits() });
    const times = LIMITS.ask_mail.account?.times ?? 0;
    for (let time = 0; time < times; time++) assert.equal(await asks({ code: "nowhere" as Room["code"] }), "not_found");
    assert.equal(await asks(await planned()), "too_many_requests");
    assert.deepEqual(await waiting(), []);
  });

  it("refuses what is no address, what is hidden, what is too late, and what is for people with accounts", async () => {
    const room = await planned();
    for (const bad of ["", "grandma", "a@b", "a@example.org, b@example.org", "a@example.org\r\nBcc: b@example.org"]) {
      assert.equal(await asks(room, bad), "bad_email", bad);
    }
    assert.equal(await asks({ code: "nowhere" as Room["code"] }), "not_found");
    const shy = await planned({ settings: { guestsAllowed: false } });
    assert.equal(await asks(shy), "account_needed");
    const silent = { ...house.deps, mailLeaves: false };
    assert.equal(refusal(await askReminderByMail(silent, guest(), room.code, MAIL)), "no_mail");
    got(await cancelRoom(house.deps, asking(host), shy.id));
    assert.equal(await asks(shy), "room_ended");
    house.time.advance(61 * 60_000);
    await openDueRooms(house);
    assert.equal(await asks(room), "already_open");
    assert.deepEqual(await waiting(), []);
  });

  it("writes nothing for who was put out of the room, and does not show it", async () => {
    const room = await planned();
    await db.transaction().execute((trx) =>
      insertRemoval(trx, {
        id: house.deps.ids.removalId(),
        roomId: room.id,
        seatId: house.deps.ids.seatId(),
        personId: null,
        name: "Guest",
        traces: { browser: "browser", address: "192.0.2.1" },
        addressUntil: null,
        removedAt: house.time.now(),
      })
    );
    assert.equal(await asks(room), null);
    assert.deepEqual(await waiting(), []);
    assert.equal(await asks(room, MAIL, guest("other", "192.0.2.9")), null);
    assert.deepEqual(await waiting(), ["confirm_reminder"]);
    assert.equal(refusal(await openQuestion(house.deps, guest(), await codeFor())), "not_found");
  });

  it("ends with the room, with a week without a yes, and with the link that it was asked by", async () => {
    const room = await planned({ minutes: 20 * 24 * 60 });
    await asks(room);
    const first = await codeFor();
    house.time.advance(QUESTION_GOOD_MS);
    assert.equal(refusal(await answerReminder(house.deps, guest(), first, true)), "not_found");
    await asks(room, "other@example.org");
    assert.deepEqual(await db.selectFrom("reminder_question").select("email").execute(), [{
      email: "other@example.org",
    }]);
    await asks(room);
    const second = await codeFor();
    got(await cancelRoom(house.deps, asking(host), room.id));
    assert.equal(refusal(await answerReminder(house.deps, guest(), second, true)), "room_ended");
    assert.equal(refusal(await openQuestion(house.deps, guest(), "nothing")), "not_found");
  });

  it("is over with a new link: neither addresses nor people who only had the old one are told of it", async () => {
    const room = await planned();
    const ann = await house.person("Ann");
    await asks(room);
    await asks(room, "late@example.org");
    got(await answerReminder(house.deps, guest(), await codeFor(), true));
    got(await askReminder(house.deps, asking(ann), room.code, true));
    got(await replaceLink(house.deps, asking(host), room.id));
    assert.deepEqual(await waiting(), []);
    assert.deepEqual(await waiting("late@example.org"), []);
    const told = await db.selectFrom("outbox").select(["person_id", "kind"]).where("state", "=", "waiting").execute();
    assert.deepEqual([...new Set(told.map(({ person_id }) => person_id))], [host.personId]);
    assert.equal((await db.selectFrom("reminder_question").selectAll().execute()).length, 0);
  });
});
