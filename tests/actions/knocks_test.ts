/** Knocking as a deed: who may, who hears of it, and what it leaves behind. */
import { afterEach, before, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { answerKnock } from "../../actions/answer_knock.ts";
import { blockPerson } from "../../actions/block_person.ts";
import type { Asker } from "../../actions/guest_seat.ts";
import { knockByLink } from "../../actions/knock.ts";
import { listInteractions } from "../../actions/list_interactions.ts";
import { listKnocks } from "../../actions/list_knocks.ts";
import { listNotices } from "../../actions/list_notices.ts";
import { lockRoom } from "../../actions/lock_room.ts";
import { readKnock } from "../../actions/read_knock.ts";
import { setDimmer } from "../../actions/set_dimmer.ts";
import { takeSeat } from "../../actions/take_seat.ts";
import { listDeeds } from "../../db/audit.ts";
import type { Db } from "../../db/database.ts";
import { NO_SOCKET_GRACE_MS } from "../../domain/grace.ts";
import { type KnockId, knockId, seatId } from "../../domain/ids.ts";
import { HEARD_AT_ONCE, KNOCK_ANSWERS, type KnockAnswer, QUIET_HOURS } from "../../domain/knock.ts";
import type { Outcome } from "../../domain/refusal.ts";
import type { Room } from "../../domain/room.ts";
import { NO_TRACES } from "../../domain/traces.ts";
import { readCookie, seatCookieName } from "../../protocol/cookies.ts";
import { asking } from "../support/asking.ts";
import { onEachDatabase } from "../support/databases.ts";
import { type House, openHouse, type PersonViewer } from "../support/house.ts";
import { someSeatId } from "../support/rows.ts";
import { expectJoined } from "../support/signal_client.ts";

const SECOND_MS = 1000;
const HOUR_MS = 3600 * SECOND_MS;
const NOTHING_SAID = { nickname: null, line: null };

describe("knocking", () => {
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
      host = await house.person("Mara");
      ann = await house.person("Ann");
      room = await house.room({ hostId: host.personId });
      assert.ok((await lockRoom(house.deps, asking(host), room.id)).ok);
    });
    afterEach(async () => {
      await house[Symbol.asyncDispose]();
      assert.deepEqual(house.log.records.filter(({ level }) => level === "error"), []);
    });

    async function guest(at: Room = room, seat = someSeatId()): Promise<Asker> {
      const cookie = await house.guest(at, seat);
      return {
        viewer: { kind: "guest" },
        seatToken: (id) => readCookie(cookie, seatCookieName(id)),
        traces: NO_TRACES,
      };
    }

    async function knocks(who: Asker, wish: Partial<typeof NOTHING_SAID> | { line: string } = {}): Promise<string> {
      const outcome = await knockByLink(house.deps, who, room.code, { ...NOTHING_SAID, ...wish });
      return outcome.ok ? String(outcome.value.view.state) : outcome.refusal;
    }

    async function heard(who: Asker = asking(host)): Promise<readonly string[]> {
      const outcome = await listKnocks(house.deps, who, room.id);
      return outcome.ok ? outcome.value.map(({ name, line }) => line === null ? name : `${name}: ${line}`) : [
        outcome.refusal,
      ];
    }

    async function idOf(name: string): Promise<KnockId> {
      const outcome = await listKnocks(house.deps, asking(host), room.id);
      const found = outcome.ok && outcome.value.find((knock) => knock.name === name);
      assert.ok(found, `${name} is heard`);
      return found.id;
    }

    async function answers(id: KnockId, answer: KnockAnswer, who: Asker = asking(host)): Promise<string> {
      const outcome = await answerKnock(house.deps, who, room.id, id, answer);
      return outcome.ok ? outcome.value.state : outcome.refusal;
    }

    async function view(who: Asker): Promise<unknown> {
      const outcome = await readKnock(house.deps, who, room.code);
      return outcome.ok ? outcome.value : outcome.refusal;
    }

    async function enters(who: Asker, nickname: string | null = null): Promise<string> {
      const outcome = await takeSeat(house.deps, who, room.code, nickname);
      await house.deps.background.idle();
      return outcome.ok ? outcome.value.seat.name : outcome.refusal;
    }

    function refusal(outcome: Outcome<unknown>): string | null {
      return outcome.ok ? null : outcome.refusal;
    }

    it("is heard with the account's name or the nickname, and the line", async () => {
      assert.equal(await knocks(asking(ann), { line: "It is me" }), "waiting");
      house.time.advance(1);
      const bo = await guest();
      assert.equal(await knocks(bo), "bad_nickname");
      assert.equal((await knockByLink(house.deps, bo, room.code, { nickname: "Bo", line: "" })).ok, true);
      assert.deepEqual(await heard(), ["Ann: It is me", "Bo"]);
    });

    it("is for who stands at a closed door: an open one needs no knock, an ended room has none", async () => {
      const open = await house.room({ hostId: host.personId });
      const wish = { nickname: "Bo", line: null };
      const there = await knockByLink(house.deps, asking(ann), open.code, wish);
      assert.deepEqual(there.ok && there.value.view, { state: "in", againInSeconds: 0, line: null });
      await db.updateTable("room").set({ state: "ended", ended_at: house.time.now() }).where("id", "=", open.id)
        .execute();
      assert.equal(refusal(await knockByLink(house.deps, asking(ann), open.code, wish)), "room_ended");
      assert.equal(refusal(await knockByLink(house.deps, asking(ann), "no-such-code", wish)), "not_found");
    });

    it("works at every closed door: full, not started, for others, for people with an account", async () => {
      for (
        const changes of [
          { seatLimit: 1 },
          { startedAt: null },
          { audience: { kind: "people" } },
          { settings: { ...room.settings, guestsAllowed: false } },
        ] as const
      ) {
        room = await house.room({ hostId: host.personId, ...changes });
        if ("seatLimit" in changes) assert.equal(await enters(asking(host)), "Mara");
        const bo = await guest();
        assert.match(
          await enters(bo, "Bo"),
          /room_full|room_not_started|not_for_you|account_needed/,
          JSON.stringify(changes),
        );
        const outcome = await knockByLink(house.deps, bo, room.code, { nickname: "Bo", line: null });
        assert.equal(outcome.ok && outcome.value.view.state, "waiting", JSON.stringify(changes));
        assert.equal(await answers(await idOf("Bo"), "in"), "in");
        assert.equal(await enters(bo), "Bo", JSON.stringify(changes));
      }
    });

    it("opens the door once, under the name that was told", async () => {
      await knocks(asking(ann));
      assert.equal(await answers(await idOf("Ann"), "in"), "in");
      assert.deepEqual(await heard(), []);
      assert.equal(await enters(asking(ann)), "Ann");
      assert.deepEqual(await view(asking(ann)), { state: null, againInSeconds: 30, line: null });
      // Who was inside while it was locked comes back without a knock; after the next lock the answer is used up.
      await db.updateTable("seat").set({ left_at: house.time.now() }).where("room_id", "=", room.id).execute();
      house.time.advance(SECOND_MS);
      await db.updateTable("room").set({ locked_at: house.time.now() }).where("id", "=", room.id).execute();
      assert.equal(await enters(asking(ann)), "room_locked");
    });

    it("cannot be told apart by who knocks: not answered, refused, quiet for today, or heard by nobody", async () => {
      const removed = someSeatId();
      const askers = new Map<string, Asker>([
        ["silent", await guest()],
        ["no", await guest()],
        ["quiet", await guest()],
        ["minute, then no", await guest()],
        ["unheard", await guest(room, removed)],
      ]);
      await db.insertInto("removal").values({
        id: crypto.randomUUID(),
        room_id: room.id,
        seat_id: removed,
        person_id: null,
        name: "Removed",
        browser: null,
        address: null,
        address_until: null,
        removed_at: house.time.now(),
        readmitted_at: null,
      }).execute();
      async function eachSees(what: (asker: Asker, name: string) => Promise<unknown>): Promise<void> {
        const [first, ...others] = await Promise.all(
          [...askers].map(async ([name, asker]) => JSON.stringify(await what(asker, name))),
        );
        for (const other of others) assert.equal(other, first);
      }
      const knock = async (asker: Asker, name: string) => {
        const outcome = await knockByLink(house.deps, asker, room.code, { nickname: name, line: null });
        return outcome.ok ? outcome.value.view : outcome;
      };
      await eachSees(knock);
      assert.deepEqual([...await heard()].toSorted(), ["minute, then no", "no", "quiet", "silent"]);
      assert.equal(await answers(await idOf("no"), "no"), "no");
      assert.equal(await answers(await idOf("quiet"), "quiet"), "quiet");
      const patient = await idOf("minute, then no");
      askers.delete("minute, then no");
      await eachSees(view);
      for (const seconds of [10, 19.999, 0.001, 20, 40]) {
        house.time.advance(seconds * SECOND_MS);
        await eachSees(view);
        await eachSees(knock);
        await eachSees((asker) => enters(asker));
      }
      assert.deepEqual([...await heard()].toSorted(), ["minute, then no", "no", "silent"]);
      assert.equal(await answers(patient, "minute"), "minute");
      assert.equal(await answers(patient, "no"), "no");
      assert.deepEqual([...await heard()].toSorted(), ["no", "silent"]);
    });

    it("is heard again when quiet for today is over", async () => {
      await knocks(asking(ann));
      assert.equal(await answers(await idOf("Ann"), "quiet"), "quiet");
      house.time.advance(30 * SECOND_MS);
      assert.equal(await knocks(asking(ann)), "waiting");
      assert.deepEqual(await heard(), []);
      house.time.advance(NO_SOCKET_GRACE_MS);
      await house.deps.background.idle();
      assert.deepEqual(await view(asking(ann)), { state: null, againInSeconds: 0, line: null });
      house.time.advance(QUIET_HOURS * HOUR_MS);
      assert.equal(await knocks(asking(ann)), "waiting");
      assert.deepEqual(await heard(), ["Ann"]);
    });

    it("is refused again and again within the pause, however often and at once", async () => {
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => knocks(asking(ann))));
      assert.deepEqual(outcomes.toSorted(), [...Array(19).fill("too_many_requests"), "waiting"]);
      const again = await knockByLink(house.deps, asking(ann), room.code, NOTHING_SAID);
      assert.equal(!again.ok && again.retryAfterSeconds, 30);
    });

    it("takes a line of 200 characters, and of no more", async () => {
      assert.equal(await knocks(asking(ann), { line: "x".repeat(201) }), "bad_text");
      assert.equal(await knocks(asking(ann), { line: "x".repeat(10_000) }), "bad_text");
      assert.deepEqual(await heard(), []);
      assert.equal(await knocks(asking(ann)), "waiting");
      assert.equal(await knocks(asking(ann), { line: "x".repeat(200) }), "waiting");
      assert.deepEqual(await heard(), [`Ann: ${"x".repeat(200)}`]);
    });

    it("is there for nobody from whom the room is hidden", async () => {
      const [dim, bad] = [await house.person("Dim"), await house.person("Bad")];
      await knocks(asking(dim));
      await knocks(asking(bad));
      const id = await idOf("Bad");
      assert.ok((await setDimmer(house.deps, host, dim.personId, { until: null })).ok);
      assert.ok((await blockPerson(house.deps, host, bad.personId)).ok);
      assert.deepEqual(await heard(), []);
      assert.equal(await answers(id, "in"), "knocker_gone");
      for (const who of [dim, bad]) {
        assert.equal(await knocks(asking(who)), "not_found");
        assert.equal(await view(asking(who)), "not_found");
        assert.equal(await enters(asking(who)), "not_found");
      }
    });

    it("is answered and listed by nobody but those who look after the room", async () => {
      await knocks(asking(ann));
      const id = await idOf("Ann");
      const noor = await house.person("Noor");
      for (const who of [asking(noor), asking(ann), await guest()]) {
        assert.deepEqual(await heard(who), ["not_found"]);
        assert.equal(await answers(id, "in", who), "not_found");
      }
      const bo = await guest();
      assert.equal(await answers(knockId("no such knock"), "in"), "not_found");
      const other = await house.room({ hostId: host.personId });
      assert.equal(refusal(await answerKnock(house.deps, asking(host), other.id, id, "in")), "not_found");
      // A guest who was made a co-host, by the seat that their cookie names.
      const seat = someSeatId();
      const helper = await guest(room, seat);
      await db.insertInto("seat").values({
        id: seat,
        room_id: room.id,
        person_id: null,
        name: "Helper",
        joined_at: house.time.now(),
        left_at: null,
        co_host: true,
      }).execute();
      assert.deepEqual(await heard(helper), ["Ann"]);
      assert.equal(await answers(id, "no", helper), "no");
      const [deed] = await listDeeds(db, { room: room.id, before: null, limit: 1 });
      assert.deepEqual([deed?.deed, deed?.actor, deed?.subject, deed?.detail], [
        "knock_answered",
        { kind: "guest", id: seat, name: "Helper" },
        { id: ann.personId, name: "Ann" },
        { answer: "no" },
      ]);
      assert.equal(await enters(bo, "Bo"), "room_locked");
    });

    it("is answered once with in: what is answered after that is no deed", async () => {
      await knocks(asking(ann));
      const id = await idOf("Ann");
      assert.deepEqual(await Promise.all([answers(id, "in"), answers(id, "in")]), ["in", "in"]);
      for (const answer of KNOCK_ANSWERS) assert.equal(await answers(id, answer), "in");
      const deeds = await listDeeds(db, { room: room.id, before: null, limit: 10 });
      assert.equal(deeds.filter(({ deed }) => deed === "knock_answered").length, 1);
      assert.equal(await enters(asking(ann)), "Ann");
      assert.equal(await answers(id, "no"), "knocker_gone");
    });

    it("brings who let somebody in and who was let in closer, once a day, and shows it to both", async () => {
      for (let time = 0; time < 2; time++) {
        await knocks(asking(ann));
        assert.equal(await answers(await idOf("Ann"), "in"), "in");
        await enters(asking(ann));
        await db.updateTable("seat").set({ left_at: house.time.now() }).where("room_id", "=", room.id).execute();
        house.time.advance(HOUR_MS);
        await db.updateTable("room").set({ locked_at: house.time.now() }).where("id", "=", room.id).execute();
      }
      await house.deps.background.idle();
      for (const [who, kind] of [[host, "let_in"], [ann, "was_let_in"]] as const) {
        const kept = await listInteractions(house.deps, who, { query: "", after: null });
        assert.equal(kept.ok && kept.value.people[0]?.counts[kind], 1);
      }
    });

    it("is told to the host who is not inside, once an hour, until somebody answers", async () => {
      async function told(): Promise<readonly unknown[]> {
        await house.deps.background.idle();
        const page = await listNotices(house.deps, host, null);
        assert.ok(page.ok);
        return page.value.notices.map(({ kind, about, guestName, room, read }) => [
          kind,
          about?.name ?? guestName,
          room?.id,
          read,
        ]);
      }
      await knocks(asking(ann));
      house.time.advance(60 * SECOND_MS);
      await knocks(asking(ann));
      assert.deepEqual(await told(), [["knock", "Ann", room.id, false]]);
      const bo = await guest();
      assert.equal((await knockByLink(house.deps, bo, room.code, { nickname: "Bo", line: null })).ok, true);
      assert.deepEqual(
        new Set((await told()).map(String)),
        new Set([`knock,Ann,${room.id},false`, `knock,Bo,${room.id},false`]),
      );
      assert.equal(await answers(await idOf("Bo"), "no"), "no");
      assert.deepEqual(
        new Set((await told()).map(String)),
        new Set([`knock,Ann,${room.id},false`, `knock,Bo,${room.id},true`]),
      );
      const inside = await house.socket({ viewer: host });
      await inside.hello(room.code);
      expectJoined(await inside.join());
      assert.equal(await knocks(asking(await house.person("Cleo"))), "waiting");
      assert.equal((await told()).length, 2);
    });

    it("is told to a co-host outside, who need not be in the audience", async () => {
      const cleo = await house.person("Cleo");
      await db.insertInto("seat").values({
        id: seatId(crypto.randomUUID()),
        room_id: room.id,
        person_id: cleo.personId,
        name: "Cleo",
        joined_at: house.time.now(),
        left_at: house.time.now(),
        co_host: true,
      }).execute();
      await knocks(asking(ann));
      await house.deps.background.idle();
      const page = await listNotices(house.deps, cleo, null);
      assert.deepEqual(page.ok && page.value.notices.map(({ kind, room }) => [kind, room?.id]), [["knock", room.id]]);
    });

    it("of a crowd is heard in the order of coming, as far as the list goes", async () => {
      for (let each = 0; each < HEARD_AT_ONCE + 2; each++) {
        const outcome = await knockByLink(house.deps, await guest(), room.code, { nickname: `G${each}`, line: null });
        assert.ok(outcome.ok);
        house.time.advance(1);
      }
      const names = await heard();
      assert.deepEqual([names.length, names[0], names.at(-1)], [HEARD_AT_ONCE, "G0", `G${HEARD_AT_ONCE - 1}`]);
      assert.equal(await answers(await idOf("G0"), "no"), "no");
      assert.equal((await heard()).at(-1), `G${HEARD_AT_ONCE}`);
    });
  });
});
