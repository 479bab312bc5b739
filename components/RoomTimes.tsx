/** When a room opens, and opens again, for those who look after it: to be changed, left out, brought forward or cancelled. */
import type { JSX } from "preact";
import type { Room } from "../domain/room.ts";
import type { Occurrence } from "../domain/schedule.ts";
import { calendarTime } from "../words/calendar_time.ts";
import { speaker } from "../words/speaker.ts";
import { whenWords } from "../words/when.ts";
import { AskBack } from "./AskBack.tsx";
import { Button } from "./Button.tsx";
import { DeedForm } from "./DeedForm.tsx";
import { DoorOpen } from "./icons.ts";
import { Moment } from "./Moment.tsx";
import { Repeats } from "./Repeats.tsx";
import { WhenFields, type WhenFieldsProps } from "./WhenFields.tsx";

export interface RoomTimesProps {
  readonly locale: string;
  readonly room: Room;
  readonly zone: string;
  /** The next ones; of an open room those after this one. */
  readonly times: readonly Occurrence[];
  /** As it was typed, or as it is. */
  readonly fields: Omit<WhenFieldsProps, "locale">;
  readonly now: Date;
}

export function RoomTimes(props: RoomTimesProps): JSX.Element | null {
  const { locale, room, zone, now } = props;
  const say = speaker(whenWords, locale);
  const isComing = room.state === "scheduled";
  const repeats = Boolean(room.schedule?.rule);
  if (!isComing && !repeats && room.closesAt === null) return null;
  return (
    <section class="card room-times" aria-labelledby="times-title">
      <h2 class="hosted-title" id="times-title">{say("title")}</h2>
      {isComing && (
        <p class="coming-when">
          <Moment locale={locale} zone={zone} now={now} startsAt={room.opensAt} endsAt={room.closesAt} />
          <Repeats locale={locale} schedule={room.schedule} now={now} />
        </p>
      )}
      {isComing && (
        <div class="row">
          <DeedForm action={`/rooms/${room.id}/open`} fields={{}} icon={DoorOpen}>{say("open_now")}</DeedForm>
        </div>
      )}
      {!isComing && <OpenUntil {...props} />}
      {repeats && <Times {...props} />}
      {isComing && (
        <details
          class="room-times-change"
          id="change-times"
          open={(props.fields.error ?? props.fields.repeatError) !== undefined}
        >
          <summary>{say("change")}</summary>
          <form class="form" id="schedule" method="post" action={`/rooms/${room.id}#schedule`}>
            <input type="hidden" name="form" value="schedule" />
            <WhenFields locale={locale} {...props.fields} />
            <Button type="submit">{say("save")}</Button>
          </form>
        </details>
      )}
      {!isComing && repeats && (
        <AskBack
          id="cancel-times"
          deed={say("cancel_all")}
          question={say("cancel_all_question", { title: room.activity.title })}
          text={say("cancel_all_text")}
          keep={say("cancel_all_keep")}
          action={`/rooms/${room.id}/cancel`}
        />
      )}
    </section>
  );
}

function OpenUntil({ locale, room, zone, now }: RoomTimesProps): JSX.Element | null {
  const { closesAt } = room;
  if (closesAt === null) return null;
  const say = speaker(whenWords, locale);
  return <p>{say("open_until", { when: calendarTime(closesAt, { form: "day_and_time", locale, zone, now }) })}</p>;
}

function Times({ locale, room, zone, times, now }: RoomTimesProps): JSX.Element {
  const say = speaker(whenWords, locale);
  const isComing = room.state === "scheduled";
  if (times.length === 0) return <p class="soft">{say("last_time")}</p>;
  return (
    <>
      <h3 class="room-times-next">{say(isComing ? "next_times" : "then_again")}</h3>
      <ul class="room-times-list">
        {times.map(({ startsAt, endsAt }) => (
          <li key={startsAt.toISOString()} class="room-time">
            <Moment locale={locale} zone={zone} now={now} startsAt={startsAt} endsAt={endsAt} />
            {isComing && (
              <DeedForm
                action={`/rooms/${room.id}/leave-out`}
                fields={{ opens_at: startsAt.toISOString() }}
                name={say("leave_out_name", {
                  when: calendarTime(startsAt, { form: "day_and_time", locale, zone, now }),
                })}
              >
                {say("leave_out")}
              </DeedForm>
            )}
          </li>
        ))}
      </ul>
      {!isComing && <p class="soft small">{say("then_change")}</p>}
    </>
  );
}
