/** The tray as the JSON API gives it. The stream's events are `domain/tray_view.ts`'s, for pages of this same server. */
import { z } from "zod";
import { roomLink } from "../domain/link.ts";
import type { TrayRoom } from "../domain/tray.ts";

const trayRoomAnswer = z.strictObject({
  id: z.string(),
  code: z.string(),
  url: z.string(),
  activity: z.strictObject({ emoji: z.string(), title: z.string() }),
  host: z.strictObject({ id: z.string(), name: z.string() }),
  /** By arrival. */
  inside: z.array(z.strictObject({ name: z.string(), kind: z.enum(["person", "guest"]) })),
  since: z.iso.datetime(),
  /** Somebody spoke in the last ten seconds. */
  talking: z.boolean(),
  /** Why the caller sees this room. `rooms`: in how many the two were together in the month before. */
  because: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("invited") }),
    z.strictObject({ kind: z.literal("chosen") }),
    z.strictObject({ kind: z.literal("together"), rooms: z.int().min(1) }),
    z.strictObject({ kind: z.literal("friends") }),
    z.strictObject({ kind: z.literal("group"), name: z.string() }),
  ]),
});

/** The closest host first. */
export const trayReply = z.strictObject({ rooms: z.array(trayRoomAnswer) });

export function toTrayRoomAnswer(room: TrayRoom, publicUrl: URL): z.infer<typeof trayRoomAnswer> {
  const { id, code, activity, host, inside, since, talking, because } = room;
  return {
    id,
    code,
    url: roomLink(code, publicUrl),
    activity,
    host,
    inside: inside.map(({ name, kind }) => ({ name, kind })),
    since: new Date(since).toISOString(),
    talking,
    because,
  };
}
