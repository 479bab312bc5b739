/** Follows one notice to what it is about, which counts as having read it. */
import { findInvitationTo, markSeen } from "../db/invitations.ts";
import { findNotice } from "../db/notices.ts";
import type { NoticeId, PersonId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Deps } from "./deps.ts";
import { markNoticesRead } from "./mark_notices_read.ts";
import { type ToldNotice, viewNotices } from "./notice_view.ts";

export interface OpenedNotice extends ToldNotice {
  /** The secret part of the invitation that it tells of, which counts as seen by this; null for every other notice. */
  readonly invitationCode: string | null;
}

/** Refuses with `not_signed_in`, and with `not_found` for what is told to somebody else or to nobody. */
export async function openNotice(
  deps: Pick<Deps, "db" | "now" | "tidings">,
  viewer: Viewer,
  id: NoticeId,
): Promise<Outcome<OpenedNotice>> {
  if (viewer.kind === "guest") return refused("not_signed_in");
  const found = await findNotice(deps.db, viewer.personId, id);
  if (found === null) return refused("not_found");
  await markNoticesRead(deps, viewer, id);
  const [told] = await viewNotices(deps, viewer, [{ ...found, read: true }]);
  if (told === undefined) return refused("not_found");
  return granted({ ...told, invitationCode: await followInvitation(deps, viewer.personId, told) });
}

async function followInvitation(
  { db, now, tidings }: Pick<Deps, "db" | "now" | "tidings">,
  person: PersonId,
  { kind, room }: ToldNotice,
): Promise<string | null> {
  if (kind !== "invited" || room === null) return null;
  const found = await findInvitationTo(db, room.id, person);
  if (found !== null && await markSeen(db, found.id, now())) tidings.hostingChanged(room.id);
  return found?.code ?? null;
}
