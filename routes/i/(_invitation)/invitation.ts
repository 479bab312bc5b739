/** What the page behind an invitation's link is made of, and how its two forms answer. */
import { HttpError, page, type PageResponse } from "fresh";
import { type OpenedInvitation, openInvitation } from "../../../actions/open_invitation.ts";
import type { TakenInvitation } from "../../../actions/take_invitation.ts";
import type { State } from "../../../define.ts";
import { invitationPath } from "../../../domain/invitation.ts";
import type { Outcome, Refused } from "../../../domain/refusal.ts";
import { statusOf } from "../../../protocol/api.ts";
import { askerOf } from "../../(_http)/asker.ts";
import { seeOther, signInPath } from "../../(_http)/see_other.ts";
import { seatCookies } from "../../r/(_door)/door.ts";

export type ShownInvitation =
  | ({ readonly kind: "good" } & OpenedInvitation)
  /** Nobody takes it up any more, or the room has ended. */
  | { readonly kind: "over" | "ended" };

/** The link is a secret, and the page holds who is asking. */
const HEADERS = { "Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex, nofollow" };

interface Asked {
  readonly req: Request;
  readonly state: State;
}

/** Throws where there is no such invitation for the visitor. */
export async function showInvitation(
  { req, state }: Asked,
  code: string,
): Promise<PageResponse<ShownInvitation> | Response> {
  const outcome = await openInvitation(state.deps, askerOf(req, state), code, isRead(req));
  if (!outcome.ok) return unseen(outcome, code);
  const { taken, room } = outcome.value;
  if (taken && room.state === "open") return seeOther(`/r/${room.code}`);
  return page<ShownInvitation>({ kind: "good", ...outcome.value }, { headers: HEADERS });
}

/** Programs that unfold links or look for viruses do not say that a document is to be shown. */
function isRead(req: Request): boolean {
  return req.headers.get("sec-fetch-dest") === "document";
}

function unseen(refused: Refused, code: string): PageResponse<ShownInvitation> | Response {
  const status = statusOf(refused.refusal);
  switch (refused.refusal) {
    case "not_signed_in":
      return seeOther(signInPath(invitationPath(code)));
    case "invitation_over":
      return page<ShownInvitation>({ kind: "over" }, { status, headers: HEADERS });
    case "room_ended":
      return page<ShownInvitation>({ kind: "ended" }, { status, headers: HEADERS });
    default:
      throw new HttpError(status);
  }
}

/** After taking it up: to the room, or back to what the invitation says. */
export function answerTaken(
  outcome: Outcome<TakenInvitation>,
  state: State,
  { code, back }: { readonly code: string; readonly back: boolean },
): PageResponse<ShownInvitation> | Response {
  if (!outcome.ok) return unseen(outcome, code);
  const { room, seatToken } = outcome.value;
  return seeOther(back ? invitationPath(code) : `/r/${room.code}`, seatCookies(room.id, seatToken, state));
}
