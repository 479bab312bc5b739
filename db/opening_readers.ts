/**
 * Who is told of a room's openings, in SQL: who asked for it at the door, who is invited, the chosen ones, and its host. Whom the
 * host wants to see nothing of it just now, who was put out and who said "no" is left out; what each may know is looked at once
 * more when a notice leaves.
 */
import { sql } from "kysely";
import type { Db } from "./database.ts";
import { type PersonId, personId, type RoomId } from "../domain/ids.ts";

export interface OpeningReader {
  readonly to: { readonly personId: PersonId } | { readonly email: string };
  /** The secret part of their own way in; null: the room's link. */
  readonly code: string | null;
  /** Chosen when the room was made, and not asked besides: that it is open they are told as all chosen ones are. */
  readonly isChosen: boolean;
}

export async function openingReaders(db: Db, room: RoomId, now: Date): Promise<readonly OpeningReader[]> {
  return [...await peopleToTell(db, room, now), ...await addressesToTell(db, room)];
}

async function peopleToTell(db: Db, room: RoomId, now: Date): Promise<readonly OpeningReader[]> {
  const { rows } = await sql<{ readonly person_id: string; readonly chosen: boolean }>`
    select person_id, bool_and(chosen) as chosen from (
      select person_id, false as chosen from reminder where room_id = ${room} and person_id is not null
      union all
      select invited.person_id, false from invited
        join invitation on invitation.id = invited.invitation_id
        where invited.room_id = ${room} and invited.person_id is not null
          and (invitation.kind = 'link' or invitation.answer is distinct from 'no')
      union all
      select room_shown.person_id, true from room_shown
        join room on room.id = room_shown.room_id and room.audience = 'people'
        join friendship on friendship.person_id = room.host_id and friendship.friend_id = room_shown.person_id
        where room_shown.room_id = ${room} and not room_shown.struck
    ) as found
    where person_id <> (select host_id from room where id = ${room})
      and not exists (select from event join event_answer on event_answer.event_id = event.id
        where event.room_id = ${room} and event_answer.person_id = found.person_id and event_answer.answer = 'no')
      and not exists (select from removal
        where removal.room_id = ${room} and removal.person_id = found.person_id and readmitted_at is null)
      and not exists (select from dimmer
        where dimmer.person_id = (select host_id from room where id = ${room}) and dimmed_id = found.person_id
          and (until is null or until > ${now}::timestamptz))
    group by person_id
    order by person_id`.execute(db);
  return rows.map(({ person_id, chosen }) => ({
    to: { personId: personId(person_id) },
    code: null,
    isChosen: chosen,
  }));
}

/** Whoever has an account by now and took the invitation up as such is told as a person. */
async function addressesToTell(db: Db, room: RoomId): Promise<readonly OpeningReader[]> {
  const { rows } = await sql<{ readonly email: string; readonly code: string | null }>`
    select email, max(code) as code from (
      select email, null as code from reminder where room_id = ${room} and email is not null
      union all
      select email, code from invitation
        where room_id = ${room} and email is not null and revoked_at is null and answer is distinct from 'no'
    ) as found
    where not exists (select from invited join person on person.id = invited.person_id
      where invited.room_id = ${room} and person.email = found.email)
    group by email
    order by email`.execute(db);
  return rows.map(({ email, code }) => ({ to: { email }, code, isChosen: false }));
}
