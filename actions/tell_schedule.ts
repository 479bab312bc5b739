/**
 * Where deeds say that a room is to open, has been moved, is cancelled or has opened. Who is invited, was chosen or asked for it at
 * the door is told: in the app at once, by mail and push through the outbox, and a few minutes before the start by all three.
 */
import { openingReaders } from "../db/opening_readers.ts";
import type { Trx } from "../db/database.ts";
import { findSchedule } from "../db/schedules.ts";
import type { Room } from "../domain/room.ts";
import { goodUntil } from "../domain/telling.ts";
import { tell, type Telling, withdraw } from "../notices/notices.ts";
import type { Deps } from "./deps.ts";
import { insertListed, type NewNotice } from "./notify.ts";
import { openingFacts, openingSubject } from "./occasion.ts";
import { planReminders, reminderKey } from "./plan_reminders.ts";

export type ScheduleNews = "scheduled" | "moved" | "cancelled" | "opened";

/** To be called after the commit. */
export type AfterCommit = () => void;

/**
 * In the transaction of the deed. `room`: as it is now, but as it was before if it is cancelled, when it still has people who are
 * invited. Says nothing of it to who may not come to the room's door any more. Telling the same twice is telling once.
 */
export async function scheduleChanged(
  deps: Pick<Deps, "ids" | "now" | "tidings">,
  trx: Trx,
  room: Room,
  what: ScheduleNews,
): Promise<AfterCommit> {
  const at = deps.now();
  // What waits is not true any more.
  await withdraw(trx, { subject: openingSubject(room.id) });
  const told = what === "scheduled" ? await tellChosen(deps, trx, room, at) : await tellNews(deps, trx, room, what, at);
  if (what === "scheduled" || what === "moved") await planReminders(trx, at, room);
  return () => deps.tidings.noticed(told.map(({ personId }) => personId));
}

async function tellNews(
  deps: Pick<Deps, "ids" | "now">,
  trx: Trx,
  room: Room,
  kind: Exclude<ScheduleNews, "scheduled">,
  at: Date,
): Promise<readonly NewNotice[]> {
  const schedule = await findSchedule(trx, room.id);
  const dedupKey = `${kind}:${room.id}:${schedule?.sequence ?? 0}:${schedule?.occursAt.toISOString() ?? ""}`;
  const readers = (await openingReaders(trx, room.id, at)).filter(({ isChosen }) => !isChosen || kind !== "opened");
  const listed = await insertListed(
    deps,
    trx,
    readers.flatMap(({ to }) => "personId" in to ? [noticeOf(room, to.personId, kind, dedupKey)] : []),
  );
  const known = new Set(listed.map(({ personId }) => personId));
  const due = { at };
  const until = kind === "moved" ? room.opensAt : goodUntil(kind, at);
  const told = readers.filter(({ to }) => "email" in to || known.has(to.personId));
  const tellings = told.map(({ to, code }): Telling => {
    const facts = openingFacts(room, schedule, code);
    const common = { to, subject: openingSubject(room.id), due, goodUntil: until };
    if (kind !== "opened" || !("email" in to)) return { ...common, kind, dedupKey, facts };
    // An address has no choices, and one mail of each opening is enough: this one leaves if it is opened before its time.
    const occasion = { ...facts.occasion, opensAt: at.toISOString() };
    const startsAt = schedule?.occursAt ?? at;
    return { ...common, kind: "opens_soon", dedupKey: reminderKey(room.id, startsAt), facts: { ...facts, occasion } };
  });
  await tell(trx, at, tellings, ["mail", "push"]);
  return listed;
}

/** The chosen ones of a room that is to open are invited by that; once, however often it opens. */
async function tellChosen(
  deps: Pick<Deps, "ids" | "now">,
  trx: Trx,
  room: Room,
  at: Date,
): Promise<readonly NewNotice[]> {
  const schedule = await findSchedule(trx, room.id);
  const dedupKey = `invited:${room.id}`;
  const chosen = (await openingReaders(trx, room.id, at)).flatMap(({ to, isChosen }) =>
    isChosen && "personId" in to ? [noticeOf(room, to.personId, "invited", dedupKey)] : []
  );
  const listed = await insertListed(deps, trx, chosen);
  const common = { kind: "invited" as const, subject: openingSubject(room.id), dedupKey, due: { at }, goodUntil: null };
  const facts = openingFacts(room, schedule, null);
  await tell(trx, at, listed.map(({ personId }) => ({ ...common, to: { personId }, facts })), ["mail", "push"]);
  return listed;
}

function noticeOf(room: Room, personId: Room["hostId"], kind: NewNotice["kind"], dedupKey: string): NewNotice {
  return { personId, kind, aboutId: room.hostId, roomId: room.id, groupId: null, dedupKey };
}
