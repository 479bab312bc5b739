/** The first message: which door this is. Nothing is taken yet, but a line is made ready. */
import type { Deps } from "../../actions/deps.ts";
import type { Greeting } from "../../actions/greet_visitor.ts";
import { readOwnKnock } from "../../actions/read_knock.ts";
import { keyOf, knockerOf } from "../../domain/knock.ts";
import { granted, type Outcome, refused } from "../../domain/refusal.ts";
import { mayEnter } from "../../domain/visibility.ts";
import type { ClientMessageOf } from "../../protocol/signal.ts";
import type { Answer, Context } from "../dispatch.ts";
import { greet } from "../doorkeeper.ts";
import type { HubRoom } from "../hub_room.ts";
import type { Session } from "../session.ts";
import { stepUp } from "../threshold.ts";

/** Refuses with `not_found` or `not_signed_in`; the connection then ends. */
export async function handleHello(context: Context, message: ClientMessageOf<"hello">): Answer {
  const { session, iceServers } = context;
  const entered = await comeToDoor(context, message.code);
  if (!entered.ok) return entered;
  const { room, greeting: { code, visitor, sight, seat, nextSeatId } } = entered.value;
  // Who holds a seat comes straight back to it.
  const ownSeatId = seat === null ? nextSeatId : null;
  session.standing = { at: "door", arrival: { room, code, visitor, sight, ownSeatId }, unsure: false };
  room.knocking.arrived(session);
  if (room.live.state === "open" && mayEnter(sight)) session.prepared.warm();
  stepUp(session);
  const view = room.fromOutside(sight);
  session.sawDoor(view);
  return granted({ type: "ready", ...view, iceServers: iceServers(), seat, knock: session.knock });
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
    await hearOfKnock(deps, session, room, greeting.value);
    if (hub.sightChanges === sightChanges) return granted({ room, greeting: greeting.value });
    hub.leave(room, session);
  }
}

/** What becomes of the knock while it is read is told to the session already, and is newer. */
async function hearOfKnock(deps: Deps, session: Session, room: HubRoom, { visitor }: Greeting): Promise<void> {
  const knocker = knockerOf(visitor);
  session.knocksAs = knocker && keyOf(knocker);
  session.knock = null;
  const knock = await readOwnKnock(deps, room.id, visitor);
  session.knock ??= knock;
}
