/** Makes an event of one's own, with the room that opens for it. */
import { writePicture } from "../db/event_pictures.ts";
import { insertEvent } from "../db/events.ts";
import type { AudienceChoice } from "../domain/audience.ts";
import type { Bytes } from "../domain/bytes.ts";
import { parseEventText, planEvent } from "../domain/event.ts";
import type { EventId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Activity } from "../domain/room.ts";
import type { ScheduleWish } from "../domain/schedule.ts";
import { NO_TRACES, type Traces } from "../domain/traces.ts";
import type { Viewer } from "../domain/viewer.ts";
import { countedAs } from "./counted_as.ts";
import { createRoom } from "./create_room.ts";
import { takeEventPicture } from "./take_event_picture.ts";

export interface EventWish {
  /** Also of the room. */
  readonly activity: Activity;
  readonly description: string;
  /** May be empty. */
  readonly place: string;
  /** A file as it came. */
  readonly picture?: Bytes | undefined;
  readonly audience: AudienceChoice;
  /** Of the event itself. */
  readonly times: ScheduleWish;
}

/** Whoever comes to an event is in, and it goes on without the host. */
const SETTINGS = { hostStarts: false, whenHostLeaves: "go_on" } as const;

/** Refuses as `createRoom` does, and `takeEventPicture`, and with `bad_event`. */
export async function createEvent(
  deps: Parameters<typeof createRoom>[0],
  viewer: Viewer,
  wish: EventWish,
  traces: Traces = NO_TRACES,
): Promise<Outcome<EventId>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const text = parseEventText(wish);
  if (!text.ok) return text;
  const createdAt = deps.now();
  const planned = planEvent(wish.times, createdAt);
  if (!planned.ok) return planned;
  const { opensBeforeMinutes, room: schedule } = planned.value;
  const picture = await takeEventPicture(deps, countedAs({ viewer, traces }), wish.picture);
  if (!picture.ok) return picture;
  const id = deps.ids.eventId();
  const input = { activity: wish.activity, audience: wish.audience, settings: SETTINGS, schedule };
  const made = await createRoom(deps, viewer, input, traces, async (trx, room) => {
    await insertEvent(trx, { id, roomId: room.id, ...text.value, opensBeforeMinutes, createdAt });
    if (picture.value !== undefined) await writePicture(trx, id, picture.value);
  });
  return made.ok ? granted(id) : made;
}
