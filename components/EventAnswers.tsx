/** Answering an event, how many have, and who. Forms of one button each, so that it works without a script. */
import type { JSX } from "preact";
import { type AnswerCounts, EVENT_ANSWERS, type EventAnswer } from "../domain/event.ts";
import type { PersonId } from "../domain/ids.ts";
import { eventWords } from "../words/events.ts";
import { speaker } from "../words/speaker.ts";
import { Avatar } from "./Avatar.tsx";
import { Button, ButtonLink } from "./Button.tsx";
import { Check } from "./icons.ts";

export interface AnswerFormProps {
  readonly locale: string;
  /** Where answers are posted. */
  readonly action: string;
  readonly own: EventAnswer | null;
  /** Where signing in leads back from; null: they are signed in. */
  readonly signIn: string | null;
}

export function AnswerForm({ locale, action, own, signIn }: AnswerFormProps): JSX.Element {
  const say = speaker(eventWords, locale);
  return (
    <section class="stack" aria-labelledby="answer-title">
      <h2 id="answer-title">{say("answer_title")}</h2>
      {signIn !== null && (
        <div>
          <ButtonLink href={signIn} variant="primary">{say("sign_in")}</ButtonLink>
        </div>
      )}
      {signIn === null && (
        <>
          <form class="event-answer" method="post" action={action}>
            {EVENT_ANSWERS.map((answer) => (
              <Button
                key={answer}
                type="submit"
                name="answer"
                value={answer}
                variant={own === null && answer === "going" || own === answer ? "primary" : "quiet"}
                aria-pressed={own === answer ? "true" : "false"}
                {...(own === answer ? { icon: Check } : {})}
              >
                {say(answer)}
              </Button>
            ))}
            {own !== null && (
              <Button type="submit" name="answer" value="none" variant="plain">{say("take_back")}</Button>
            )}
          </form>
          <p class="soft small">{say("answer_hint")}</p>
        </>
      )}
    </section>
  );
}

export interface AnswerListProps {
  readonly locale: string;
  readonly counts: AnswerCounts;
  /** The first of them; null: they may not be told. */
  readonly names:
    | readonly { readonly personId: PersonId; readonly name: string; readonly answer: EventAnswer }[]
    | null;
  /** Guests without an account, for those who have written to them; null for everybody else. */
  readonly guests:
    | readonly { readonly key: string; readonly name: string | null; readonly answer: EventAnswer }[]
    | null;
}

export function AnswerList({ locale, counts, names, guests }: AnswerListProps): JSX.Element {
  const say = speaker(eventWords, locale);
  const answered = EVENT_ANSWERS.filter((answer) => counts[answer] > 0);
  return (
    <section class="stack" aria-labelledby="who">
      <h2 id="who">{say("who")}</h2>
      {answered.length === 0 && <p class="soft">{say("nobody")}</p>}
      {answered.map((answer) => {
        const named = names?.filter((each) => each.answer === answer) ?? [];
        const invited = guests?.filter((each) => each.answer === answer) ?? [];
        const unnamed = counts[answer] - named.length - invited.length;
        return (
          <div key={answer} class="stack stack-tight">
            <h3 class="event-count">{say(`count_${answer}`, { count: counts[answer] })}</h3>
            {named.length + invited.length > 0 && (
              <ul class="event-names">
                {named.map(({ personId, name }) => (
                  <li key={personId} class="event-named">
                    <Avatar name={name} size="small" />
                    <bdi>{name}</bdi>
                  </li>
                ))}
                {invited.map(({ key, name }) => (
                  <li key={key} class="event-named">
                    <Avatar name={name ?? say("guest")} size="small" />
                    <bdi>{name ?? say("guest")}</bdi>
                    <span class="tag">{say("guest")}</span>
                  </li>
                ))}
                {unnamed > 0 && <li class="soft">{say("more_names", { count: unnamed })}</li>}
              </ul>
            )}
          </div>
        );
      })}
      {names === null && answered.length > 0 && <p class="soft small">{say("names_hidden")}</p>}
    </section>
  );
}
