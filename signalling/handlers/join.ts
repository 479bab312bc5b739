/** Comes in, comes back after a lost socket or a reload, or joins again after the media server was lost. */
import { joinRoom, whyNotOurs } from "../../actions/join_room.ts";
import { linesFor } from "../../domain/chat.ts";
import type { SeatId } from "../../domain/ids.ts";
import { granted, refused } from "../../domain/refusal.ts";
import type { ClientMessageOf, WireTrack } from "../../protocol/signal.ts";
import type { Answer, Context } from "../dispatch.ts";
import { receiveLineEvent } from "../line_events.ts";
import type { Place } from "../place.ts";
import type { Foothold } from "../prepared_line.ts";
import { answerOffer } from "../publishing.ts";
import { placesFor, stepBack, usedByAnother } from "../taking_place.ts";

export async function handleJoin(context: Context, message: ClientMessageOf<"join">): Answer {
  const { deps, session } = context;
  if (session.standing.at === "street") return refused("not_joined");
  if (session.standing.at === "inside" && session.standing.place.line !== null) return refused("already_joined");
  const { arrival } = session.standing;
  const { room, code, visitor } = arrival;
  const claim: { seatId: SeatId | null } = { seatId: null };
  let foothold: Foothold | null = null;
  const places = placesFor(arrival, session, message, (seatId) => claim.seatId = seatId);
  let seated = false;
  try {
    const outcome = await joinRoom(deps, places, {
      roomId: room.id,
      code,
      visitor,
      nextSeatId: arrival.ownSeatId,
      nickname: message.nickname,
      renames: true,
      anyway: message.anyway,
      inUse: (seatId) => usedByAnother(arrival, session, message, seatId),
      media: message.media,
      ajar: message.ajar,
      async line(seatId) {
        const ready = await session.prepared.take(seatId, message.ahead);
        foothold = ready.foothold;
        return ready.line;
      },
      onEvent: (seatId, event) => receiveLineEvent(deps, room, seatId, event),
    });
    if (!outcome.ok) return outcome;
    const { seat, kept, line } = outcome.value;
    const place = room.places.get(seat.id);
    const standing = places.standing(seat.id);
    if (standing !== "ours") return refused(whyNotOurs(standing));
    if (place === undefined) throw new Error("Failed to find the place of a seat that is ours");
    seated = true;
    place.ajar = message.ajar;
    if (message.ajar) session.prepared.drop();
    if (outcome.value.offer !== null) place.receiveOffer(outcome.value.offer);
    const ahead = goOn(place, foothold);
    session.standing = { at: "inside", arrival, place };
    const live = { ...room.live, lines: linesFor(room.live.lines, seat) };
    // Its answer is on its way.
    const offer = ahead === null ? place.unanswered : null;
    session.send({ type: "joined", to: message.id, seatId: seat.id, live, kept, offer, ahead });
    place.open();
    // A page that was away when its screen was stopped would go on sharing it.
    if (place.silent.has("screen")) {
      session.send({ type: "room_event", event: { type: "screen_stopped", seatId: seat.id } });
    }
    room.knocking.joined(session, seat.id);
    if (line !== null && !kept && message.publish !== null) answerOffer(context, place, line, message.publish);
    return granted(null);
  } finally {
    if (!seated && claim.seatId !== null) stepBack(context, arrival, claim.seatId);
  }
}

/** The place goes on from what its page was offered at the door; returns what comes over that. */
function goOn(place: Place, foothold: Foothold | null): readonly WireTrack[] | null {
  if (foothold === null) return null;
  place.offered = true;
  if (!foothold.answered) place.unanswered = foothold.offer;
  return foothold.offer.tracks;
}
