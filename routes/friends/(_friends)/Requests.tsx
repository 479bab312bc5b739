/** Who asks to be friends; nothing where nobody does. */
import type { JSX } from "preact";
import type { WaitingRequest } from "../../../actions/list_friends.ts";
import { BlockDeed } from "../../../components/BlockDeed.tsx";
import { DeedForm } from "../../../components/DeedForm.tsx";
import { Check } from "../../../components/icons.ts";
import { PersonMenu } from "../../../components/PersonMenu.tsx";
import { PersonRow } from "../../../components/PersonRow.tsx";
import { friendWords } from "../../../words/friends.ts";
import { relativeTime } from "../../../words/relative_time.ts";
import { speaker } from "../../../words/speaker.ts";

export interface RequestsProps {
  readonly locale: string;
  readonly toMe: readonly WaitingRequest[];
  readonly now: Date;
  readonly back: string;
}

export function Requests({ locale, toMe, now, back }: RequestsProps): JSX.Element | null {
  const say = speaker(friendWords, locale);
  if (toMe.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="requests">
      <h2 id="requests">{say("requests")}</h2>
      <ul class="person-list person-list-lit">
        {toMe.map(({ id, name, askedAt }) => {
          const path = `/friends/${encodeURIComponent(id)}`;
          return (
            <PersonRow key={id} name={name} about={say("asked_when", { when: relativeTime(askedAt, now, locale) })}>
              <div class="person-answers">
                <DeedForm
                  action={`${path}/accept`}
                  fields={{ back }}
                  variant="primary"
                  icon={Check}
                  name={say("accept_named", { name })}
                >
                  {say("accept")}
                </DeedForm>
                <DeedForm action={`${path}/decline`} fields={{ back }} name={say("decline_named", { name })}>
                  {say("decline")}
                </DeedForm>
              </div>
              <PersonMenu label={say("menu", { name })}>
                <BlockDeed locale={locale} id={id} name={name} />
              </PersonMenu>
            </PersonRow>
          );
        })}
      </ul>
    </section>
  );
}
