/** After a report: that it arrived, who has it, and that nothing more need be done. */
import type { JSX } from "preact";
import { reportWords } from "../words/report.ts";
import { speaker } from "../words/speaker.ts";
import { ButtonLink } from "./Button.tsx";
import { Icon } from "./Icon.tsx";
import { ShieldCheck } from "./icons.ts";

export interface ReportSentProps {
  readonly locale: string;
  readonly blocked: boolean;
  /** Back to the door they came from; null if there is none for them. */
  readonly doorHref: string | null;
}

export function ReportSent({ locale, blocked, doorHref }: ReportSentProps): JSX.Element {
  const say = speaker(reportWords, locale);
  return (
    <section class="report-sent">
      <span class="report-shield" aria-hidden="true">
        <Icon of={ShieldCheck} />
      </span>
      <h1>{say("sent_title")}</h1>
      <p class="lead">{say("sent")}</p>
      {blocked && <p class="lead">{say("sent_blocked")}</p>}
      <p class="soft">{say("sent_next")}</p>
      <div class="row report-ways">
        {doorHref !== null && <ButtonLink href={doorHref} size="large">{say("to_room")}</ButtonLink>}
        <ButtonLink href="/" variant={doorHref === null ? "quiet" : "plain"} size="large">{say("home")}</ButtonLink>
      </div>
    </section>
  );
}
