/** A room with its host, in a house of its own, and the people who come and go there: what tests of hosts' deeds begin with. */
import assert from "node:assert/strict";
import type { Asker } from "../../actions/guest_seat.ts";
import { leaveRoom } from "../../actions/leave_room.ts";
import { readTray } from "../../actions/read_tray.ts";
import { setCoHost } from "../../actions/set_co_host.ts";
import { takeSeat } from "../../actions/take_seat.ts";
import { listDeeds } from "../../db/audit.ts";
import type { Db } from "../../db/database.ts";
import { findRoomById } from "../../db/rooms.ts";
import { showRoomTo } from "../../db/shown.ts";
import { groupId, type RoomId, type SeatId } from "../../domain/ids.ts";
import type { Outcome, Refusal } from "../../domain/refusal.ts";
import type { Room } from "../../domain/room.ts";
import { NO_TRACES, type Traces } from "../../domain/traces.ts";
import { asking } from "./asking.ts";
import { type House, openHouse, type PersonViewer } from "./house.ts";
import { NOON } from "./rows.ts";

export function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`Refused with ${outcome.refusal}`);
  return outcome.value;
}

export function refusal(outcome: Outcome<unknown>): Refusal | "granted" {
  return outcome.ok ? "granted" : outcome.refusal;
}

/** Somebody with a seat in the room. */
export interface Sitter {
  readonly asker: Asker;
  readonly seat: SeatId;
}

/** A guest without a seat. */
export function fresh(traces: Traces = NO_TRACES): Pick<Sitter, "asker"> {
  return { asker: { viewer: { kind: "guest" }, seatToken: () => null, traces } };
}

export class HostedRoom implements AsyncDisposable {
  readonly db: Db;
  readonly house: House;
  readonly host: PersonViewer;
  /** As it was made; a test may put another in its place. */
  room: Room;

  private constructor(db: Db, house: House, host: PersonViewer, room: Room) {
    this.db = db;
    this.house = house;
    this.host = host;
    this.room = room;
  }

  static async open(db: Db): Promise<HostedRoom> {
    const house = openHouse(db);
    const host = await house.person("Alice");
    return new HostedRoom(db, house, host, await house.room({ hostId: host.personId }));
  }

  /** Closes the house; nothing in it may have gone wrong or wait for its time. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.house[Symbol.asyncDispose]();
    assert.equal(this.house.time.pending, 0);
    assert.deepEqual(this.house.log.records.filter(({ level }) => level === "error"), []);
  }

  async now(): Promise<Room> {
    return await findRoomById(this.db, this.room.id) ?? assert.fail("the room is gone");
  }

  async sits(asker: Asker, nickname: string | null = null): Promise<Sitter> {
    const { seat, seatToken } = value(await takeSeat(this.house.deps, asker, (await this.now()).code, nickname));
    return { asker: seatToken === null ? asker : { ...asker, seatToken: () => seatToken }, seat: seat.id };
  }

  async guest(nickname: string, traces: Traces = NO_TRACES): Promise<Sitter> {
    return await this.sits(fresh(traces).asker, nickname);
  }

  async person(name: string): Promise<Sitter & { readonly viewer: PersonViewer }> {
    const viewer = await this.house.person(name);
    return { ...await this.sits(asking(viewer)), viewer };
  }

  async coHost(sitter: Promise<Sitter>): Promise<Sitter> {
    const made = await sitter;
    value(await setCoHost(this.house.deps, asking(this.host), this.room.id, made.seat, true));
    return made;
  }

  /** By the link as it is now. */
  async enters({ asker }: Pick<Sitter, "asker">, nickname = "Somebody"): Promise<Refusal | "granted"> {
    return refusal(await takeSeat(this.house.deps, asker, (await this.now()).code, nickname));
  }

  async leaves({ seat }: Sitter): Promise<void> {
    await leaveRoom(this.house.deps, this.room.id, seat);
  }

  /** What was written down, from the first: who, what, to whom, and how. */
  async deeds(): Promise<unknown[]> {
    return (await listDeeds(this.db, { room: this.room.id, before: null, limit: 20 })).toReversed()
      .map(({ actor, deed, subject, detail }) => [actor.name, deed, subject?.name ?? null, detail]);
  }

  async tray(viewer: PersonViewer): Promise<RoomId[]> {
    return value(await readTray(this.house.deps, viewer)).map(({ id }) => id);
  }

  async friendOfHost(name: string): Promise<PersonViewer> {
    const friend = await this.house.person(name);
    await this.db.insertInto("friendship").values([
      { person_id: this.host.personId, friend_id: friend.personId, since: NOON },
      { person_id: friend.personId, friend_id: this.host.personId, since: NOON },
    ]).execute();
    return friend;
  }

  /** The room is another one, for these. */
  async shownTo(audience: "people" | "friends", ...people: PersonViewer[]): Promise<void> {
    const { id } = this.room = await this.house.room({ hostId: this.host.personId, audience: { kind: audience } });
    await this.db.transaction().execute((trx) =>
      showRoomTo(trx, id, people.map(({ personId }) => ({ personId, ring: 1, struck: false, roomsTogether: 0 })))
    );
  }

  /** The room is another one, of a new group with these in it. */
  async ofGroup(members: readonly (readonly [PersonViewer, "admin" | "member"])[]): Promise<void> {
    const id = groupId(crypto.randomUUID());
    await this.db.insertInto("person_group")
      .values({ id, name: "Choir", description: "", code: id, joining: "link", created_at: NOON }).execute();
    for (const [{ personId }, role] of members) {
      await this.db.insertInto("group_member")
        .values({ group_id: id, person_id: personId, role, joined_at: NOON }).execute();
    }
    this.room = await this.house.room({ hostId: this.host.personId, audience: { kind: "group", groupId: id } });
  }
}
