/**
 * Who sends what in a room, asked afresh: Janus tells that in full only to somebody who comes in, so a visitor goes in and
 * out. For the resync after a broken socket, whose events are lost; `listparticipants` would not name the streams.
 */
import { randomBytes } from "node:crypto";
import type { RoomId } from "../../domain/ids.ts";
import type { JanusConnection } from "./connection.ts";
import type { RoomEvent } from "./messages.ts";
import type { Pass } from "./room_keys.ts";

export async function publishersOf(
  connection: JanusConnection,
  room: RoomId,
  pass: Pass,
): Promise<RoomEvent["publishers"]> {
  const session = await connection.openSession(() => {});
  try {
    const visitor = await session.attach(() => {});
    const id = `survey-${randomBytes(6).toString("hex")}`;
    const { event } = await visitor.message({ request: "join", ptype: "publisher", room, id, ...pass });
    return event.publishers ?? [];
  } finally {
    await session.destroy();
  }
}
