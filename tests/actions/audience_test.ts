/** Whom a room is for: choosing it, changing it while people are inside, and who is told. */
import { afterEach, before, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { acceptFriend } from "../../actions/accept_friend.ts";
import { askFriend } from "../../actions/ask_friend.ts";
import { blockPerson } from "../../actions/block_person.ts";
import { clearDimmer } from "../../actions/clear_dimmer.ts";
import { changeRoom } from "../../actions/change_room.ts";
import { createRoom } from "../../actions/create_room.ts";
import { endFriendship } from "../../actions/end_friendship.ts";
import { endRoom } from "../../actions/end_room.ts";
import { greetVisitor } from "../../actions/greet_visitor.ts";
import { leaveRoom } from "../../actions/leave_room.ts";
import { openLobby } from "../../actions/open_lobby.ts";
import { openToAll } from "../../actions/open_to_all.ts";
import { planShowing } from "../../actions/plan_showing.ts";
import { readShowing } from "../../actions/read_showing.ts";
import { readTray } from "../../actions/read_tray.ts";
import { setDimmer } from "../../actions/set_dimmer.ts";
import { takeSeat } from "../../actions/take_seat.ts";
import type { Db } from "../../db/database.ts";
import { findRoomById } from "../../db/rooms.ts";
import { liveSeats } from "../../db/seats.ts";
import { shownOf } from "../../db/shown.ts";
import { findStanding } from "../../db/standings.ts";
import { NO_TRACES } from "../../domain/traces.ts";
import type { AudienceChoice } from "../../domain/audience.ts";
import { type GroupId, groupId, personId, roomId } from "../../domain/ids.ts";
import type { Outcome, Refusal } from "../../domain/refusal.ts";
import { ringAt } from "../../domain/rings.ts";
import type { Room } from "../../domain/room.ts";
import { sightOf } from "../../domain/visibility.ts";
import { asking } from "../support/asking.ts";
import { onEachDatabase } from "../support/databases.ts";
import { type House, openHouse, type PersonViewer } from "../support/house.ts";
import { NOON } from "../support/rows.ts";
import { expectJoined } from "../support/signal_client.ts";

const HOUR_MS = 3_600_000;
const guest = { kind: "guest" } as const;
const none = () => null;
const activity = { emoji: "☕", title: "Coffee" } as const;
const toFriends = { kind: "friends", struckIds: [], toAll: false } as const;

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`Refused with ${outcome.refusal}`);
  return outcome.value;
}

function refusal(outcome: Outcome<unknown>): Refusal | "granted" {
  return outcome.ok ? "granted" : outcome.refusal;
}

describe("the audience of a room", () => {
  onEachDatabase((open) => {
    let db: Db;
    let house: House;
    let host: PersonViewer;
    let ann: PersonViewer;
    let stranger: PersonViewer;
    before(async () => {
      ({ db } = await open());
    });
    beforeEach(async () => {
      house = openHouse(db);
      host = await house.person("Mara");
      ann = await friend("Ann");
      stranger = await house.person("Sol");
    });
    afterEach(async () => {
      await house[Symbol.asyncDispose]();
      assert.deepEqual(house.log.records.filter(({ level }) => level === "error"), []);
    });

    async function friend(name: string): Promise<PersonViewer> {
      const other = await house.person(name);
      const since = NOON;
      await db.insertInto("friendship").values([
        { person_id: host.personId, friend_id: other.personId, since },
        { person_id: other.personId, friend_id: host.personId, since },
      ]).execute();
      return other;
    }

    async function friends(count: number): Promise<PersonViewer[]> {
      return await Promise.all(Array.from({ length: count }, (_, at) => friend(`Friend ${at}`)));
    }

    async function group(...members: PersonViewer[]): Promise<GroupId> {
      const id = groupId(crypto.randomUUID());
      const code = crypto.randomUUID();
      await db.insertInto("person_group")
        .values({ id, name: "Choir", description: "", code, joining: "link", created_at: NOON }).execute();
      for (const { personId } of members) {
        await db.insertInto("group_member")
          .values({ group_id: id, person_id: personId, role: "member", joined_at: NOON }).execute();
      }
      return id;
    }

    function create(audience: AudienceChoice): Promise<Outcome<Room>> {
      return createRoom(house.deps, host, { activity, audience, settings: { hostStarts: false } });
    }

    async function sight(room: Room, viewer: PersonViewer, byLink = false): Promise<string> {
      const found = await findRoomById(db, room.id);
      assert.ok(found);
      const standing = await findStanding(db, found, viewer.personId);
      const code = byLink ? room.code : null;
      return sightOf({ room: found, viewer, code, seated: false, standing, now: house.deps.now() });
    }

    async function notices(viewer: PersonViewer): Promise<string[]> {
      await house.deps.background.idle();
      const rows = await db.selectFrom("notice").select("kind").where("person_id", "=", viewer.personId).execute();
      return rows.map(({ kind }) => kind).sort();
    }

    async function chosen(): Promise<number> {
      await house.deps.background.idle();
      const { count } = await db.selectFrom("interaction").select((eb) => eb.fn.countAll<number>().as("count"))
        .where("person_id", "=", host.personId).where("kind", "=", "chose").executeTakeFirstOrThrow();
      return count;
    }

    it("is seen by the chosen friends alone, who are told once", async () => {
      const bo = await friend("Bo");
      const room = value(await create({ kind: "people", personIds: [ann.personId] }));
      assert.deepEqual([await sight(room, ann), await sight(room, bo), await sight(room, stranger)], [
        "faces",
        "nothing",
        "nothing",
      ]);
      assert.deepEqual([await notices(ann), await notices(bo), await chosen()], [["chosen"], [], 1]);
      const both = { kind: "people", personIds: [ann.personId, bo.personId] } as const;
      value(await changeRoom(house.deps, asking(host), room.id, { audience: both }));
      assert.deepEqual([await notices(ann), await notices(bo), await chosen()], [["chosen"], ["chosen"], 2]);
    });

    it("counts one invitation per room and person, however often the audience goes to and fro", async () => {
      const people = { kind: "people", personIds: [ann.personId] } as const;
      const room = value(await create(people));
      for (const audience of [{ kind: "link" }, people, toFriends, people] as const) {
        value(await changeRoom(house.deps, asking(host), room.id, { audience }));
      }
      assert.deepEqual([await notices(ann), await chosen()], [["chosen"], 1]);
      value(await create(people));
      assert.equal(await chosen(), 2);
    });

    it("refuses nobody, somebody unknown, who is no friend, who is blocked, and a group one is not in", async () => {
      const foe = await friend("Foe");
      await db.insertInto("block").values({ person_id: foe.personId, blocked_id: host.personId, since: NOON })
        .execute();
      const bad: AudienceChoice[] = [
        { kind: "people", personIds: [] },
        { kind: "people", personIds: [personId("nobody")] },
        { kind: "people", personIds: [personId("nul\0")] },
        { kind: "people", personIds: [ann.personId, stranger.personId] },
        { kind: "people", personIds: [foe.personId] },
        { kind: "people", personIds: [host.personId] },
        { kind: "group", groupId: await group(ann) },
        { kind: "group", groupId: groupId("none") },
        { kind: "group", groupId: groupId("nul\0") },
      ];
      const room = value(await create({ kind: "link" }));
      for (const audience of bad) {
        assert.equal(refusal(await create(audience)), "bad_audience", JSON.stringify(audience));
        assert.equal(refusal(await changeRoom(house.deps, asking(host), room.id, { audience })), "bad_audience");
      }
      assert.deepEqual(await findRoomById(db, room.id), room);
    });

    it("is refused to everybody but the host as if there were no such room", async () => {
      const room = value(await create(toFriends));
      for (const viewer of [ann, stranger, guest]) {
        for (const deed of [changeRoom, openToAll]) {
          const toLink = { audience: { kind: "link" } } as const;
          const there = await deed(house.deps, asking(viewer), room.id, toLink);
          assert.deepEqual(there, await deed(house.deps, asking(viewer), roomId("none"), toLink));
          assert.equal(refusal(there), "not_found");
        }
        assert.equal(refusal(await readShowing(house.deps, viewer, room.id)), "not_found");
      }
      assert.equal(refusal(await planShowing(house.deps, guest, { struckIds: [], toAll: false })), "not_signed_in");
    });

    it("shows a room for friends ring by ring, and to all at once when the host wants", async () => {
      await friends(70);
      const preview = value(await planShowing(house.deps, host, { struckIds: [], toAll: false }));
      const far = preview.friends.findLast(({ ring }) => ring === 3);
      assert.ok(far);
      const last = { kind: "person", personId: far.personId, name: far.name } as const;
      await db.insertInto("tie_mark")
        .values({ person_id: far.personId, other_id: host.personId, close: false, tell: true }).execute();
      const room = value(await create(toFriends));
      assert.deepEqual([await sight(room, last), await notices(last)], ["nothing", []]);
      const shown = value(await readShowing(house.deps, host, room.id));
      assert.equal(shown.foresight.total, 71);
      assert.deepEqual(shown.foresight.later, preview.foresight.later);
      value(await openToAll(house.deps, asking(host), room.id));
      value(await openToAll(house.deps, asking(host), room.id));
      assert.deepEqual([await sight(room, last), await notices(last)], ["faces", ["door_open"]]);
    });

    it("is opened, changed and announced also where nobody can be told of it", async () => {
      const announced: unknown[] = [];
      const deps = {
        ...house.deps,
        ids: {
          ...house.deps.ids,
          noticeId() {
            throw new Error("no more ids");
          },
        },
        tidings: { ...house.deps.tidings, roomChanged: (id: unknown) => void announced.push(id) },
        publisher: {
          publish: (id: unknown) => void announced.push(id),
          doorChanged() {},
          knockChanged() {},
          knockerSeen() {},
        },
      };
      const toAnn = { kind: "people", personIds: [ann.personId] } as const;
      const room = value(await createRoom(deps, host, { activity, audience: toAnn }));
      assert.deepEqual(announced, [room.id]);
      await db.insertInto("tie_mark")
        .values({ person_id: ann.personId, other_id: host.personId, close: false, tell: true }).execute();
      value(await changeRoom(deps, asking(host), room.id, { audience: { ...toFriends, toAll: false } }));
      value(await openToAll(deps, asking(host), room.id));
      assert.deepEqual(announced, [room.id, room.id, room.id]);
      await house.deps.background.idle();
      const failures = house.log.records.filter(({ level }) => level === "error").map(({ message }) => message);
      // Several at once, so in any order.
      assert.deepEqual(failures.sort(), [
        "Failed to tell of an open door",
        "Failed to tell whom a room is shown to",
        "Failed to tell whom a room is shown to",
      ]);
      await house[Symbol.asyncDispose]();
      house = openHouse(db);
    });

    it("is hidden from who was struck out, with the link in hand too", async () => {
      const room = value(await create({ ...toFriends, struckIds: [ann.personId, stranger.personId] }));
      assert.deepEqual([await sight(room, ann), await sight(room, ann, true)], ["nothing", "nothing"]);
      assert.deepEqual((await shownOf(db, room.id)).map(({ personId, struck }) => [personId, struck]), [
        [ann.personId, true],
      ]);
      value(await changeRoom(house.deps, asking(host), room.id, { audience: toFriends }));
      assert.equal(await sight(room, ann), "faces");
    });

    it("tells nobody whom the host dims, and strikes them out as well", async () => {
      await db.insertInto("dimmer").values({ person_id: host.personId, dimmed_id: ann.personId, until: null })
        .execute();
      await db.insertInto("tie_mark")
        .values({ person_id: ann.personId, other_id: host.personId, close: false, tell: true }).execute();
      value(await create({ kind: "people", personIds: [ann.personId] }));
      const room = value(await create({ ...toFriends, struckIds: [ann.personId] }));
      assert.deepEqual([await notices(ann), await chosen()], [[], 0]);
      await db.deleteFrom("dimmer").where("dimmed_id", "=", ann.personId).execute();
      assert.equal(await sight(room, ann, true), "nothing");
    });

    it("tells friends who asked for it that the door is open", async () => {
      const bo = await friend("Bo");
      await db.insertInto("tie_mark")
        .values({ person_id: ann.personId, other_id: host.personId, close: false, tell: true }).execute();
      value(await create(toFriends));
      assert.deepEqual([await notices(ann), await notices(bo)], [["door_open"], []]);
    });

    it("is a group's, for its members alone", async () => {
      const choir = await group(host, stranger);
      const room = value(await create({ kind: "group", groupId: choir }));
      assert.equal(room.groupName, "Choir");
      assert.deepEqual([await sight(room, stranger), await sight(room, ann), await sight(room, ann, true)], [
        "faces",
        "nothing",
        "knock",
      ]);
    });

    it("changes while people are inside: they stay and hear of it, others find the door closed", async () => {
      const room = value(await create({ kind: "link" }));
      const inside = await house.socket({ cookie: await house.guest(room) });
      await inside.hello(room.code);
      expectJoined(await inside.join({ nickname: "Gus" }));
      const outside = await house.socket({ cookie: await house.guest(room) });
      await outside.hello(room.code);
      const friend = await house.socket({ viewer: ann });
      assert.deepEqual((await friend.hello(room.code)).audience?.audience, { kind: "link" });
      house.time.advance(1000);
      value(await changeRoom(house.deps, asking(host), room.id, { audience: toFriends }));
      const { event } = await inside.next("room_event", ({ event }) => event.type === "audience_changed");
      const at = house.deps.now().getTime();
      assert.deepEqual(event, { type: "audience_changed", audience: { kind: "friends" }, groupName: null, at });
      const { door: closed } = await outside.next("door", ({ audience }) => audience === null);
      assert.equal(closed.inside, null);
      const told = { audience: { kind: "friends" }, groupName: null, audienceAt: at };
      assert.deepEqual((await friend.next("door", ({ audience }) => audience?.audienceAt === at)).audience, told);
      house.time.advance(1000);
      value(await openToAll(house.deps, asking(host), room.id));
      const { event: further } = await inside.next("room_event", ({ event }) => event.type === "audience_changed");
      assert.deepEqual(further, { ...event, at: at + 1000 });
      await friend.next("door", ({ audience }) => audience?.audienceAt === at + 1000);
      value(await changeRoom(house.deps, asking(host), room.id, { audience: toFriends }));
      const over = value(await create(toFriends));
      value(await endRoom(house.deps, asking(host), over.id));
      const late = await house.socket({ cookie: await house.guest(over) });
      assert.equal((await late.hello(over.code)).audience, null, "whom an ended room was for is told to nobody else");
      const again = await house.socket({ cookie: await house.guest(room) });
      const { door } = await again.hello(room.code);
      assert.deepEqual(door, closed);
      const lobby = value(
        await openLobby(house.deps, { viewer: guest, seatToken: none, traces: NO_TRACES }, room.code),
      );
      assert.deepEqual([lobby.mayEnter, lobby.door.inside], [false, null]);
      const asker = { viewer: guest, seatToken: none, traces: NO_TRACES };
      assert.equal(value(await greetVisitor(house.deps, asker, room.code)).sight, "knock");
      assert.equal(refusal(await takeSeat(house.deps, asker, room.code, "Late")), "not_for_you");
      assert.equal(
        refusal(await takeSeat(house.deps, { viewer: ann, seatToken: none, traces: NO_TRACES }, room.code, null)),
        "granted",
      );
    });

    it("begins the rings anew when it changes, and stops them when somebody comes", async () => {
      const room = value(await create(toFriends));
      value(await takeSeat(house.deps, { viewer: host, seatToken: none, traces: NO_TRACES }, room.code, null));
      assert.equal((await findRoomById(db, room.id))?.firstCameAt, null);
      house.time.advance(60_000);
      value(await takeSeat(house.deps, { viewer: ann, seatToken: none, traces: NO_TRACES }, room.code, null));
      assert.deepEqual((await findRoomById(db, room.id))?.firstCameAt, house.deps.now());
      house.time.advance(60_000);
      const changed = value(
        await changeRoom(house.deps, asking(host), room.id, { audience: { ...toFriends, toAll: true } }),
      );
      const now = house.deps.now();
      assert.deepEqual([changed.shownSince, changed.firstCameAt, changed.shownToAll], [now, now, true]);
    });

    it("widens no further for being said again while somebody is inside, and anew once they have left", async () => {
      const [guestsRoom, friendsRoom] = [value(await create({ kind: "link" })), value(await create(toFriends))];
      const inLink = value(
        await takeSeat(house.deps, { viewer: guest, seatToken: none, traces: NO_TRACES }, guestsRoom.code, "Gus"),
      );
      const inFriends = value(
        await takeSeat(house.deps, { viewer: ann, seatToken: none, traces: NO_TRACES }, friendsRoom.code, null),
      );
      for (const [room, { seat }] of [[guestsRoom, inLink], [friendsRoom, inFriends]] as const) {
        value(await takeSeat(house.deps, { viewer: host, seatToken: none, traces: NO_TRACES }, room.code, null));
        const said = value(await changeRoom(house.deps, asking(host), room.id, { audience: toFriends }));
        assert.equal(ringAt(said, new Date(house.deps.now().getTime() + HOUR_MS)), 1);
        await leaveRoom(house.deps, room.id, seat.id);
        const alone = value(await changeRoom(house.deps, asking(host), room.id, { audience: toFriends }));
        assert.equal(alone.firstCameAt, null, "the host alone is nobody who came");
      }
    });

    it("has a place for who is dimmed: they see nothing, are told nothing, and see it once the dimmer is off", async () => {
      await db.insertInto("tie_mark")
        .values({ person_id: ann.personId, other_id: host.personId, close: false, tell: true }).execute();
      value(await setDimmer(house.deps, host, ann.personId, { until: null }));
      const preview = value(await planShowing(house.deps, host, { struckIds: [], toAll: false }));
      assert.deepEqual([preview.foresight.now, preview.foresight.total], [[], 0]);
      const room = value(await create(toFriends));
      assert.deepEqual([await sight(room, ann), await notices(ann)], ["nothing", []]);
      assert.equal(value(await readShowing(house.deps, host, room.id)).foresight.total, 0);
      value(await clearDimmer(house.deps, host, ann.personId));
      assert.equal(await sight(room, ann), "faces");
    });

    it("foresees who sees it by the ties as they are now, not as they were when it opened", async () => {
      const [bo, cy, foe] = [await friend("Bo"), await friend("Cy"), await friend("Foe")];
      const room = value(await create(toFriends));
      const names = async () => {
        const { foresight } = value(await readShowing(house.deps, host, room.id));
        assert.equal(foresight.total, foresight.now.length);
        return foresight.now.map(({ name }) => name).sort();
      };
      assert.deepEqual(await names(), ["Ann", "Bo", "Cy", "Foe"]);
      value(await endFriendship(house.deps, bo, host.personId));
      value(await setDimmer(house.deps, host, cy.personId, { until: null }));
      value(await blockPerson(house.deps, foe, host.personId));
      assert.deepEqual(await names(), ["Ann"]);
      value(await clearDimmer(house.deps, host, cy.personId));
      assert.deepEqual(await names(), ["Ann", "Cy"]);
      value(
        await changeRoom(house.deps, asking(host), room.id, {
          audience: { kind: "people", personIds: [ann.personId, cy.personId] },
        }),
      );
      value(await endFriendship(house.deps, host, cy.personId));
      assert.deepEqual(value(await readShowing(house.deps, host, room.id)).placed.map(({ name }) => name), ["Ann"]);
    });

    it("reaches who becomes a friend while it is open, in the ring of the next room", async () => {
      const few = value(await create(toFriends));
      const befriend = async (name: string): Promise<PersonViewer> => {
        const other = await house.person(name);
        value(await askFriend(house.deps, other, host.personId));
        value(await acceptFriend(house.deps, host, other.personId));
        return other;
      };
      const tray = async (viewer: PersonViewer) => value(await readTray(house.deps, viewer)).map(({ id }) => id);
      const early = await befriend("Early");
      assert.deepEqual(await tray(early), [few.id], "few friends are all close");

      await friends(80);
      const many = value(await create({ ...toFriends, struckIds: [early.personId] }));
      const before = await shownOf(db, many.id);
      const late = await house.person("Late");
      value(await askFriend(house.deps, host, late.personId));
      assert.equal(value(await askFriend(house.deps, late, host.personId)), "friends");
      const placed = await shownOf(db, many.id);
      const place = placed.find(({ personId }) => personId === late.personId);
      assert.deepEqual(placed.filter(({ personId }) => personId !== late.personId), before, "nobody else moves");
      value(await create(toFriends));
      const next = value(await planShowing(house.deps, host, { struckIds: [], toAll: false })).friends;
      assert.equal(place?.ring, next.find(({ personId }) => personId === late.personId)?.ring);

      value(await endFriendship(house.deps, early, host.personId));
      value(await askFriend(house.deps, early, host.personId));
      value(await acceptFriend(house.deps, host, early.personId));
      assert.ok(!(await tray(early)).includes(many.id), "struck out is struck out");
    });

    it("of the other one reaches the new friend, too, and no room that is over or for others", async () => {
      const sue = await house.person("Sue");
      value(await create({ kind: "link" }));
      const theirs = value(await createRoom(house.deps, sue, { activity, audience: toFriends }));
      const over = value(await create(toFriends));
      value(await endRoom(house.deps, asking(host), over.id));
      value(await askFriend(house.deps, host, sue.personId));
      value(await acceptFriend(house.deps, sue, host.personId));
      assert.deepEqual(value(await readTray(house.deps, host)).map(({ id }) => id), [theirs.id]);
      assert.deepEqual(value(await readTray(house.deps, sue)), []);
      assert.deepEqual(await shownOf(db, over.id), []);
    });

    it("misses nobody who becomes a friend at the very moment in which it opens or changes", async () => {
      for (let round = 0; round < 8; round++) {
        const sue = await house.person("Sue");
        value(await askFriend(house.deps, sue, host.personId));
        const other = value(await create({ kind: "link" }));
        const [opened, changed] = await Promise.all([
          create(toFriends),
          changeRoom(house.deps, asking(host), other.id, { audience: toFriends }),
          acceptFriend(house.deps, host, sue.personId),
        ]);
        for (const { id } of [value(opened), value(changed)]) {
          assert.ok((await shownOf(db, id)).some(({ personId }) => personId === sue.personId), `round ${round}`);
        }
      }
    });

    it("opens to everybody with the link while friends are inside: they stay, the trays lose it, guests come in", async () => {
      const bo = await friend("Bo");
      const room = value(await create(toFriends));
      const inside = await house.socket({ viewer: ann });
      await inside.hello(room.code);
      expectJoined(await inside.join());
      const tray = async (viewer: PersonViewer) => value(await readTray(house.deps, viewer)).length;
      assert.deepEqual([await tray(bo), await tray(stranger)], [1, 0]);
      const asker = { viewer: guest, seatToken: none, traces: NO_TRACES };
      assert.equal(refusal(await takeSeat(house.deps, asker, room.code, "Gus")), "not_for_you");

      value(await changeRoom(house.deps, asking(host), room.id, { audience: { kind: "link" } }));
      const { event } = await inside.next("room_event", ({ event }) => event.type === "audience_changed");
      assert.deepEqual(event.type === "audience_changed" && event.audience, { kind: "link" });
      assert.deepEqual([await tray(bo), await tray(stranger), await shownOf(db, room.id)], [0, 0, []]);
      assert.deepEqual([await sight(room, bo), await sight(room, bo, true)], ["nothing", "door"]);
      value(await takeSeat(house.deps, asker, room.code, "Gus"));
      const { event: came } = await inside.next("room_event", ({ event }) => event.type === "person_joined");
      assert.equal(came.type === "person_joined" && came.seat.name, "Gus");
      assert.deepEqual((await liveSeats(db, room.id)).map(({ name }) => name).sort(), ["Ann", "Gus"]);
    });

    it("warns of somebody blocked inside, and lets them in anyway", async () => {
      const foe = await house.person("Foe");
      await db.insertInto("block").values({ person_id: ann.personId, blocked_id: foe.personId, since: NOON }).execute();
      const room = value(await create({ kind: "link" }));
      value(await takeSeat(house.deps, { viewer: foe, seatToken: none, traces: NO_TRACES }, room.code, null));
      const asker = { viewer: ann, seatToken: none, traces: NO_TRACES };
      assert.equal(refusal(await takeSeat(house.deps, asker, room.code, null)), "blocked_inside");
      assert.equal(refusal(await takeSeat(house.deps, asker, room.code, null, true)), "granted");
    });
  });
});
