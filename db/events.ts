/**
 * Events in SQL, with their rooms, times and counts of answers. Gives values, never rows. Lists select too much on purpose; who may
 * see an event is the domain's business.
 */
import { type ExpressionBuilder, type RawBuilder, type Selectable, sql } from "kysely";
import type { Db, Trx } from "./database.ts";
import { type RoomRow, toRoom } from "./rooms.ts";
import { isStorable } from "./search_text.ts";
import type { Tables } from "./tables.ts";
import type { EventTable } from "./tables/event.ts";
import type { EventPictureTable } from "./tables/event_picture.ts";
import type { ScheduleTable } from "./tables/schedule.ts";
import {
  type AnswerCounts,
  type Event,
  type EventAnswer,
  type EventPicture,
  type EventText,
  eventTimes,
} from "../domain/event.ts";
import { type EventId, eventId, type GroupId, type PersonId, type RoomId, roomId } from "../domain/ids.ts";

export interface AnsweredEvent {
  readonly event: Event;
  readonly counts: AnswerCounts;
  /** Of the person for whom it was read; null: none. */
  readonly own: EventAnswer | null;
}

export interface NewEvent extends EventText {
  readonly id: EventId;
  readonly roomId: RoomId;
  readonly opensBeforeMinutes: number;
  readonly createdAt: Date;
}

/** In the transaction that makes the room and its schedule. Throws if the room has an event already. */
export async function insertEvent(trx: Trx, event: NewEvent): Promise<void> {
  await trx.insertInto("event").values({
    id: event.id,
    room_id: event.roomId,
    description: event.description,
    place: event.place,
    opens_before_minutes: event.opensBeforeMinutes,
    created_at: event.createdAt,
  }).execute();
}

/** The caller holds the room's row. */
export async function updateEvent(
  trx: Trx,
  id: EventId,
  { description, place, opensBeforeMinutes }: EventText & Pick<Event, "opensBeforeMinutes">,
): Promise<void> {
  await trx.updateTable("event")
    .set((eb) => ({
      description,
      place,
      opens_before_minutes: opensBeforeMinutes,
      revision: eb("event.revision", "+", 1),
    }))
    .where("id", "=", id)
    .execute();
}

/** With the answer of that person. */
export async function findEvent(db: Db, id: EventId, person: PersonId | null): Promise<AnsweredEvent | null> {
  if (!isStorable(id)) return null;
  const row = await selectEvents(db, person).where("event.id", "=", id).executeTakeFirst();
  return row ? toAnswered(row) : null;
}

export async function findEventOfRoom(db: Db, room: RoomId): Promise<EventId | null> {
  if (!isStorable(room)) return null;
  const row = await db.selectFrom("event").select("id").where("room_id", "=", room).executeTakeFirst();
  return row ? eventId(row.id) : null;
}

/** Those among the rooms that are an event's. */
export async function eventRoomsAmong(db: Db, rooms: readonly RoomId[]): Promise<ReadonlySet<RoomId>> {
  if (rooms.length === 0) return new Set();
  const rows = await db.selectFrom("event").select("room_id").where("room_id", "in", rooms).execute();
  return new Set(rows.map((row) => roomId(row.room_id)));
}

export interface EventPage {
  /** `coming`: the next one first, also what goes on now. `earlier`: the latest first. */
  readonly which: "coming" | "earlier";
  readonly now: Date;
  /** The last one of the page before. */
  readonly after: EventId | null;
  readonly limit: number;
}

/** Those that the person hosts or has answered, or that could be for them. */
export async function listEventsFor(db: Db, person: PersonId, page: EventPage): Promise<AnsweredEvent[]> {
  return await listPage(
    db,
    person,
    page,
    (eb) =>
      eb(
        "event.room_id",
        "in",
        (inner) =>
          inner.selectFrom("room").select("room.id as room_id").where("room.host_id", "=", person)
            .union((one) => one.selectFrom("room_shown").select("room_id").where("room_shown.person_id", "=", person))
            .union((one) =>
              one.selectFrom("group_member").innerJoin("room", "room.group_id", "group_member.group_id")
                .select("room.id as room_id").where("group_member.person_id", "=", person)
            )
            .union((one) => one.selectFrom("invited").select("room_id").where("invited.person_id", "=", person))
            .union((one) =>
              one.selectFrom("event_answer").innerJoin("event as answered", "answered.id", "event_answer.event_id")
                .select("answered.room_id").where("event_answer.person_id", "=", person)
            ),
      ),
  );
}

export async function listEventsOfGroup(
  db: Db,
  group: GroupId,
  person: PersonId,
  page: EventPage,
): Promise<AnsweredEvent[]> {
  if (!isStorable(group)) return [];
  return await listPage(db, person, page, (eb) => eb("room.group_id", "=", group));
}

/** What the person hosts, or comes to for sure or maybe, from that moment on; the next one first. */
export async function listAttended(
  db: Db,
  person: PersonId,
  { since, limit }: { readonly since: Date; readonly limit: number },
): Promise<AnsweredEvent[]> {
  const rows = await selectEvents(db, person)
    .where("schedule.occurs_at", ">=", since)
    .where((eb) =>
      eb.or([
        eb("room.host_id", "=", person),
        eb("event.id", "in", (inner) =>
          inner.selectFrom("event_answer").select("event_id")
            .where("person_id", "=", person).where("answer", "in", ["going", "maybe"])),
      ])
    )
    .orderBy("schedule.occurs_at").orderBy("event.id")
    .limit(limit)
    .execute();
  return rows.map(toAnswered);
}

const START = sql<Date>`schedule.occurs_at + event.opens_before_minutes * interval '1 minute'`;
/** As `eventState` in the domain has it: without an end it is over six hours after its start. */
const END = sql<Date>`coalesce(
  schedule.occurs_at + schedule.duration_minutes * interval '1 minute', ${START} + interval '6 hours'
)`;

function isComing(now: Date): RawBuilder<boolean> {
  return sql<boolean>`(
    room.state = 'open'
    or (${END} > ${now}::timestamptz and (room.state <> 'ended' or room.ended_at < ${START}))
  )`;
}

type Joined = Tables & { readonly host: Tables["person"] };
type Which = (eb: ExpressionBuilder<Joined, "event" | "room" | "schedule">) => ReturnType<typeof eb>;

async function listPage(
  db: Db,
  person: PersonId,
  { which, now, after, limit }: EventPage,
  isMeant: Which,
): Promise<AnsweredEvent[]> {
  if (after !== null && !isStorable(after)) return [];
  const forwards = which === "coming";
  let query = selectEvents(db, person)
    .where(isMeant)
    .where(forwards ? isComing(now) : sql<boolean>`not ${isComing(now)}`)
    .orderBy("schedule.occurs_at", forwards ? "asc" : "desc")
    .orderBy("event.id", forwards ? "asc" : "desc")
    .limit(limit);
  if (after !== null) {
    query = query.where((eb) =>
      eb(
        eb.refTuple("schedule.occurs_at", "event.id"),
        forwards ? ">" : "<",
        eb.selectFrom("event as last").innerJoin("schedule as then", "then.room_id", "last.room_id")
          .select(["then.occurs_at", "last.id"]).where("last.id", "=", after).$asTuple("occurs_at", "id"),
      )
    );
  }
  return (await query.execute()).map(toAnswered);
}

function selectEvents(db: Db, person: PersonId | null) {
  return db.selectFrom("event")
    .innerJoin("room", "room.id", "event.room_id")
    .innerJoin("schedule", "schedule.room_id", "event.room_id")
    .innerJoin("person as host", "host.id", "room.host_id")
    .leftJoin("person_group", "person_group.id", "room.group_id")
    .leftJoin("event_picture", "event_picture.event_id", "event.id")
    .selectAll("room")
    .select([
      "event.id as event_id",
      "event.description",
      "event.place",
      "event.opens_before_minutes",
      "event.revision",
      "schedule.local_start",
      "schedule.zone as schedule_zone",
      "schedule.duration_minutes",
      "schedule.rule as schedule_rule",
      "schedule.exceptions",
      "schedule.occurs_at",
      "schedule.sequence",
      "event_picture.tag as picture_tag",
      "event_picture.type as picture_type",
      "event_picture.width as picture_width",
      "event_picture.height as picture_height",
      "host.name as host_name",
      "person_group.name as group_name",
    ])
    .select((eb) => [
      countOf("going").as("going"),
      countOf("maybe").as("maybe"),
      countOf("no").as("no"),
      eb.selectFrom("event_answer").select("event_answer.answer")
        .whereRef("event_answer.event_id", "=", "event.id").where("event_answer.person_id", "=", person ?? "")
        .as("own"),
    ]);
}

/** Of people, and of guests who were invited without an account. */
function countOf(answer: EventAnswer): RawBuilder<number> {
  return sql<number>`
    (select count(*) from event_answer where event_id = event.id and answer = ${answer})
    + (select count(*) from event_guest_answer where event_id = event.id and answer = ${answer})`;
}

/** All null where there is no picture. */
interface PictureColumns {
  readonly picture_tag: string | null;
  readonly picture_type: EventPictureTable["type"] | null;
  readonly picture_width: number | null;
  readonly picture_height: number | null;
}

type EventRow =
  & RoomRow
  & Pick<Selectable<EventTable>, "description" | "place" | "opens_before_minutes" | "revision">
  & Pick<Selectable<ScheduleTable>, "local_start" | "duration_minutes" | "exceptions" | "occurs_at" | "sequence">
  & AnswerCounts
  & PictureColumns
  & { readonly event_id: string; readonly schedule_zone: string; readonly own: EventAnswer | null };

function toAnswered(row: EventRow): AnsweredEvent {
  const { going, maybe, no, own, description, place } = row;
  const schedule = {
    localStart: row.local_start,
    zone: row.schedule_zone,
    durationMinutes: row.duration_minutes,
    rule: row.schedule_rule,
    exceptions: row.exceptions,
    sequence: row.sequence,
  };
  return {
    event: {
      id: eventId(row.event_id),
      room: toRoom(row),
      description,
      place,
      opensBeforeMinutes: row.opens_before_minutes,
      ...eventTimes(row.occurs_at, row.opens_before_minutes, row.duration_minutes),
      schedule,
      picture: toPicture(row),
      sequence: row.sequence + row.revision,
    },
    counts: { going, maybe, no },
    own,
  };
}

function toPicture(
  { picture_tag: tag, picture_type: type, picture_width: width, picture_height: height }: PictureColumns,
): EventPicture | null {
  return tag === null || type === null || width === null || height === null ? null : { tag, type, width, height };
}
