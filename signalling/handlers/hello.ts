/** The first message: which door this is. Nothing is taken yet, but a line is made ready. */
import { greetVisitor } from "../../actions/greet_visitor.ts";
import type { RoomId } from "../../domain/ids.ts";
import { granted, refused } from "../../domain/refusal.ts";
import { readCookie, seatCookieName } from "../../protocol/cookies.ts";
import type { ClientMessageOf } from "../../protocol/signal.ts";
import type { Answer, Context } from "../dispatch.ts";

/** Refuses with `not_found` or `not_for_you`; the connection then ends. */
export async function handleHello(context: Context, message: ClientMessageOf<"hello">): Answer {
  const { deps, hub, session, iceServers } = context;
  const { viewer, cookieHeader, traces } = session.facts;
  const seatToken = (roomId: RoomId) => readCookie(cookieHeader, seatCookieName(roomId));
  const greeting = await greetVisitor(deps, { viewer, seatToken, traces }, message.code);
  if (!greeting.ok) return greeting;
  const { roomId, code, visitor, sight, seat } = greeting.value;
  const room = await hub.enter(roomId, session);
  if (room === null) return refused("not_found");
  session.standing = { at: "door", arrival: { room, code, visitor, sight } };
  if (room.live.state === "open") session.prepared.warm();
  const door = room.door(sight);
  session.sawDoor(door);
  return granted({ type: "ready", door, iceServers: iceServers(), seat });
}
