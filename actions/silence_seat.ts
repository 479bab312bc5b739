/**
 * What the deeds that stop something somebody sends have in common: whom they are done to, the entry in the record, and the media
 * server, which drops it at once whatever the page does.
 */
import { recordDeed } from "../db/audit.ts";
import type { Trx } from "../db/database.ts";
import { findSeat, type SeatRecord } from "../db/seats.ts";
import type { AuditedDeed } from "../domain/audit.ts";
import type { RoomId, SeatId } from "../domain/ids.ts";
import type { Outcome } from "../domain/refusal.ts";
import { SILENT } from "../domain/room.ts";
import type { SilencingFacts } from "../domain/silencing.ts";
import { type Deps, MediaUnavailable, type TrackKind } from "./deps.ts";
import type { Asker } from "./guest_seat.ts";
import { type ManagedRoom, managedRoom } from "./managed_room.ts";
import { type SeatSummary, toSummary } from "./seat_view.ts";

export type SilencingDeps = Pick<
  Deps,
  "db" | "seatTokens" | "publisher" | "stage" | "now" | "log" | "operatorEmail"
>;

export interface SilencedSeat<T> {
  readonly managed: ManagedRoom;
  readonly seat: SeatSummary;
  /** What was decided, and is now to be done. */
  readonly verdict: T;
}

export interface Silencing<T> {
  readonly right: "mute" | "ask_unmute" | "stop_screen";
  readonly decide: (facts: SilencingFacts) => Outcome<T>;
  /** What is written down of that verdict; null for one that changes nothing. */
  readonly deed: (verdict: T) => AuditedDeed | null;
  /** Whether the seat is muted from then on; left out: as before. */
  readonly persist?: (trx: Trx, seat: SeatRecord, verdict: T) => Promise<boolean>;
}

/** Refuses as `decideDeed` and `decide` do. */
export function decideOnSeat<T>(
  deps: SilencingDeps,
  asker: Asker,
  roomId: RoomId,
  seatId: SeatId,
  { right, decide, deed, persist }: Silencing<T>,
): Promise<Outcome<SilencedSeat<T>>> {
  return deps.db.transaction().execute(async (trx) => {
    const managed = await managedRoom(deps, trx, asker, roomId, right);
    if (!managed.ok) return managed;
    const { room, actor, seat: own, now } = managed.value;
    const found = await findSeat(trx, seatId);
    const seat = found?.roomId === roomId && found.leftAt === null ? found : null;
    const media = deps.stage.seat(roomId, seatId)?.media ?? SILENT;
    const decision = decide({ seat, ownSeat: own?.id ?? null, media });
    if (!decision.ok) return decision;
    if (seat === null) throw new Error("Failed to decide on a seat: there is none");
    const verdict = decision.value;
    const muted = await persist?.(trx, seat, verdict) ?? seat.muted;
    const entry = deed(verdict);
    if (entry !== null) {
      const subject = { id: seat.personId ?? seatId, name: seat.name };
      await recordDeed(trx, { at: now, actor, deed: entry, roomId, subject, detail: {} });
    }
    return { ok: true, value: { managed: managed.value, seat: toSummary({ ...seat, muted }, room), verdict } };
  });
}

/** A media server that is away forwards nothing anyway; the hub tells it when it is back. */
export async function silence(
  { stage, log }: Pick<Deps, "stage" | "log">,
  roomId: RoomId,
  seatId: SeatId,
  kind: TrackKind,
  silent: boolean,
): Promise<void> {
  try {
    await stage.silence(roomId, seatId, kind, silent);
  } catch (error) {
    if (!(error instanceof MediaUnavailable)) throw error;
    log.warn("Failed to tell the media server what to drop", { roomId, seatId, kind, silent }, error);
  }
}
