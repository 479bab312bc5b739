/** What was done in a room, by whom and when: the newest first, a page at a time. */
import type { JSX } from "preact";
import type { AuditEntry } from "../domain/audit.ts";
import { hostingWords } from "../words/hosting.ts";
import { speaker } from "../words/speaker.ts";
import { AuditLine } from "./AuditLine.tsx";
import { ButtonLink } from "./Button.tsx";

export interface RoomHistoryProps {
  readonly locale: string;
  readonly deeds: readonly (AuditEntry & { readonly id: number })[];
  /** Null where there is none. */
  readonly firstHref: string | null;
  readonly olderHref: string | null;
  readonly now: Date;
}

export function RoomHistory({ locale, deeds, firstHref, olderHref, now }: RoomHistoryProps): JSX.Element {
  const say = speaker(hostingWords, locale);
  return (
    <section class="stack stack-tight history-part" id="history" aria-labelledby="history-title">
      <h2 class="hosted-title" id="history-title">{say("history")}</h2>
      <ol class="told-list history">
        {deeds.map((entry) => <AuditLine key={entry.id} locale={locale} now={now} entry={entry} />)}
      </ol>
      {(firstHref !== null || olderHref !== null) && (
        <nav class="row" aria-labelledby="history-title">
          {firstHref !== null && <ButtonLink href={firstHref} variant="plain">{say("history_first")}</ButtonLink>}
          {olderHref !== null && <ButtonLink href={olderHref}>{say("history_older")}</ButtonLink>}
        </nav>
      )}
    </section>
  );
}
