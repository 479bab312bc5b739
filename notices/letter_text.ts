/** Puts a letter into words: a headline, what there is to add, and where to go from there. */
import type { Letter } from "../domain/letter.ts";
import { letterWords } from "../words/letters.ts";
import { noticesWords } from "../words/notices.ts";
import { type Say, speaker } from "../words/speaker.ts";

export interface LetterText {
  readonly title: string;
  readonly text: string;
  /** What the button says that leads to the letter's path. */
  readonly button: string;
}

const MINUTE_MS = 60_000;

export function sayLetter(letter: Letter, now: Date, locale: string): LetterText {
  return { title: headline(letter, now, locale), text: addition(letter, locale), button: button(letter, locale) };
}

/** "Thursday, 26 November 2026, 19:00 to 20:00 (Central European Time)", in the letter's zone. */
export function sayWhen(
  { opensAt, endsAt, zone }: Pick<Letter, "opensAt" | "endsAt" | "zone">,
  locale: string,
): string {
  if (opensAt === null) return "";
  const inZone = (parts: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(writing(locale), { timeZone: zone, ...parts });
  const day = inZone({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const clock = inZone({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const name = inZone({ timeZoneName: "longGeneric" }).formatToParts(opensAt)
    .find(({ type }) => type === "timeZoneName")?.value ?? zone;
  const start = `${day.format(opensAt)}, ${clock.format(opensAt)}`;
  if (endsAt === null) return `${start} (${name})`;
  const isSameDay = day.format(opensAt) === day.format(endsAt);
  const end = isSameDay ? clock.format(endsAt) : `${day.format(endsAt)}, ${clock.format(endsAt)}`;
  return `${speaker(letterWords, locale)("span", { start, end })} (${name})`;
}

/** English as most of the world writes dates. */
function writing(locale: string): string {
  return locale === "en" ? "en-GB" : locale;
}

function headline({ kind, name, room, group, opensAt, event }: Letter, now: Date, locale: string): string {
  const say: Say<typeof noticesWords> = speaker(noticesWords, locale);
  const who = name ?? say("somebody");
  switch (kind) {
    case "friend_request":
    case "friend_accepted":
      return say(kind, { name: who });
    case "came_in":
    case "chosen":
    case "door_open":
    case "knock":
    case "invited":
    case "moved":
    case "cancelled":
      return room === null ? say(`${kind}_unnamed`, { name: who }) : say(kind, { name: who, room });
    case "opens_soon": {
      if (room === null) return say("opens_soon_unnamed");
      if (opensAt === null) return say(event === null ? kind : "begins_soon", { room });
      const minutes = Math.round((opensAt.getTime() - now.getTime()) / MINUTE_MS);
      const sayLetterWord = speaker(letterWords, locale);
      const [soon, atOnce] = event === null ? ["opens_in", "opens_now"] as const : ["begins_in", "begins_now"] as const;
      return minutes > 0 ? sayLetterWord(soon, { room, minutes }) : sayLetterWord(atOnce, { room });
    }
    case "confirm_reminder":
      return speaker(letterWords, locale)("confirm", { room: room ?? "" });
    case "opened":
      return room === null ? say("opened_unnamed") : say(event === null ? kind : "event_opened", { room });
    case "group_request":
      return group === null ? say("group_request_unnamed", { name: who }) : say(kind, { name: who, group });
    case "group_accepted":
      return group === null ? say("group_accepted_unnamed") : say(kind, { group });
    case "reported":
      return say(kind);
  }
}

/** Of an event also where it is. */
function addition(letter: Letter, locale: string): string {
  const place = letter.kind === "cancelled" ? null : letter.event?.place ?? null;
  const about = letter.event === null ? aboutRoom(letter, locale) : aboutEvent(letter, locale);
  return place === null ? about : `${about} ${speaker(letterWords, locale)("place", { place })}`;
}

function aboutEvent(letter: Letter, locale: string): string {
  const say = speaker(letterWords, locale);
  const { kind, opensAt } = letter;
  const when = sayWhen(letter, locale);
  switch (kind) {
    case "invited":
      return opensAt === null ? say("event_invited") : say("event_invited_for", { when });
    case "moved":
      return opensAt === null ? say("moved_timeless") : say("event_moved", { when });
    case "cancelled":
      return opensAt === null ? say("event_cancelled_timeless") : say("event_cancelled", { when });
    case "opened":
      return say("event_opened");
    default:
      return aboutRoom(letter, locale);
  }
}

function aboutRoom(letter: Letter, locale: string): string {
  const say = speaker(letterWords, locale);
  const { kind, name, opensAt } = letter;
  const when = sayWhen(letter, locale);
  switch (kind) {
    case "invited":
      return opensAt === null ? say("invited") : say("invited_for", { when });
    case "opens_soon":
      if (opensAt === null) return say("opens_soon_timeless");
      return name === null ? say("opens_soon_unnamed", { when }) : say("opens_soon", { name, when });
    case "confirm_reminder":
      return name === null ? say("confirm_unnamed", { when }) : say("confirm_text", { name, when });
    case "moved":
      return opensAt === null ? say("moved_timeless") : say("moved", { when });
    case "cancelled":
      return opensAt === null ? say("cancelled_timeless") : say("cancelled", { when });
    default:
      return say(kind);
  }
}

function button({ kind, event }: Letter, locale: string): string {
  const say = speaker(letterWords, locale);
  switch (kind) {
    case "friend_request":
    case "friend_accepted":
      return say("see_friends");
    case "group_request":
    case "group_accepted":
      return say("see_group");
    case "reported":
      return say("see_reports");
    case "knock":
      return say("see_knock");
    case "invited":
    case "moved":
    case "cancelled":
      return say(event === null ? "see_room" : "see_event");
    case "confirm_reminder":
      return say("confirm_go");
    default:
      return say("see_room");
  }
}
