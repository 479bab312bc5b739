/**
 * A deed that is asked back once, because it cannot be undone. The question is a native popover, so it needs no script; a
 * browser that has none shows the question in its place, and the form works all the same.
 */
import type { JSX } from "preact";
import { Button } from "./Button.tsx";

export interface AskBackProps {
  readonly id: string;
  /** What the button says, and the one that answers yes. */
  readonly deed: string;
  /** The accessible name of both, where the text alone does not say whom it is about. */
  readonly name?: string;
  readonly question: string;
  readonly text: string;
  /** What the button says that answers no. */
  readonly keep: string;
  /** Where yes is posted. */
  readonly action: string;
  /** What goes with it, unseen. */
  readonly fields?: Readonly<Record<string, string>>;
}

export function AskBack({ id, deed, name, question, text, keep, action, fields = {} }: AskBackProps): JSX.Element {
  return (
    <>
      <Button variant="danger" popovertarget={id} aria-label={name}>{deed}</Button>
      <div class="confirm" id={id} popover="auto" role="dialog" aria-labelledby={`${id}-question`}>
        <p class="confirm-question" id={`${id}-question`}>{question}</p>
        <p class="soft">{text}</p>
        <div class="confirm-deeds">
          <Button popovertarget={id} popovertargetaction="hide">{keep}</Button>
          <form method="post" action={action}>
            {Object.entries(fields).map(([field, value]) => (
              <input key={field} type="hidden" name={field} value={value} />
            ))}
            <Button type="submit" variant="danger" aria-label={name}>{deed}</Button>
          </form>
        </div>
      </div>
    </>
  );
}
