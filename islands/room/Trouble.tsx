/** Why one did not get in, and the way round it where there is one. */
import type { JSX } from "preact";
import type { Trouble as Reason } from "../../client/visit.ts";
import { Button, ButtonLink } from "../../components/Button.tsx";
import { callErrorText } from "../../components/call_error_text.ts";
import { Notice } from "../../components/Notice.tsx";
import { speaker } from "../../words/speaker.ts";
import { troubleWords } from "../../words/troubles.ts";

export interface TroubleProps {
  readonly trouble: Reason;
  readonly locale: string;
  readonly onTakeOver: () => void;
}

/** All else is how things stand at the door. */
const FAULTS: readonly Reason[] = ["no_answer", "failed", "outdated", "bad_sdp", "no_offer_yet", "not_found"];

export default function Trouble({ trouble, locale, onTakeOver }: TroubleProps): JSX.Element {
  const say = speaker(troubleWords, locale);
  const isTaken = trouble === "seat_in_use";
  return (
    <Notice kind={FAULTS.includes(trouble) ? "error" : "warning"}>
      <p>{troubleText(trouble, locale)}</p>
      {isTaken && <Button onClick={onTakeOver}>{say("use_here")}</Button>}
      {(trouble === "account_needed" || trouble === "not_signed_in") && (
        <ButtonLink href={`/sign-in?${new URLSearchParams({ next: location.pathname })}`}>{say("sign_in")}</ButtonLink>
      )}
    </Notice>
  );
}

export function troubleText(trouble: Reason, locale: string): string {
  const isOurs = trouble === "no_answer" || trouble === "failed" || trouble === "outdated";
  return isOurs ? speaker(troubleWords, locale)(trouble) : callErrorText(trouble, locale);
}
