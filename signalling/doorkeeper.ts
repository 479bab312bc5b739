/**
 * Who stands at a door may know of it as long as they would be greeted there. That is looked at when they come, and again when
 * they step out of the room, and whenever somebody's ties or a room's audience change; meanwhile they are told nothing.
 */
import type { Deps } from "../actions/deps.ts";
import { type Greeting, greetVisitor } from "../actions/greet_visitor.ts";
import { type Outcome, refused } from "../domain/refusal.ts";
import type { RoomEvent } from "../domain/room.ts";
import { CLOSE } from "../protocol/version.ts";
import { type Arrival, askerOf, type Session, type Standing } from "./session.ts";
import { stepUp } from "./threshold.ts";

/** What changes how much those outside may know of a room; so do changed ties. */
export const CHANGES_SIGHT: ReadonlySet<RoomEvent["type"]> = new Set([
  "audience_changed",
  "link_replaced",
  "person_removed",
  "room_scheduled",
  "room_opened",
]);

/** Refuses with `not_found`, and with `not_signed_in` who was suspended since their socket was taken. */
export async function greet(deps: Deps, session: Session, code: string): Promise<Outcome<Greeting>> {
  const { viewer } = session.facts;
  if (viewer.kind === "person" && await deps.suspended.has(viewer.personId)) return refused("not_signed_in");
  return await greetVisitor(deps, askerOf(session.facts), code);
}

/**
 * Returns at once; does nothing for who stands at no door. Who may not stay there is sent to say `hello` anew, and so is
 * everybody while that cannot be found out. Of several looks the last one counts.
 */
export function lookAgain(deps: Deps, session: Session): void {
  if (session.standing.at !== "door") return;
  const { arrival } = session.standing;
  const unsure: Standing = { at: "door", arrival, unsure: true };
  session.standing = unsure;
  deps.background.start("Failed to look again at who stands at a door", async () => {
    let greeting: Outcome<Greeting> | null = null;
    try {
      greeting = await greet(deps, session, arrival.code);
    } finally {
      if (session.standing === unsure) settle(session, arrival, greeting);
    }
  });
}

function settle(session: Session, arrival: Arrival, greeting: Outcome<Greeting> | null): void {
  if (!greeting?.ok) return session.close(CLOSE.restart, "the door has to be found anew");
  const { visitor, sight } = greeting.value;
  session.standing = { at: "door", arrival: { ...arrival, visitor, sight }, unsure: false };
  session.showDoor();
  stepUp(session);
}
