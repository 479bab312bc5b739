/** Tells those who look after a room and are not inside that somebody knocks. Work for the background. */
import { findKnockById, type KnockRecord, listCaretakers, listKnocks } from "../db/knocks.ts";
import { markKnockRead } from "../db/notices.ts";
import type { KnockId, RoomId } from "../domain/ids.ts";
import { HEARD_AT_ONCE, isHeard, keyOf } from "../domain/knock.ts";
import type { Deps } from "./deps.ts";
import { notify } from "./notify.ts";

const HOUR_MS = 3_600_000;

/**
 * Once an hour per room and knocker. Who sits inside hears the knock itself; one who waits behind the open door or whose connection
 * is lost may be elsewhere. Whoever stands behind a crowd is not told of.
 */
export async function tellKnock(
  deps: Pick<Deps, "db" | "ids" | "now" | "tidings" | "stage">,
  roomId: RoomId,
  id: KnockId,
): Promise<void> {
  const heard = (await listKnocks(deps.db, roomId)).filter(isHeard).slice(0, HEARD_AT_ONCE);
  const knock = heard.find((each) => each.id === id);
  if (knock === undefined) return;
  const { knocker, name } = knock;
  const away = (await listCaretakers(deps.db, roomId)).filter(({ seat }) =>
    seat === null || deps.stage.seat(roomId, seat)?.presence !== "inside"
  );
  await notify(
    deps,
    away.map(({ personId }) => ({
      personId,
      kind: "knock",
      aboutId: knocker.kind === "person" ? knocker.personId : null,
      guestName: knocker.kind === "guest" ? name : null,
      roomId,
      groupId: null,
      knockId: id,
      dedupKey: `${keyPrefix(knock)}${Math.floor(knock.knockedAt.getTime() / HOUR_MS)}`,
    })),
  );
}

/** Somebody has answered: nobody need look at what told of it. */
export async function untellKnock(
  deps: Pick<Deps, "db" | "now" | "tidings">,
  roomId: RoomId,
  id: KnockId,
): Promise<void> {
  const knock = await findKnockById(deps.db, roomId, id);
  if (knock === null) return;
  const people = (await listCaretakers(deps.db, roomId)).map(({ personId }) => personId);
  const changed = await markKnockRead(deps.db, people, keyPrefix(knock), deps.now());
  if (changed.length > 0) deps.tidings.noticed(changed);
}

function keyPrefix({ roomId, knocker }: Pick<KnockRecord, "roomId" | "knocker">): string {
  return `knock:${roomId}:${keyOf(knocker)}:`;
}
