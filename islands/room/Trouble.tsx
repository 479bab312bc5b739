/** Why one did not get in, and the way round it where there is one. */
import type { JSX } from "preact";
import type { Trouble as Reason } from "../../client/visit.ts";
import { Button } from "../../components/Button.tsx";
import { errorText } from "../../components/error_text.ts";
import { Notice } from "../../components/Notice.tsx";
import { speaker } from "../../words/speaker.ts";
import { troubleWords } from "../../words/troubles.ts";

export interface TroubleProps {
  readonly trouble: Reason;
  readonly locale: string;
  readonly onTakeOver: () => void;
}

export default function Trouble({ trouble, locale, onTakeOver }: TroubleProps): JSX.Element {
  const isTaken = trouble === "seat_in_use";
  return (
    <Notice kind={isTaken || trouble === "blocked_inside" ? "warning" : "error"}>
      <p>{troubleText(trouble, locale)}</p>
      {isTaken && <Button onClick={onTakeOver}>{speaker(troubleWords, locale)("use_here")}</Button>}
    </Notice>
  );
}

export function troubleText(trouble: Reason, locale: string): string {
  const isOurs = trouble === "no_answer" || trouble === "failed" || trouble === "outdated";
  return isOurs ? speaker(troubleWords, locale)(trouble) : errorText(trouble, locale);
}
