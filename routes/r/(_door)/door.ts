/** What the page behind a room's link is made of, for its own address and for the forms that stand on it. */
import { HttpError, page, type PageResponse } from "fresh";
import { type Lobby, openLobby } from "../../../actions/open_lobby.ts";
import type { State } from "../../../define.ts";
import { COME_IN } from "../../../domain/link.ts";
import type { Outcome, Refusal } from "../../../domain/refusal.ts";
import { statusOf } from "../../../protocol/api.ts";
import { BROWSER_COOKIE, browserCookie, readCookie, seatCookie } from "../../../protocol/cookies.ts";
import { askerOf } from "../../(_http)/asker.ts";
import { retryAfter } from "../../(_http)/retry_after.ts";

export interface ShownDoor {
  readonly lobby: Lobby;
  /** What stands in the nickname's field. */
  readonly name: string;
  /** What stands in the field for what one says with a knock. */
  readonly line: string;
  readonly refusal: Refusal | null;
  readonly mail: MailForm;
  /** They want to be led in as soon as the room opens. */
  readonly joins: boolean;
}

/** The form that asks for an address to be told by, before the room opens. */
export interface MailForm {
  readonly typed: string;
  readonly refusal: Refusal | null;
  /** The address is asked: says no more than that a form was sent. */
  readonly asked: boolean;
}

export const NO_MAIL_FORM: MailForm = { typed: "", refusal: null, asked: false };

interface Asked {
  readonly req: Request;
  readonly state: State;
}

/** Throws where there is no such room for the visitor. */
export async function lobbyOf({ req, state }: Asked, code = ""): Promise<Lobby> {
  const outcome = await openLobby(state.deps, askerOf(req, state), code);
  if (!outcome.ok) throw new HttpError(statusOf(outcome.refusal));
  return outcome.value;
}

/** The page again, with what was typed and why it was not taken. */
export async function refusedAtDoor(
  asked: Asked,
  code: string,
  fields: Readonly<Record<string, string>>,
  outcome: Extract<Outcome<unknown>, { ok: false }>,
): Promise<PageResponse<ShownDoor>> {
  const lobby = await lobbyOf(asked, code);
  const { refusal } = outcome;
  const name = fields.nickname ?? lobby.suggestedName;
  return page<ShownDoor>({ lobby, name, line: fields.line ?? "", refusal, mail: NO_MAIL_FORM, joins: false }, {
    status: statusOf(refusal),
    headers: [...headersOf(lobby, asked), ...retryAfter(outcome)],
  });
}

/** The page holds who is asking, and the link is a secret: neither belongs into a shared cache or a search engine. */
export function headersOf(lobby: Lobby, { req, state }: Asked): Headers {
  const headers = new Headers({ "Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex, nofollow" });
  if (lobby.seatToken !== null) {
    const seat = { roomId: lobby.room.id, token: lobby.seatToken, secure: isSecure(state) };
    headers.append("Set-Cookie", seatCookie(seat));
  }
  if (readCookie(req.headers.get("cookie"), BROWSER_COOKIE) === null) {
    headers.append("Set-Cookie", browserCookie({ id: crypto.randomUUID(), secure: isSecure(state) }));
  }
  return headers;
}

/** The cookie for a seat that a deed has just issued the token of; none where it issued none. */
export function seatCookies(roomId: Lobby["room"]["id"], token: string | null, state: State): readonly string[] {
  return token === null ? [] : [seatCookie({ roomId, token, secure: isSecure(state) })];
}

/**
 * Whether the link says so, and was pressed on a page, or a notification, of ours: `client/drop_in.ts` says why that counts alone.
 */
export function wantsIn({ req, state, url }: Asked & { readonly url: URL }): boolean {
  const from = URL.parse(req.headers.get("referer") ?? "");
  return url.searchParams.has(COME_IN) && from?.origin === state.deps.publicUrl.origin;
}

/** A person comes in under the account's name unless another was typed. */
export function nicknameOf(typed: string, viewer: State["viewer"]): string | null {
  return viewer.kind === "person" && typed.trim() === "" ? null : typed;
}

function isSecure({ deps }: State): boolean {
  return deps.publicUrl.protocol === "https:";
}
