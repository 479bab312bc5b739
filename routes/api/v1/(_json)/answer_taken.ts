/** How the JSON API answers who has taken an invitation up: the room's own link, and for a guest the seat's cookie. */
import type { TakenInvitation } from "../../../../actions/take_invitation.ts";
import type { State } from "../../../../define.ts";
import { roomLink } from "../../../../domain/link.ts";
import type { Outcome } from "../../../../domain/refusal.ts";
import { seatCookie } from "../../../../protocol/cookies.ts";
import { answer, refuseOutcome } from "./answer.ts";

export function answerTaken(outcome: Outcome<TakenInvitation>, { deps, locale }: State): Response {
  if (!outcome.ok) return refuseOutcome(outcome, locale);
  const { room, seatToken: token } = outcome.value;
  const secure = deps.publicUrl.protocol === "https:";
  const headers = token === null ? {} : { "Set-Cookie": seatCookie({ roomId: room.id, token, secure }) };
  return answer({ code: room.code, url: roomLink(room.code, deps.publicUrl) }, 200, headers);
}
