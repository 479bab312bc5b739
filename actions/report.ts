/**
 * Tells the operator about a room or somebody in it. What goes along is the room's name, its host and who was inside; never
 * sound or pictures, which the server has none of. Nobody in the room learns of it.
 */
import { findRoomByCode, findRoomById } from "../db/rooms.ts";
import { insertReport, type ReportedSeat } from "../db/reports.ts";
import { findSeat, type SeatRecord, seatsHeldAt } from "../db/seats.ts";
import { type RoomCode, roomCode, type RoomId, type SeatId } from "../domain/ids.ts";
import { decideReporting, parseReport } from "../domain/report.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Room } from "../domain/room.ts";
import { type Sight, sightOf } from "../domain/visibility.ts";
import { blockPerson } from "./block_person.ts";
import { countedAs } from "./counted_as.ts";
import type { Deps } from "./deps.ts";
import { evenly } from "./evenly.ts";
import { findOwnSeat } from "./find_own_seat.ts";
import { type Asker, toVisitor } from "./guest_seat.ts";
import { standingOf } from "./standing_of.ts";
import { tellReportedLater } from "./tell_reported.ts";

/** Where they stand: behind a link, or in a room that they know by its id because they are or were inside. */
export type ReportPlace =
  | { readonly kind: "link"; readonly code: string }
  | { readonly kind: "room"; readonly roomId: RoomId };

interface Target {
  readonly room: Room;
  readonly sight: Sight;
  readonly ownSeat: SeatRecord | null;
  readonly subject: SeatRecord | null;
}

/** What the page asks about. */
export interface ReportView {
  /** Null where all that they may know is that they were inside. */
  readonly room: Pick<Room, "activity" | "hostName"> | null;
  readonly subject: { readonly seatId: SeatId; readonly name: string; readonly mayBlock: boolean } | null;
  /** The way back to the door, for who has it. */
  readonly code: RoomCode | null;
}

export interface ReportWish {
  /** Null: about the room. */
  readonly seatId: SeatId | null;
  readonly reason: string;
  readonly text: string;
  /** Has the viewer also have nothing more to do with them; of no effect where one of the two has no account. */
  readonly alsoBlock: boolean;
}

type ReadDeps = Pick<Deps, "db" | "seatTokens" | "now">;

/** Refuses as `decideReporting` does. */
export async function openReport(
  deps: ReadDeps,
  asker: Asker,
  place: ReportPlace,
  seatId: SeatId | null,
): Promise<Outcome<ReportView>> {
  const found = await evenly(() => findTarget(deps, asker, place, seatId));
  if (!found.ok) return found;
  const { room, sight, subject } = found.value;
  const hasLink = place.kind === "link" ? sight !== "nothing" : sight === "everything" || sight === "inside";
  return granted({
    code: hasLink ? room.code : null,
    room: sight === "nothing" ? null : { activity: room.activity, hostName: room.hostName },
    subject: subject === null ? null : {
      seatId: subject.id,
      name: subject.name,
      mayBlock: asker.viewer.kind === "person" && subject.personId !== null,
    },
  });
}

/**
 * Refuses as `decideReporting` does, and with `bad_report` or `too_many_requests`. `blocked`: whether the wished block was
 * made, too.
 */
export async function report(
  deps: ReadDeps & Pick<Deps, "ids" | "limits" | "operatorEmail"> & Parameters<typeof blockPerson>[0],
  asker: Asker,
  place: ReportPlace,
  wish: ReportWish,
): Promise<Outcome<{ readonly blocked: boolean }>> {
  const found = await evenly(() => findTarget(deps, asker, place, wish.seatId));
  if (!found.ok) return found;
  const said = parseReport(wish);
  if (!said.ok) return said;
  const allowed = await deps.limits.take("report", countedAs(asker));
  if (!allowed.ok) return allowed;
  const { room, ownSeat, subject } = found.value;
  const { viewer } = asker;
  const at = deps.now();
  const inside = await seatsHeldAt(deps.db, room.id, momentOf(found.value, at));
  const id = deps.ids.reportId();
  await insertReport(deps.db, {
    id,
    at,
    reporter: viewer.kind === "person"
      ? { id: viewer.personId, name: viewer.name }
      : { id: null, name: ownSeat?.name ?? "" },
    room: { id: room.id, title: room.activity.title },
    host: { id: room.hostId, name: room.hostName },
    subject: subject && toReported(subject),
    ...said.value,
    inside: inside.map(toReported),
  });
  tellReportedLater(deps, id);
  const other = wish.alsoBlock ? subject?.personId ?? null : null;
  return granted({ blocked: other !== null && (await blockPerson(deps, viewer, other)).ok });
}

async function findTarget(
  deps: ReadDeps,
  asker: Asker,
  place: ReportPlace,
  seatId: SeatId | null,
): Promise<Outcome<Target>> {
  const room = place.kind === "link"
    ? await findRoomByCode(deps.db, roomCode(place.code))
    : await findRoomById(deps.db, place.roomId);
  if (room === null) return refused("not_found");
  const visitor = toVisitor(deps, asker, room.id);
  const { claim, record: ownSeat } = await findOwnSeat(deps.db, room.id, visitor);
  const now = deps.now();
  const sight = sightOf({
    room,
    viewer: visitor.viewer,
    code: place.kind === "link" ? room.code : null,
    seated: claim === "held",
    standing: await standingOf(deps.db, room, visitor, now),
    now,
  });
  const found = seatId === null ? null : await findSeat(deps.db, seatId);
  const subject = found?.roomId === room.id ? found : null;
  const decision = decideReporting({
    sight,
    ownSeat: ownSeat?.id ?? null,
    subject: seatId === null ? "room" : subject?.id ?? "unknown",
  });
  return decision.ok ? granted({ room, sight, ownSeat, subject }) : decision;
}

/** What they report was while they were inside, or until the room ended. */
function momentOf({ room, ownSeat }: Target, now: Date): Date {
  return ownSeat?.leftAt ?? room.endedAt ?? now;
}

function toReported({ id, personId, name }: SeatRecord): ReportedSeat {
  return { seatId: id, personId, name };
}
