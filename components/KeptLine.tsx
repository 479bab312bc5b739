/** What is kept about the viewer and one other person, and the button that has it forgotten. */
import type { JSX } from "preact";
import { INTERACTION_KINDS, type InteractionKind } from "../domain/interaction.ts";
import { relativeTime } from "../words/relative_time.ts";
import { settingsWords } from "../words/settings.ts";
import { speaker } from "../words/speaker.ts";
import { Avatar } from "./Avatar.tsx";
import { Button } from "./Button.tsx";

export interface KeptLineProps {
  readonly locale: string;
  readonly now: Date;
  readonly kept: {
    readonly otherId: string;
    readonly name: string;
    readonly counts: Readonly<Record<InteractionKind, number>>;
    readonly minutes: number;
    readonly lastAt: Date;
  };
}

export function KeptLine({ locale, now, kept }: KeptLineProps): JSX.Element {
  const say = speaker(settingsWords, locale);
  const { otherId, name, lastAt } = kept;
  return (
    <li class="told">
      <div class="told-line kept-line">
        <Avatar name={name} />
        <span class="told-body">
          <bdi class="kept-name">{name}</bdi>
          <span class="small">{keptText(kept, locale)}</span>
          <time class="soft small" dateTime={lastAt.toISOString()}>
            {say("last", { when: relativeTime(lastAt, now, locale) })}
          </time>
        </span>
        <form method="post" action="/settings">
          <input type="hidden" name="person" value={otherId} />
          <Button type="submit" aria-label={say("erase_whom", { name })}>{say("erase")}</Button>
        </form>
      </div>
    </li>
  );
}

/** Everything of which there is any, as one list. */
function keptText({ counts, minutes }: KeptLineProps["kept"], locale: string): string {
  const say = speaker(settingsWords, locale);
  const parts = INTERACTION_KINDS.filter((kind) => counts[kind] > 0).map((kind) =>
    kind === "together" ? say("together", { minutes: Math.round(minutes) }) : say(kind, { count: counts[kind] })
  );
  return new Intl.ListFormat(locale, { type: "unit" }).format(parts);
}
