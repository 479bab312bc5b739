/**
 * Asks to come in where the door is not open to the visitor. Those who look after the room hear it, unless they put the
 * visitor out before or want quiet from them; the visitor cannot tell which.
 */
import { type KnockRecord, writeKnock } from "../db/knocks.ts";
import { lockRoom } from "../db/rooms.ts";
import { holdUnsuspended } from "../db/suspensions.ts";
import { decideJoin, decideName } from "../domain/admission.ts";
import { type RoomCode, roomCode, type RoomId } from "../domain/ids.ts";
import { decideKnock, isHeard, type KnockView, parseLine, toldBy, viewOf } from "../domain/knock.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import type { Visitor } from "../domain/viewer.ts";
import { countedAs } from "./counted_as.ts";
import type { Deps } from "./deps.ts";
import { entryFacts } from "./entry_facts.ts";
import { evenly } from "./evenly.ts";
import { findByLink } from "./find_by_link.ts";
import { type Asker, toVisitor, withSeatToken } from "./guest_seat.ts";
import { tellKnock } from "./tell_knock.ts";

export interface KnockWish {
  /** Null keeps the name of before; people are called as their account says. */
  readonly nickname: string | null;
  /** What they say with it; null or blank for nothing. */
  readonly line: string | null;
}

export interface KnockRequest extends KnockWish {
  readonly roomId: RoomId;
  /** By which link they came. */
  readonly code: RoomCode;
  readonly visitor: Visitor;
}

type KnockDeps = Pick<
  Deps,
  "db" | "publisher" | "stage" | "tidings" | "background" | "ids" | "now" | "limits"
>;

/** At an open door, and for who was let in: there is nothing to ask, they may come in. */
const OPEN: KnockView = { state: "in", againInSeconds: 0, line: null };

/** Refuses as `decideJoin` does where knocking is of no use, with `suspended`, `too_many_requests`, `bad_text` or `bad_nickname`. */
export async function knock(deps: KnockDeps, request: KnockRequest): Promise<Outcome<KnockView>> {
  const allowed = await deps.limits.take("knock", countedAs(request.visitor));
  if (!allowed.ok) return allowed;
  const now = deps.now();
  const outcome = await deps.db.transaction().execute(async (trx) => {
    const { viewer } = request.visitor;
    if (viewer.kind === "person" && !await holdUnsuspended(trx, viewer.personId)) return refused("suspended");
    const room = await lockRoom(trx, request.roomId);
    if (room === null) return refused("not_found");
    const { join, seat, knocker, knock: before } = await entryFacts(trx, room, { ...request, now });
    const entering = decideJoin({ ...join, letIn: false, inUse: false, meetsBlocked: false });
    const line = parseLine(request.line);
    const unheard = join.sight === "shut";
    const decided = decideKnock({ entering, before, line: line.ok ? line.value : null, unheard, now });
    if (!decided.ok) return decided;
    if (decided.value.kind === "open" || knocker === null) return granted(null);
    if (!line.ok) return line;
    const name = decideName(viewer, request.nickname, seat?.name ?? before?.name ?? null);
    if (!name.ok) return name;
    const { kind, knock } = decided.value;
    const isNew = kind === "knock";
    const after: KnockRecord = {
      id: before?.id ?? deps.ids.knockId(),
      roomId: room.id,
      knocker,
      name: name.value,
      answeredAt: isNew ? null : before?.answeredAt ?? null,
      ...knock,
    };
    await writeKnock(trx, after);
    return granted({ room, before, after, isNew });
  });
  if (!outcome.ok) return outcome;
  if (outcome.value === null) return granted(OPEN);
  const { room, before, after, isNew } = outcome.value;
  deps.publisher.knockerSeen(room.id, after.knocker);
  deps.publisher.knockChanged(room.id, after.knocker, toldBy(before, after, now));
  if (isNew && isHeard(after)) {
    deps.background.start("Failed to tell of a knock", () => tellKnock(deps, room.id, after.id));
  }
  return granted(viewOf(after, now));
}

export interface Knocked {
  readonly room: Room;
  readonly view: KnockView;
  /** Freshly issued: to be set as this room's seat cookie. */
  readonly seatToken: string | null;
}

type LinkDeps = KnockDeps & Pick<Deps, "seatTokens">;

/** The same without a socket: by the form of a page without JavaScript, or by the JSON API. */
export function knockByLink(deps: LinkDeps, asker: Asker, code: string, wish: KnockWish): Promise<Outcome<Knocked>> {
  return evenly(() => knockAt(deps, asker, code, wish));
}

async function knockAt(deps: LinkDeps, asker: Asker, code: string, wish: KnockWish): Promise<Outcome<Knocked>> {
  const room = await findByLink(deps, asker, code);
  if (room === null) return refused("not_found");
  const { visitor, seatToken } = withSeatToken(deps, toVisitor(deps, asker, room.id), room.id);
  const knocked = await knock(deps, { ...wish, roomId: room.id, code: roomCode(code), visitor });
  return knocked.ok ? granted({ room, view: knocked.value, seatToken }) : knocked;
}
