/** The first message: which door this is. Nothing is taken yet, but a line is made ready. */
import type { Greeting } from "../../actions/greet_visitor.ts";
import { granted, type Outcome, refused } from "../../domain/refusal.ts";
import type { ClientMessageOf } from "../../protocol/signal.ts";
import type { Answer, Context } from "../dispatch.ts";
import { greet } from "../doorkeeper.ts";
import type { HubRoom } from "../hub_room.ts";

/** Refuses with `not_found`, `not_for_you` or `not_signed_in`; the connection then ends. */
export async function handleHello(context: Context, message: ClientMessageOf<"hello">): Answer {
  const { session, iceServers } = context;
  const entered = await comeToDoor(context, message.code);
  if (!entered.ok) return entered;
  const { room, greeting: { code, visitor, sight, seat } } = entered.value;
  session.standing = { at: "door", arrival: { room, code, visitor, sight }, unsure: false };
  if (room.live.state === "open") session.prepared.warm();
  const view = room.fromOutside(sight);
  session.sawDoor(view);
  return granted({ type: "ready", ...view, iceServers: iceServers(), seat });
}

/** From when the session is at the room it hears of changes; one that came between the greeting and that needs another greeting. */
async function comeToDoor(
  { deps, hub, session }: Context,
  code: string,
): Promise<Outcome<{ readonly room: HubRoom; readonly greeting: Greeting }>> {
  for (;;) {
    const { sightChanges } = hub;
    const greeting = await greet(deps, session, code);
    if (!greeting.ok) return greeting;
    const room = await hub.enter(greeting.value.roomId, session);
    if (room === null) return refused("not_found");
    if (hub.sightChanges === sightChanges) return granted({ room, greeting: greeting.value });
    hub.leave(room, session);
  }
}
