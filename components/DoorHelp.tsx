/** What can be done where the door's form was refused, for browsers with and without a script. */
import type { JSX } from "preact";
import type { Refusal } from "../domain/refusal.ts";
import { doorWords } from "../words/door.ts";
import { speaker } from "../words/speaker.ts";
import { ButtonLink } from "./Button.tsx";

export interface DoorHelpProps {
  readonly locale: string;
  readonly refusal: Refusal;
  /** The page itself. */
  readonly doorHref: string;
  /** Null for who is signed in. */
  readonly signInHref: string | null;
}

export function DoorHelp({ locale, refusal, doorHref, signInHref }: DoorHelpProps): JSX.Element | null {
  const say = speaker(doorWords, locale);
  if (refusal === "account_needed" && signInHref !== null) {
    return <ButtonLink href={signInHref}>{say("sign_in")}</ButtonLink>;
  }
  return AGAIN.includes(refusal) ? <ButtonLink href={doorHref}>{say("look_again")}</ButtonLink> : null;
}

/** What passes by itself. */
const AGAIN: readonly Refusal[] = ["room_not_open", "room_full"];
