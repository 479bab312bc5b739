/** Tells people inside the app that they are invited. Work for the background. */
import { markSent, type NewInvitation } from "../db/invitations.ts";
import type { Room } from "../domain/room.ts";
import type { Deps } from "./deps.ts";
import { notify } from "./notify.ts";

/** Nothing is told between people of whom one blocked the other. */
export async function tellInvited(
  deps: Pick<Deps, "db" | "ids" | "now" | "tidings">,
  room: Room,
  invitations: readonly NewInvitation[],
): Promise<void> {
  const named = invitations.flatMap(({ id, personId, madeBy }) =>
    personId === null ? [] : [{ id, personId, aboutId: madeBy.id ?? room.hostId }]
  );
  await notify(
    deps,
    named.map(({ id, personId, aboutId }) => ({
      personId,
      kind: "invited",
      aboutId,
      roomId: room.id,
      groupId: null,
      dedupKey: `invited:${id}`,
    })),
  );
  await markSent(deps.db, named.map(({ id }) => id), deps.now());
  if (named.length > 0) deps.tidings.hostingChanged(room.id);
}
