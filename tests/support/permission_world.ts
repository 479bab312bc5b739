/**
 * Everybody of the permission table with a client of their own, and rooms in every state that they are somebody to. The rows are
 * written past the app, so that what is tried is the app's word on them and not how it made them.
 */
import { loadSecrets } from "../../accounts/secrets.ts";
import { createSeatTokens } from "../../accounts/seat_tokens_hmac.ts";
import type { Db } from "../../db/database.ts";
import { insertRoom } from "../../db/rooms.ts";
import { groupId, personId, type RoomCode, type RoomId, type SeatId, seatId } from "../../domain/ids.ts";
import type { Audience, RoomState } from "../../domain/room.ts";
import { seatCookieName } from "../../protocol/cookies.ts";
import { HttpClient, signedUp } from "./http_client.ts";
import { type State, WHO, type Who } from "./permission_table.ts";
import { newRoom, NOBODY_WAITS } from "./rows.ts";

/** Those without an account have a seat in each room, or nothing. */
const WITHOUT_ACCOUNT: ReadonlySet<Who> = new Set<Who>(["guest", "guest_co_host", "removed_guest", "nobody"]);
/** No test lasts as long. */
const LATER_MS = 3 * 60 * 60_000;

/** So many tries come from one machine that each has to say it comes from elsewhere: limits count by address. */
function addressOf(who: Who): string {
  return `192.0.2.${WHO.indexOf(who) + 1}`;
}

/** A room, what can be done in it and to whom, and the client of who tries it. */
export interface Scene {
  readonly client: HttpClient;
  readonly room: { readonly id: RoomId; readonly code: RoomCode };
  /** A guest who sits inside: to be removed, muted, made a co-host. */
  readonly victim: SeatId;
  /** Of somebody else who was put out. */
  readonly removal: string;
  /** Of somebody who waits at the door. */
  readonly knock: string;
  /** Of an address. */
  readonly invitation: string;
}

export class PermissionWorld {
  readonly #url: string;
  readonly #db: Db;
  readonly #tokens: ReturnType<typeof createSeatTokens>;
  readonly #clients = new Map<Who, HttpClient>();
  readonly #ids = new Map<Who, string>();
  readonly #group = crypto.randomUUID();

  private constructor(url: string, db: Db, seatTokenKey: Uint8Array<ArrayBuffer>) {
    this.#url = url;
    this.#db = db;
    this.#tokens = createSeatTokens(seatTokenKey);
  }

  /** `dataDir`: the app's own, whose secrets sign the guests' cookies. */
  static async settle(url: string, db: Db, dataDir: string, people: readonly Who[]): Promise<PermissionWorld> {
    const { seatTokenKey } = await loadSecrets(dataDir);
    const world = new PermissionWorld(url, db, seatTokenKey);
    for (const who of people) {
      if (WITHOUT_ACCOUNT.has(who)) continue;
      const client = await signedUp(url, who, addressOf(who));
      world.#clients.set(who, client);
      world.#ids.set(who, String((await client.call("GET", "/api/v1/me")).body.id));
    }
    await world.#tie();
    return world;
  }

  idOf(who: Who): string {
    const id = this.#ids.get(who);
    if (id === undefined) throw new Error(`${who} has no account`);
    return id;
  }

  async #tie(): Promise<void> {
    const db = this.#db;
    const since = new Date();
    for (const friend of ["friend", "invited"] as const) {
      const [one, other] = [this.idOf("host"), this.idOf(friend)];
      await db.insertInto("friendship").values([
        { person_id: one, friend_id: other, since },
        { person_id: other, friend_id: one, since },
      ]).execute();
    }
    await db.insertInto("block").values({ person_id: this.idOf("host"), blocked_id: this.idOf("blocked"), since })
      .execute();
    await db.insertInto("person_group").values({
      id: this.#group,
      name: "Choir",
      description: "",
      code: crypto.randomUUID(),
      joining: "link",
      created_at: since,
    }).execute();
    for (const [who, role] of [["host", "member"], ["group_admin", "admin"], ["member", "member"]] as const) {
      await db.insertInto("group_member")
        .values({ group_id: this.#group, person_id: this.idOf(who), role, joined_at: since }).execute();
    }
  }

  async scene(who: Who, state: State): Promise<Scene> {
    const db = this.#db;
    const now = new Date();
    const held = state !== "ended";
    const room = await insertRoom(
      db,
      newRoom(personId(this.idOf("host")), {
        audience: this.#audience(who),
        state: state === "scheduled" ? "scheduled" : "open",
        startedAt: state === "scheduled" || state === "waiting" ? null : now,
        settings: { ...NOBODY_WAITS, hostStarts: true, lockAfterRemoval: true },
        shownSince: now,
        // The house opens by itself whatever is due.
        opensAt: state === "scheduled" ? new Date(now.getTime() + LATER_MS) : now,
        createdAt: now,
      }),
    );
    const victim = await this.#seat(room.id, { name: "Vic", held, muted: true });
    const own = this.#own(who);
    const seat = own === null ? null : await this.#seat(room.id, { ...own, held: held && own.held });
    const seats = (await db.selectFrom("seat").select("id").where("room_id", "=", room.id)
      .where("left_at", "is", null).execute()).length;
    const lasting: Record<State, { state: RoomState; locked?: boolean; full?: boolean }> = {
      scheduled: { state: "scheduled" },
      waiting: { state: "open" },
      open: { state: "open" },
      locked: { state: "open", locked: true },
      full: { state: "open", full: true },
      ended: { state: "ended" },
    };
    const { state: written, locked = false, full = false } = lasting[state];
    await db.updateTable("room").set({
      state: written,
      locked,
      locked_at: locked ? now : null,
      lock_cause: locked ? "deed" : null,
      seat_limit: full ? seats : 8,
      ended_at: written === "ended" ? now : null,
    }).where("id", "=", room.id).execute();
    if (who === "invited" || who === "friend") {
      await db.insertInto("room_shown")
        .values({ room_id: room.id, person_id: this.idOf(who), ring: 1, struck: false, rooms_together: 0 }).execute();
    }
    if (who === "removed") await this.#removal(room.id, { personId: this.idOf(who), seatId: crypto.randomUUID() });
    if (who === "removed_guest" && seat !== null) await this.#removal(room.id, { personId: null, seatId: seat });
    return {
      client: this.#client(who, room.id, seat),
      room: { id: room.id, code: room.code },
      victim,
      removal: await this.#removal(room.id, { personId: null, seatId: crypto.randomUUID() }),
      knock: await this.#knock(room.id),
      invitation: await this.#invitation(room.id),
    };
  }

  /** Everything about a room that a deed could change, as text. Who tries to enter it may have been counted; nothing else may. */
  async snapshot({ room }: Pick<Scene, "room">): Promise<string> {
    const db = this.#db;
    const of = { room_id: room.id };
    return JSON.stringify([
      await db.selectFrom("room").selectAll().where("id", "=", room.id).execute(),
      await db.selectFrom("seat").selectAll().where("room_id", "=", of.room_id).orderBy("id").execute(),
      await db.selectFrom("removal").selectAll().where("room_id", "=", of.room_id).orderBy("id").execute(),
      await db.selectFrom("knock").selectAll().where("room_id", "=", of.room_id).orderBy("id").execute(),
      await db.selectFrom("room_shown").selectAll().where("room_id", "=", of.room_id).orderBy("person_id").execute(),
      await db.selectFrom("audit_entry").selectAll().where("room_id", "=", of.room_id).orderBy("id").execute(),
      await db.selectFrom("invitation").selectAll().where("room_id", "=", of.room_id).orderBy("id").execute(),
      await db.selectFrom("report").selectAll().where("room_id", "=", of.room_id).orderBy("id").execute(),
    ]);
  }

  #audience(who: Who): Audience {
    if (who === "group_admin" || who === "member") return { kind: "group", groupId: groupId(this.#group) };
    if (who === "friend") return { kind: "friends" };
    return { kind: who === "invited" ? "people" : "link" };
  }

  /** The seat that they are to have; null for none. */
  #own(who: Who): { name: string; held: boolean; personId: string | null; coHost: boolean } | null {
    switch (who) {
      case "co_host":
        return { name: who, held: true, personId: this.idOf(who), coHost: true };
      case "guest_co_host":
        return { name: who, held: true, personId: null, coHost: true };
      case "guest":
        return { name: who, held: true, personId: null, coHost: false };
      case "removed_guest":
        return { name: who, held: false, personId: null, coHost: false };
      default:
        return null;
    }
  }

  async #seat(
    room: RoomId,
    seat: {
      readonly name: string;
      readonly held: boolean;
      readonly personId?: string | null;
      readonly coHost?: boolean;
      readonly muted?: boolean;
    },
  ): Promise<SeatId> {
    const id = crypto.randomUUID();
    const now = new Date();
    await this.#db.insertInto("seat").values({
      id,
      room_id: room,
      person_id: seat.personId ?? null,
      name: seat.name,
      joined_at: now,
      left_at: seat.held ? null : now,
      co_host: seat.coHost ?? false,
      muted: seat.muted ?? false,
    }).execute();
    return seatId(id);
  }

  async #removal(room: RoomId, who: { readonly personId: string | null; readonly seatId: string }): Promise<string> {
    const id = crypto.randomUUID();
    await this.#db.insertInto("removal").values({
      id,
      room_id: room,
      seat_id: who.seatId,
      person_id: who.personId,
      name: "Xen",
      browser: null,
      address: null,
      address_until: null,
      removed_at: new Date(),
      readmitted_at: null,
    }).execute();
    return id;
  }

  async #knock(room: RoomId): Promise<string> {
    const id = crypto.randomUUID();
    await this.#db.insertInto("knock").values({
      id,
      room_id: room,
      person_id: null,
      seat_id: crypto.randomUUID(),
      name: "Kim",
      line: null,
      state: "waiting",
      times: 1,
      knocked_at: new Date(),
      answered_at: null,
      minute_said: false,
      quiet_until: null,
      unheard: false,
    }).execute();
    return id;
  }

  async #invitation(room: RoomId): Promise<string> {
    const id = crypto.randomUUID();
    await this.#db.insertInto("invitation").values({
      id,
      room_id: room,
      kind: "email",
      email: "ivy@example.org",
      code: id,
      made_by_name: "host",
      made_at: new Date(),
    }).execute();
    return id;
  }

  #client(who: Who, room: RoomId, seat: SeatId | null): HttpClient {
    const known = this.#clients.get(who);
    if (known !== undefined) return known;
    const client = new HttpClient(this.#url, addressOf(who));
    // The page behind the link gives everybody without an account a cookie for a seat that is not taken yet.
    const cookie = { roomId: room, seatId: seat ?? seatId(crypto.randomUUID()) };
    client.setCookie(seatCookieName(room), this.#tokens.issue(cookie, new Date()));
    return client;
  }
}
