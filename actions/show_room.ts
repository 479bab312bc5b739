/**
 * Whom a room is shown to: the host's choice, checked against the host's ties, becomes a list of people with the ring that
 * each is in. The deeds that open a room or change its audience share this.
 */
import { friendsAmong, isInGroup } from "../db/audiences.ts";
import type { Trx } from "../db/database.ts";
import { lockTies } from "../db/friends.ts";
import { holdGroup } from "../db/groups.ts";
import { recordInteractions } from "../db/interactions.ts";
import { type HostFriend, ringCandidates, type Shown, shownOf, showRoomTo } from "../db/shown.ts";
import { type AudienceChoice, decideAudience, namedBy, toAudience } from "../domain/audience.ts";
import type { PersonId, RoomId } from "../domain/ids.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import { planRings, type RingCandidate } from "../domain/ring_plan.ts";
import type { Audience, Ring, Room } from "../domain/room.ts";
import type { Deps } from "./deps.ts";
import { notify } from "./notify.ts";
import { tellDoorOpen } from "./tell_door_open.ts";

export interface ShowingPlan {
  readonly audience: Audience;
  readonly shownToAll: boolean;
  readonly people: readonly Shown[];
  /** The host's "not today" is on for these: they are told nothing. */
  readonly dimmed: ReadonlySet<PersonId>;
}

/**
 * Before the room's row is locked, as those do it who end a tie: who becomes a friend meanwhile is a candidate or finds the room
 * open, and a host who leaves the group finds the room to hide.
 */
export async function holdTiesFor(trx: Trx, host: PersonId, choice: AudienceChoice): Promise<void> {
  if (choice.kind === "friends") await lockTies(trx, host);
  if (choice.kind === "group") await holdGroup(trx, choice.groupId);
}

/** After `holdTiesFor`. Refuses with `bad_audience`, as `decideAudience` does. */
export async function planAudience(
  trx: Trx,
  host: PersonId,
  choice: AudienceChoice,
  now: Date,
): Promise<Outcome<ShowingPlan>> {
  const decision = decideAudience(choice, {
    friends: await friendsAmong(trx, host, namedBy(choice)),
    member: choice.kind === "group" && await isInGroup(trx, choice.groupId, host),
  });
  if (!decision.ok) return decision;
  const chosen = decision.value;
  const isListed = chosen.kind === "people" || chosen.kind === "friends";
  const candidates = isListed ? await ringCandidates(trx, host, now) : [];
  return granted({
    audience: toAudience(chosen),
    shownToAll: chosen.kind === "friends" && chosen.toAll,
    people: placesOf(chosen, candidates),
    dimmed: dimmedOf(candidates),
  });
}

function dimmedOf(friends: readonly HostFriend[]): ReadonlySet<PersonId> {
  return new Set(friends.filter(({ dimmed }) => dimmed).map(({ personId }) => personId));
}

function placesOf(choice: AudienceChoice, candidates: readonly RingCandidate[]): readonly Shown[] {
  const together = new Map(candidates.map(({ personId, roomsTogether }) => [personId, roomsTogether]));
  const place = (personId: PersonId, ring: Ring, struck: boolean): Shown => ({
    personId,
    ring,
    struck,
    roomsTogether: together.get(personId) ?? 0,
  });
  if (choice.kind === "people") return choice.personIds.map((id) => place(id, 1, false));
  if (choice.kind !== "friends") return [];
  const struck = new Set(choice.struckIds);
  return [...planRings(candidates)].map(([id, ring]) => place(id, ring, struck.has(id)));
}

/** In the transaction that writes the room itself. */
export async function writeShowing(trx: Trx, roomId: RoomId, { people }: ShowingPlan): Promise<void> {
  await showRoomTo(trx, roomId, people);
}

/** After the commit. Returns at once: a room that is open does not fail with a notice of it. */
export function tellShownLater(
  deps: Parameters<typeof tellShown>[0] & Pick<Deps, "background">,
  room: Room,
  plan: ShowingPlan,
): void {
  deps.background.start("Failed to tell whom a room is shown to", () => tellShown(deps, room, plan));
}

/** The same of a room that was made for later and opens now. */
export function tellOpenedLater(
  deps: Parameters<typeof tellShown>[0] & Pick<Deps, "background">,
  room: Room,
): void {
  deps.background.start("Failed to tell whom a room is shown to", async () => {
    const friends = await ringCandidates(deps.db, room.hostId, deps.now());
    const known = new Set(friends.map(({ personId }) => personId));
    const people = (await shownOf(deps.db, room.id)).filter(({ personId }) => known.has(personId));
    await tellShown(deps, room, { people, dimmed: dimmedOf(friends) });
  });
}

/**
 * Tells those who were chosen, or who wanted to know when this door opens and see it now. Telling twice is
 * telling once, and only who is told was invited: an audience that changes to and fro is no interaction.
 */
async function tellShown(
  deps: Pick<Deps, "db" | "ids" | "now" | "tidings">,
  room: Room,
  { people, dimmed }: Pick<ShowingPlan, "people" | "dimmed">,
): Promise<void> {
  if (room.audience.kind === "people") {
    const told = await notify(
      deps,
      people.filter(({ personId }) => !dimmed.has(personId)).map(({ personId }) => ({
        personId,
        kind: "chosen",
        aboutId: room.hostId,
        roomId: room.id,
        groupId: null,
        dedupKey: `chosen:${room.id}`,
      })),
    );
    await recordInteractions(
      deps.db,
      told.map((otherId) => ({
        personId: room.hostId,
        otherId,
        kind: "chose" as const,
        amount: 1,
        roomId: room.id,
        at: deps.now(),
      })),
    );
  }
  await tellDoorOpen(deps, room.id);
}
