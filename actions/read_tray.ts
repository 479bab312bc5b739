/** The rooms that people may drop into now, as their trays show them: for one person all rooms, or one room for many. */
import { roomStandings, type TrayCandidate, trayCandidates } from "../db/tray.ts";
import { HALF_LIFE_DAYS } from "../domain/affinity.ts";
import type { PersonId, RoomId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import { becauseOf, byCloseness, rankOf, type TrayRoom } from "../domain/tray.ts";
import type { Viewer } from "../domain/viewer.ts";
import { namedInside, type Sight, sightOf } from "../domain/visibility.ts";
import type { Deps } from "./deps.ts";

/**
 * By how much the viewer has to do with the host, then the latest opened, then id; without the viewer's own rooms and those
 * where they sit. Refuses with `not_signed_in`.
 */
export async function readTray(deps: Pick<Deps, "db" | "now">, viewer: Viewer): Promise<Outcome<readonly TrayRoom[]>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const now = deps.now();
  const found = seenOf(await trayCandidates(deps.db, viewer.personId), now);
  return granted(found.map(({ room }) => room).sort(byCloseness));
}

/** The room as each of these people finds it; those who do not are missing. */
export async function readTrayRoom(
  deps: Pick<Deps, "db" | "now">,
  roomId: RoomId,
  people: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, TrayRoom>> {
  const found = seenOf(await roomStandings(deps.db, roomId, people), deps.now());
  return new Map(found.map(({ viewerId, room }) => [viewerId, room]));
}

/** Whether they find the room in their tray, or sit in it. */
export async function knowsRoom(
  deps: Pick<Deps, "db" | "now">,
  roomId: RoomId,
  personId: PersonId,
): Promise<boolean> {
  const now = deps.now();
  const [candidate] = await roomStandings(deps.db, roomId, [personId]);
  if (candidate === undefined) return false;
  const sight = sightFor(candidate, now);
  return sight === "faces" || sight === "inside";
}

function seenOf(candidates: readonly TrayCandidate[], now: Date): { viewerId: PersonId; room: TrayRoom }[] {
  return candidates.flatMap((candidate) => {
    const sight = sightFor(candidate, now);
    return sight === "faces" ? [{ viewerId: candidate.viewerId, room: toTrayRoom(candidate, sight) }] : [];
  });
}

function sightFor({ room, viewerId, seated, standing }: TrayCandidate, now: Date): Sight {
  const viewer: Viewer = { kind: "person", personId: viewerId, name: "" };
  return sightOf({ room, viewer, code: null, seated, standing, now });
}

function toTrayRoom({ room, standing, inside, roomsTogether, affinity, close }: TrayCandidate, sight: Sight): TrayRoom {
  return {
    id: room.id,
    code: room.code,
    activity: room.activity,
    host: { id: room.hostId, name: room.hostName },
    audience: room.audience.kind,
    inside: namedInside(sight, inside).map(({ name, kind }) => ({ name, kind })),
    since: room.opensAt.getTime(),
    talking: false,
    because: becauseOf(room, { invited: standing.invited, roomsTogether }),
    rank: rankOf(affinity, close, HALF_LIFE_DAYS),
  };
}
