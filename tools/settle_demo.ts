/**
 * Settles the people of `demo_world.ts` in a database, by the same deeds as people do, told at the time when they would have
 * happened. What is there already stays as it is; rooms come last, so who hosts them shows that all is there.
 */
import type { Accounts } from "../accounts/accounts.ts";
import { answerEvent } from "../actions/answer_event.ts";
import { askFriend } from "../actions/ask_friend.ts";
import { askReminder } from "../actions/ask_reminder.ts";
import { createEvent } from "../actions/create_event.ts";
import { createGroup } from "../actions/create_group.ts";
import { createRoom } from "../actions/create_room.ts";
import type { Deps } from "../actions/deps.ts";
import type { Asker } from "../actions/guest_seat.ts";
import { markNoticesRead } from "../actions/mark_notices_read.ts";
import { markTie } from "../actions/mark_tie.ts";
import { insertMember } from "../db/group_members.ts";
import { type NewInteraction, recordInteractions } from "../db/interactions.ts";
import { isEmailTaken } from "../db/people.ts";
import { endRoom } from "../db/rooms.ts";
import type { AudienceChoice } from "../domain/audience.ts";
import type { GroupId, PersonId, RoomId } from "../domain/ids.ts";
import { instantOf, localTimeAt } from "../domain/local_time.ts";
import type { Outcome } from "../domain/refusal.ts";
import type { ScheduleWish } from "../domain/schedule.ts";
import { NO_TRACES } from "../domain/traces.ts";
import type { Viewer } from "../domain/viewer.ts";
import {
  CLOSE,
  COMING_ROOMS,
  type ComingRoom,
  type DemoAudience,
  type DemoEvent,
  type DemoTime,
  emailOf,
  EVENTS,
  FRIENDSHIPS,
  GROUPS,
  OPEN_ROOMS,
  type OpenRoom,
  PASSWORD,
  PAST_ROOMS,
  type PastRoom,
  PEOPLE,
  REQUESTS,
  TOLD,
  ZONE,
} from "./demo_world.ts";

type DemoDeps = Pick<Deps, "db" | "ids" | "limits" | "now" | "seatTokens" | "tidings" | "background">;
type Resident = Extract<Viewer, { kind: "person" }>;

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

export type Settled = "settled" | "was_there" | "half_there";

/** `half_there`: some of these addresses have accounts that are not the demo's, or it was cut short; nothing is changed then. */
export async function settleDemo(deps: DemoDeps, accounts: Accounts): Promise<Settled> {
  const taken = await Promise.all(PEOPLE.map((name) => isEmailTaken(deps.db, emailOf(name))));
  if (taken.some(Boolean)) return await isWhole(deps, taken) ? "was_there" : "half_there";
  const people: Resident[] = [];
  for (const name of PEOPLE) people.push(await signUp(accounts, name));
  await befriendAll(deps, people);
  const groups = await foundGroups(deps, people);
  for (const room of PAST_ROOMS) await live(deps, people, room);
  await askSome(deps, people);
  for (const event of EVENTS) await announce(deps, people, groups, event);
  for (const room of COMING_ROOMS) await plan(deps, people, groups, room);
  for (const room of OPEN_ROOMS) await open(deps, people, groups, room);
  await deps.background.idle();
  return "settled";
}

async function isWhole({ db }: DemoDeps, taken: readonly boolean[]): Promise<boolean> {
  const last = PEOPLE[OPEN_ROOMS.at(-1)?.host ?? 0] ?? "";
  const room = await db.selectFrom("room").innerJoin("person", "person.id", "room.host_id").select("room.id")
    .where("person.email", "=", emailOf(last)).limit(1).executeTakeFirst();
  return taken.every(Boolean) && room !== undefined;
}

async function signUp(accounts: Accounts, name: string): Promise<Resident> {
  const { person } = must(await accounts.signUp({ name, email: emailOf(name), password: PASSWORD }, new Headers()));
  return { kind: "person", personId: person.id, name };
}

async function befriendAll(deps: DemoDeps, people: readonly Resident[]): Promise<void> {
  for (const [at, [one, other]] of FRIENDSHIPS.entries()) {
    const past = ago(deps, (70 + at * 3) * DAY_MINUTES);
    must(await askFriend(past, of(people, one), of(people, other).personId));
    must(await askFriend(past, of(people, other), of(people, one).personId));
  }
  for (const [one, other] of CLOSE) must(await markTie(deps, of(people, one), idOf(people, other), { close: true }));
  for (const [one, other] of TOLD) must(await markTie(deps, of(people, one), idOf(people, other), { tell: true }));
  for (const person of people) must(await markNoticesRead(ago(deps, 69 * DAY_MINUTES), person, null));
}

async function askSome(deps: DemoDeps, people: readonly Resident[]): Promise<void> {
  for (const [at, [one, other]] of REQUESTS.entries()) {
    must(await askFriend(ago(deps, (at + 1) * 9 * 60), of(people, one), idOf(people, other)));
  }
}

async function foundGroups(deps: DemoDeps, people: readonly Resident[]): Promise<readonly GroupId[]> {
  const founded: GroupId[] = [];
  for (const { members: [founder = 0, ...others], ...text } of GROUPS) {
    const past = ago(deps, 60 * DAY_MINUTES);
    const { id } = must(await createGroup(past, of(people, founder), text));
    founded.push(id);
    await deps.db.transaction().execute(async (trx) => {
      for (const other of others) {
        await insertMember(trx, {
          groupId: id,
          personId: idOf(people, other),
          role: "member",
          joinedAt: past.now(),
        });
      }
    });
  }
  return founded;
}

/** A room that opened, was visited and ended; those who were inside have had to do with each other since. */
async function live(deps: DemoDeps, people: readonly Resident[], past: PastRoom): Promise<void> {
  const { emoji, title, daysAgo, minutes } = past;
  const opening = ago(deps, daysAgo * DAY_MINUTES);
  const { id } = must(
    await createRoom(opening, of(people, past.host), { activity: { emoji, title }, audience: { kind: "link" } }),
  );
  const end = ago(deps, daysAgo * DAY_MINUTES - minutes).now();
  const host = idOf(people, past.host);
  const visitors = past.visitors.map((visitor) => idOf(people, visitor));
  await recordInteractions(deps.db, [
    ...visitors.flatMap((visitor) => visited(visitor, host, id, opening.now())),
    ...[host, ...visitors].flatMap((one, _, all) =>
      all.filter((other) => other !== one).map((other): NewInteraction => (
        { personId: one, otherId: other, kind: "together", amount: minutes, roomId: id, at: end }
      ))
    ),
  ]);
  await endRoom(deps.db, id, end);
}

function visited(visitor: PersonId, host: PersonId, roomId: RoomId, at: Date): NewInteraction[] {
  return [
    { personId: visitor, otherId: host, kind: "dropped_in", amount: 1, roomId, at },
    { personId: host, otherId: visitor, kind: "was_visited", amount: 1, roomId, at },
  ];
}

async function open(
  deps: DemoDeps,
  people: readonly Resident[],
  groups: readonly GroupId[],
  { host, emoji, title, minutesAgo, audience }: OpenRoom,
): Promise<void> {
  must(
    await createRoom(ago(deps, minutesAgo), of(people, host), {
      activity: { emoji, title },
      audience: choiceOf(people, groups, audience),
      // Nobody sits in it: who looks around in the demo comes in all the same.
      settings: { hostStarts: false },
    }),
  );
}

async function plan(
  deps: DemoDeps,
  people: readonly Resident[],
  groups: readonly GroupId[],
  { host, emoji, title, when, minutes, repeats, audience, told }: ComingRoom,
): Promise<void> {
  const { code } = must(
    await createRoom(deps, of(people, host), {
      activity: { emoji, title },
      audience: choiceOf(people, groups, audience),
      settings: { hostStarts: false },
      schedule: { ...spanOf(deps, when, minutes), repeats },
    }),
  );
  for (const reader of told) must(await askReminder(deps, alone(of(people, reader)), code, true));
}

async function announce(
  deps: DemoDeps,
  people: readonly Resident[],
  groups: readonly GroupId[],
  { host, emoji, title, description, place, when, minutes, audience, going, maybe }: DemoEvent,
): Promise<void> {
  const id = must(
    await createEvent(deps, of(people, host), {
      activity: { emoji, title },
      description,
      place,
      audience: choiceOf(people, groups, audience),
      times: spanOf(deps, when, minutes),
    }),
  );
  for (const [answer, who] of [["going", going], ["maybe", maybe]] as const) {
    for (const guest of who) must(await answerEvent(deps, alone(of(people, guest)), { id, link: null }, answer));
  }
}

const HOUR_MS = 60 * MINUTE_MS;

function spanOf({ now }: DemoDeps, when: DemoTime, minutes: number): ScheduleWish {
  const at = "inHours" in when
    ? new Date((Math.ceil(now().getTime() / HOUR_MS) + when.inHours) * HOUR_MS)
    : instantOf(`${dayAfter(now(), when.inDays)}T${when.at}`, ZONE);
  return { zone: ZONE, start: { at }, end: { at: new Date(at.getTime() + minutes * MINUTE_MS) } };
}

function dayAfter(now: Date, days: number): string {
  return localTimeAt(new Date(now.getTime() + days * 24 * HOUR_MS), ZONE).slice(0, "2026-03-01".length);
}

/** With no browser that would have cookies. */
function alone(viewer: Resident): Asker {
  return { viewer, seatToken: () => null, traces: NO_TRACES };
}

function choiceOf(
  people: readonly Resident[],
  groups: readonly GroupId[],
  audience: DemoAudience,
): AudienceChoice {
  switch (audience.kind) {
    case "link":
      return { kind: "link" };
    case "friends":
    case "friends_at_once":
      return { kind: "friends", struckIds: [], toAll: audience.kind === "friends_at_once" };
    case "people":
      return { kind: "people", personIds: audience.people.map((person) => idOf(people, person)) };
    case "group": {
      const groupId = groups[audience.group];
      if (groupId === undefined) throw new RangeError(`The demo has no group ${audience.group}`);
      return { kind: "group", groupId };
    }
  }
}

function ago(deps: DemoDeps, minutes: number): DemoDeps {
  const then = new Date(deps.now().getTime() - minutes * MINUTE_MS);
  return { ...deps, now: () => then };
}

function of(people: readonly Resident[], at: number): Resident {
  const person = people[at];
  if (person === undefined) throw new RangeError(`The demo has no person ${at}`);
  return person;
}

function idOf(people: readonly Resident[], at: number): PersonId {
  return of(people, at).personId;
}

/** The demo is data that fits; a refusal is a fault of that data. */
function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`The demo world does not fit: ${outcome.refusal}`);
  return outcome.value;
}
