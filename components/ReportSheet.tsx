/** The form that reports a room or somebody in it: what it is about, what happened, and what goes along. Needs no script. */
import type { JSX } from "preact";
import type { Activity } from "../domain/room.ts";
import { REPORT_REASONS, REPORT_TEXT_MAX_UNITS } from "../domain/report.ts";
import { reportWords } from "../words/report.ts";
import { speaker } from "../words/speaker.ts";
import { Avatar } from "./Avatar.tsx";
import { Button, ButtonLink } from "./Button.tsx";
import { Card } from "./Card.tsx";
import { Notice } from "./Notice.tsx";
import { TextArea } from "./TextArea.tsx";

export interface ReportSheetProps {
  readonly locale: string;
  /** Null where the reporter may know no more of it than that they were inside. */
  readonly room: { readonly activity: Activity; readonly hostName: string } | null;
  /** Null: about the room. */
  readonly subject: { readonly seatId: string; readonly name: string; readonly mayBlock: boolean } | null;
  /** What stands in the form. */
  readonly draft: { readonly reason: string; readonly text: string; readonly block: boolean };
  readonly error: string | null;
  /** Where it is posted. */
  readonly action: string;
  readonly backHref: string;
}

export function ReportSheet(props: ReportSheetProps): JSX.Element {
  const { locale, room, subject, draft, error, action, backHref } = props;
  const say = speaker(reportWords, locale);
  return (
    <div class="sheet sheet-wide report">
      <header class="report-head">
        {subject !== null
          ? <Avatar name={subject.name} size="large" />
          : room !== null && <span class="emoji-tile" aria-hidden="true">{room.activity.emoji}</span>}
        <div class="stack stack-tight">
          {room !== null && (
            <p class="report-room">
              <bdi>{room.activity.title}</bdi>
              <span class="soft">
                <bdi>{say("room_line", { host: room.hostName })}</bdi>
              </span>
            </p>
          )}
          <h1>{subject === null ? say("title_room") : say("title_person", { name: subject.name })}</h1>
        </div>
      </header>
      <p class="lead">{say("lead")}</p>
      <Card>
        {/* Percent-encoded, a long text in another script than Latin would be over the bound of a body. */}
        <form class="form" method="post" action={action} enctype="multipart/form-data">
          {error !== null && (
            <Notice kind="error">
              <p>{error}</p>
            </Notice>
          )}
          {subject !== null && <input type="hidden" name="seat" value={subject.seatId} />}
          <fieldset class="reasons">
            <legend class="field-label">{say("reason")}</legend>
            {REPORT_REASONS.map((reason) => (
              <label key={reason} class="joining">
                <input type="radio" name="reason" value={reason} checked={draft.reason === reason} required />
                <span>
                  <span class="joining-name">{say(reason)}</span>
                  <span class="joining-hint">{say(`${reason}_hint`)}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <p class="report-danger">{say("danger")}</p>
          <TextArea
            name="text"
            label={say("text")}
            value={draft.text}
            hint={say("text_hint")}
            maxLength={REPORT_TEXT_MAX_UNITS}
          />
          {subject?.mayBlock && (
            <label class="tick report-block">
              <input type="checkbox" name="block" value="yes" checked={draft.block} />
              <span>
                <span class="joining-name">{say("block", { name: subject.name })}</span>
                <span class="joining-hint">{say("block_hint")}</span>
              </span>
            </label>
          )}
          <p class="soft small">{say("goes_along")}</p>
          <div class="sheet-deed">
            <Button type="submit" variant="primary" size="large">{say("send")}</Button>
            <ButtonLink href={backHref} variant="plain" size="large">{say("back")}</ButtonLink>
          </div>
        </form>
      </Card>
    </div>
  );
}
