/** Makes a push message of a letter. */
import { sayLetter } from "./letter_text.ts";
import type { Letter } from "../domain/letter.ts";
import type { PushMessage } from "../domain/push_message.ts";
import { letterWords } from "../words/letters.ts";
import { speaker } from "../words/speaker.ts";

/** Of title and body each: push services take 4096 bytes in all, of which the encryption needs about 100. */
const LONGEST_TEXT_BYTES = 1200;

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
    case "opens_soon":
    case "opened":
      return [{ deed: "join", title: say("join") }];
    default:
      return [];
  }
}

/** Cut between what is read as one character. */
function bounded(text: string): string {
  const bytesOf = (part: string) => new TextEncoder().encode(part).length;
  if (bytesOf(text) <= LONGEST_TEXT_BYTES) return text;
  let kept = "";
  let bytes = bytesOf("…");
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    bytes += bytesOf(segment);
    if (bytes > LONGEST_TEXT_BYTES) break;
    kept += segment;
  }
  return `${kept}…`;
}
