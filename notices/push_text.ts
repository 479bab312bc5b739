/** Makes a push message of a letter. */
import { sayLetter } from "./letter_text.ts";
import type { Letter } from "../domain/letter.ts";
import type { PushMessage } from "../domain/push_message.ts";
import { letterWords } from "../words/letters.ts";
import { speaker } from "../words/speaker.ts";

/** Push services take 4096 bytes, of which the encryption needs about 100; names and titles are far shorter. */
const LONGEST_TEXT = 400;

/** What cannot wait for the device to wake by itself. */
const URGENT: ReadonlySet<Letter["kind"]> = new Set<Letter["kind"]>(["knock", "opens_soon", "opened", "door_open"]);

export function isUrgent({ kind }: Pick<Letter, "kind">): boolean {
  return URGENT.has(kind);
}

export function pushMessage(letter: Letter, tag: string, now: Date, locale: string): PushMessage {
  const { title, text } = sayLetter(letter, now, locale);
  return {
    tag,
    title: bounded(title),
    body: bounded(text),
    path: letter.path,
    deeds: deedsOf(letter, locale),
    knock: letter.knock,
  };
}

function deedsOf({ kind, knock }: Letter, locale: string): PushMessage["deeds"] {
  const say = speaker(letterWords, locale);
  switch (kind) {
    case "knock":
      return knock === null
        ? []
        : [{ deed: "let_in", title: say("let_in") }, { deed: "not_now", title: say("not_now") }];
    case "chosen":
    case "door_open":
    case "opened":
      return [{ deed: "open", title: say("join") }];
    default:
      return [];
  }
}

function bounded(text: string): string {
  const letters = [...new Intl.Segmenter().segment(text)];
  return letters.length <= LONGEST_TEXT
    ? text
    : `${letters.slice(0, LONGEST_TEXT - 1).map(({ segment }) => segment).join("")}…`;
}
