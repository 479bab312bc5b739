/** Blocking somebody, asked back once: what it ends does not come back. */
import type { JSX } from "preact";
import { friendWords } from "../words/friends.ts";
import { speaker } from "../words/speaker.ts";
import { AskBack } from "./AskBack.tsx";

export interface BlockDeedProps {
  readonly locale: string;
  readonly id: string;
  readonly name: string;
}

export function BlockDeed({ locale, id, name }: BlockDeedProps): JSX.Element {
  const say = speaker(friendWords, locale);
  return (
    <AskBack
      id={`block-${id}`}
      deed={say("block")}
      question={say("block_question", { name })}
      text={say("block_text")}
      keep={say("block_keep")}
      action={`/friends/${encodeURIComponent(id)}/block`}
    />
  );
}
