/** An event as it stands in a form, taken or not. */
import type { Event } from "../../../domain/event.ts";
import { PICTURE_MAX_BYTES } from "../../../domain/picture.ts";
import type { Refusal } from "../../../domain/refusal.ts";
import { EVENT_LIMIT_BYTES } from "../../../protocol/events.ts";
import { untouchedWhen, type WhenDraft, whenDraft, whenOf } from "../../../protocol/when.ts";
import { errorText } from "../../../components/error_text.ts";
import type { EventFieldsProps } from "../../../components/EventFields.tsx";

export interface EventDraft {
  readonly values: EventFieldsProps["values"];
  readonly when: WhenDraft;
}

type Fields = Readonly<Record<string, string>>;

/** What was typed; `unsent`: what stands there if the form has no such fields. */
export function eventDraft(fields: Fields, unsent: EventDraft): EventDraft {
  const { emoji, title, description, place } = { ...unsent.values, ...fields };
  return { values: { emoji, title, description, place }, when: whenDraft(fields, unsent.when) };
}

export function untouchedEvent(): EventDraft {
  return { values: { emoji: "🎉", title: "", description: "", place: "" }, when: untouchedWhen("UTC") };
}

export function draftOfEvent({ room, description, place, startsAt, endsAt, schedule }: Event): EventDraft {
  const durationMinutes = endsAt && (endsAt.getTime() - startsAt.getTime()) / 60_000;
  return {
    values: { ...room.activity, description, place: place ?? "" },
    when: whenOf({ opensAt: startsAt }, { ...schedule, durationMinutes, rule: null }),
  };
}

const OF_TIME: readonly Refusal[] = ["bad_time", "in_the_past", "bad_end", "bad_zone", "bad_rule", "already_open"];

/** The bounds of the form, whose last field is the picture. */
export const EVENT_FORM = { fieldsBytes: EVENT_LIMIT_BYTES, fileBytes: PICTURE_MAX_BYTES } as const;

/** What stands beside which fields. */
export function errorsOf(
  refusal: Refusal | null,
  locale: string,
): Pick<EventFieldsProps, "titleError" | "timeError" | "textError"> & {
  readonly pictureError: string | undefined;
  readonly topError: string | null;
} {
  const text = refusal === null ? undefined : errorText(refusal, locale);
  const isTime = refusal !== null && OF_TIME.includes(refusal);
  const isPicture = refusal === "bad_picture" || refusal === "picture_too_large";
  const isElsewhere = !isTime && !isPicture && refusal !== "bad_activity" && refusal !== "bad_event" &&
    refusal !== "bad_audience";
  return {
    titleError: refusal === "bad_activity" ? text : undefined,
    timeError: isTime ? text : undefined,
    pictureError: isPicture ? text : undefined,
    textError: refusal === "bad_event" ? text : undefined,
    topError: isElsewhere ? text ?? null : null,
  };
}
