/** One report as the operator reads it: what it is about, what was written, who was there, and what can be done. */
import type { ComponentChildren, JSX } from "preact";
import type { ReportReason } from "../domain/report.ts";
import type { RoomState } from "../domain/room.ts";
import { adminWords } from "../words/admin.ts";
import { relativeTime } from "../words/relative_time.ts";
import { type Say, speaker } from "../words/speaker.ts";
import { Avatar } from "./Avatar.tsx";
import { ButtonLink } from "./Button.tsx";
import { Card } from "./Card.tsx";
import { DeedForm } from "./DeedForm.tsx";
import { EndOpenRoom } from "./EndOpenRoom.tsx";

interface ReportedSeat {
  readonly seatId: string;
  readonly personId: string | null;
  readonly name: string;
}

export interface ReportCardProps {
  readonly locale: string;
  readonly now: Date;
  readonly report: {
    readonly id: string;
    readonly at: Date;
    readonly reason: ReportReason;
    readonly text: string;
    readonly reporter: { readonly id: string | null; readonly name: string };
    readonly room: { readonly id: string; readonly title: string };
    readonly host: { readonly id: string; readonly name: string };
    readonly subject: ReportedSeat | null;
    readonly inside: readonly ReportedSeat[];
    readonly closedAt: Date | null;
    readonly roomState: RoomState | null;
    readonly subjectSuspended: boolean;
    readonly hostSuspended: boolean;
  };
  /** The page to come back to. */
  readonly back: string;
  /** Whether it stands on the page of whom it is about, where they can be suspended. */
  readonly atSubject?: boolean;
}

/** What cannot wait. */
const URGENT: ReadonlySet<ReportReason> = new Set<ReportReason>(["violence", "child_safety"]);

type Part = ReportCardProps & { readonly say: Say<typeof adminWords> };

export function ReportCard(props: ReportCardProps): JSX.Element {
  const { locale, now, report } = props;
  const { id, at, reason, text, reporter, room, subject, closedAt } = report;
  const say = speaker(adminWords, locale);
  const when = relativeTime(at, now, locale);
  const title = subject === null
    ? say("about_room", { room: room.title })
    : say("about_person", { name: subject.name, room: room.title });
  return (
    <Card as="li" tone={closedAt === null ? "plain" : "quiet"} labelledBy={`report-${id}`}>
      <div class="case" data-closed={closedAt === null ? "no" : "yes"}>
        <div class="case-marks">
          <span class={`badge${URGENT.has(reason) ? " badge-urgent" : ""}`}>{say(`reason_${reason}`)}</span>
          {closedAt !== null && (
            <span class="soft small">{say("closed", { when: relativeTime(closedAt, now, locale) })}</span>
          )}
        </div>
        <div class="stack stack-tight">
          <h3 class="case-title" id={`report-${id}`}>{title}</h3>
          <p class="soft small">
            <time dateTime={at.toISOString()}>
              {reporter.name === ""
                ? say("reported_by_guest", { when })
                : say("reported_by", { name: reporter.name, when })}
            </time>
          </p>
        </div>
        {text === "" ? <p class="soft">{say("no_text")}</p> : <blockquote class="case-text">{text}</blockquote>}
        {closedAt === null ? <Facts {...props} say={say} /> : (
          <details class="case-more">
            <summary>{say("facts")}</summary>
            <Facts {...props} say={say} />
          </details>
        )}
        <Deeds {...props} say={say} />
      </div>
    </Card>
  );
}

function Facts({ report, say }: Part): JSX.Element {
  const { room, subject, host, inside, roomState, subjectSuspended, hostSuspended } = report;
  return (
    <dl class="case-facts">
      {subject !== null && (
        <Fact name={say("subject")}>
          <Who say={say} id={subject.personId} name={subject.name} suspended={subjectSuspended} />
        </Fact>
      )}
      <Fact name={say("host")}>
        <Who say={say} id={host.id} name={host.name} suspended={hostSuspended} />
      </Fact>
      <Fact name={say("inside")}>
        {inside.length === 0 ? <span class="soft">{say("inside_nobody")}</span> : (
          inside.map(({ seatId, personId, name }) => <Who key={seatId} say={say} id={personId} name={name} />)
        )}
      </Fact>
      <Fact name={say("room_state")}>
        <span>{say(roomState === null ? "room_gone" : `room_${roomState}`)}</span>
        <a href={`/admin/log?room=${encodeURIComponent(room.id)}`}>{say("history")}</a>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }): JSX.Element {
  return (
    <div class="case-fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface WhoProps {
  readonly say: Part["say"];
  /** Null for guests. */
  readonly id: string | null;
  readonly name: string;
  readonly suspended?: boolean;
}

function Who({ say, id, name, suspended = false }: WhoProps): JSX.Element {
  const inside = (
    <>
      <Avatar name={name} size="small" />
      <bdi>{name}</bdi>
    </>
  );
  return (
    <span class="case-who">
      {id === null
        ? <span class="case-person">{inside}</span>
        : <a class="case-person" href={`/admin/people/${encodeURIComponent(id)}`}>{inside}</a>}
      {id === null && <span class="soft small">{say("guest")}</span>}
      {suspended && <span class="badge">{say("suspended")}</span>}
    </span>
  );
}

function Deeds({ locale, report, back, atSubject, say }: Part): JSX.Element | null {
  const { id, room, subject, subjectSuspended, closedAt, roomState } = report;
  if (closedAt !== null && roomState !== "open") return null;
  return (
    <div class="case-deeds">
      {closedAt === null && (
        <DeedForm
          action={`/admin/reports/${encodeURIComponent(id)}/close`}
          fields={{ back }}
          variant="primary"
          name={say("close_named", { about: subject?.name ?? room.title })}
        >
          {say("close")}
        </DeedForm>
      )}
      {!atSubject && subject !== null && subject.personId !== null && !subjectSuspended && closedAt === null && (
        <ButtonLink href={`/admin/people/${encodeURIComponent(subject.personId)}`}>
          {say("suspend_named", { name: subject.name })}
        </ButtonLink>
      )}
      {roomState === "open" && <EndOpenRoom locale={locale} id={`end-${id}`} room={room} back={back} />}
    </div>
  );
}
