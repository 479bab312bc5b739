/** Changes an event: what it is, where, when, and whom it is for; all at once or nothing. Its room changes with it. */
import { deletePicture, writePicture } from "../db/event_pictures.ts";
import { updateEvent } from "../db/events.ts";
import type { AudienceChoice } from "../domain/audience.ts";
import type { Bytes } from "../domain/bytes.ts";
import { type Event, parseEventText, planEvent, type PlannedEvent } from "../domain/event.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import type { Activity } from "../domain/room.ts";
import type { Moment } from "../domain/schedule.ts";
import { changeRoom } from "./change_room.ts";
import { countedAs } from "./counted_as.ts";
import type { Deps } from "./deps.ts";
import { evenly } from "./evenly.ts";
import type { Asker } from "./guest_seat.ts";
import { type EventPlace, seenEvent } from "./seen_event.ts";
import { takeEventPicture } from "./take_event_picture.ts";

/** What is left out stays as it is. */
export interface EventChange {
  readonly activity?: Partial<Activity> | undefined;
  readonly description?: string | undefined;
  /** Empty: none. */
  readonly place?: string | undefined;
  /** A file as it came; null: none any more. */
  readonly picture?: Bytes | null | undefined;
  readonly audience?: AudienceChoice | undefined;
  readonly start?: Moment | undefined;
  /** Null: without an end. */
  readonly end?: Moment | null | undefined;
  readonly zone?: string | undefined;
}

/**
 * Refuses as `seenEvent`, `takeEventPicture` and `changeRoom` do, and with `bad_event`. Times that are as they were before are no change, so that the
 * rest can be changed while the room is open.
 */
export function editEvent(
  deps: Parameters<typeof changeRoom>[0] & Pick<Deps, "limits">,
  asker: Asker,
  place: EventPlace,
  change: EventChange,
): Promise<Outcome<null>> {
  return evenly(async () => {
    const seen = await seenEvent(deps, deps.db, asker, place);
    if (!seen.ok) return seen;
    const { event, now } = seen.value;
    const text = parseEventText({
      description: change.description ?? event.description,
      place: change.place ?? event.place ?? "",
    });
    if (!text.ok) return text;
    const planned = planTimes(event, change, now);
    if (!planned.ok) return planned;
    const times = planned.value;
    const picture = await takeEventPicture(deps, countedAs(asker), change.picture);
    if (!picture.ok) return picture;
    const { activity, audience } = change;
    const changed = await changeRoom(
      deps,
      asker,
      event.room.id,
      { activity: { ...event.room.activity, ...activity }, audience, schedule: times?.room },
      async (trx) => {
        const { opensBeforeMinutes } = times ?? event;
        await updateEvent(trx, event.id, { ...text.value, opensBeforeMinutes });
        if (picture.value === null) await deletePicture(trx, event.id);
        else if (picture.value !== undefined) await writePicture(trx, event.id, picture.value);
      },
    );
    return changed.ok ? granted(null) : changed;
  });
}

/** Null for times that stay. */
function planTimes(event: Event, { start, end, zone }: EventChange, now: Date): Outcome<PlannedEvent | null> {
  if (start === undefined && end === undefined && zone === undefined) return granted(null);
  const wish = {
    zone: zone ?? event.schedule.zone,
    start: start ?? { at: event.startsAt },
    end: end === undefined ? event.endsAt && { at: event.endsAt } : end,
  };
  // What began already, and stays, is not in the past.
  const planned = planEvent(wish, new Date(Math.min(now.getTime(), event.startsAt.getTime())));
  if (!planned.ok) return planned;
  return isSame(event, planned.value) ? granted(null) : planEvent(wish, now);
}

function isSame(event: Event, { room: { zone, start, end }, opensBeforeMinutes }: PlannedEvent): boolean {
  if (zone !== event.schedule.zone || !("at" in start)) return false;
  const startsAt = start.at.getTime() + opensBeforeMinutes * 60_000;
  const endsAt = end && "at" in end ? end.at.getTime() : null;
  return startsAt === event.startsAt.getTime() && endsAt === (event.endsAt?.getTime() ?? null);
}
