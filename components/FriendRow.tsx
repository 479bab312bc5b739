/** A friend in the list, with a menu of what one can decide about them. */
import type { JSX } from "preact";
import type { Dimmer } from "../domain/standing.ts";
import { friendWords } from "../words/friends.ts";
import { relativeTime } from "../words/relative_time.ts";
import { speaker } from "../words/speaker.ts";
import { AskBack } from "./AskBack.tsx";
import { BlockDeed } from "./BlockDeed.tsx";
import { DeedForm } from "./DeedForm.tsx";
import { PersonMenu } from "./PersonMenu.tsx";
import { PersonRow } from "./PersonRow.tsx";

export interface FriendRowProps {
  readonly locale: string;
  readonly friend: {
    readonly id: string;
    readonly name: string;
    readonly close: boolean;
    readonly tell: boolean;
    readonly dimmer: Dimmer | null;
  };
  readonly now: Date;
  /** Where the deeds lead back to. */
  readonly back: string;
}

export function FriendRow({ locale, friend, now, back }: FriendRowProps): JSX.Element {
  const say = speaker(friendWords, locale);
  const { id, name, close, tell, dimmer } = friend;
  return (
    <PersonRow
      id={`person-${id}`}
      name={name}
      about={(close || tell || dimmer) && (
        <>
          {close && <span class="badge badge-open">{say("mark_close")}</span>}
          {tell && <span>{say("mark_tell")}</span>}
          {dimmer && (
            <span>
              {dimmer.until === null
                ? say("mark_dimmed")
                : say("mark_dimmed_until", { when: relativeTime(dimmer.until, now, locale) })}
            </span>
          )}
        </>
      )}
    >
      <PersonMenu label={say("menu", { name })}>
        <Marks locale={locale} friend={friend} back={back} />
        <div class="person-last">
          <AskBack
            id={`end-${id}`}
            deed={say("end")}
            question={say("end_question", { name })}
            text={say("end_text")}
            keep={say("end_keep")}
            action={`/friends/${encodeURIComponent(id)}/end`}
          />
          <BlockDeed locale={locale} id={id} name={name} />
        </div>
      </PersonMenu>
    </PersonRow>
  );
}

function Marks({ locale, friend, back }: Omit<FriendRowProps, "now">): JSX.Element {
  const say = speaker(friendWords, locale);
  const { id, close, tell, dimmer } = friend;
  const path = `/friends/${encodeURIComponent(id)}`;
  return (
    <>
      <div>
        <DeedForm
          action={`${path}/close`}
          fields={{ on: close ? "no" : "yes", back }}
          describedBy={`close-hint-${id}`}
        >
          {say(close ? "close_off" : "close_on")}
        </DeedForm>
        <p class="soft small" id={`close-hint-${id}`}>{say("close_hint")}</p>
      </div>
      <DeedForm action={`${path}/tell`} fields={{ on: tell ? "no" : "yes", back }}>
        {say(tell ? "tell_off" : "tell_on")}
      </DeedForm>
      <div>
        <div class="row">
          {dimmer !== null && <DeedForm action={`${path}/undim`} fields={{ back }}>{say("undim")}</DeedForm>}
          {dimmer === null && (
            <DeedForm action={`${path}/dim`} fields={{ for: "today", back }} describedBy={`dim-hint-${id}`}>
              {say("dim_today")}
            </DeedForm>
          )}
          {dimmer?.until !== null && (
            <DeedForm action={`${path}/dim`} fields={{ for: "always", back }}>{say("dim_always")}</DeedForm>
          )}
        </div>
        {dimmer === null && <p class="soft small" id={`dim-hint-${id}`}>{say("dim_today_hint")}</p>}
      </div>
    </>
  );
}
