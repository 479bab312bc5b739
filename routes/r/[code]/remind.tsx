/**
 * "Tell me", by the form on the page behind a room's link; leads back to it. Who is signed in is told as they have chosen, anybody
 * else by mail, once the address has said yes.
 */
import { HttpError, page, type PageResponse } from "fresh";
import { askReminder } from "../../../actions/ask_reminder.ts";
import { askReminderByMail } from "../../../actions/ask_reminder_by_mail.ts";
import { define, type State } from "../../../define.ts";
import type { Refused } from "../../../domain/refusal.ts";
import { statusOf } from "../../../protocol/api.ts";
import { askerOf } from "../../(_http)/asker.ts";
import { readForm } from "../../(_http)/form.ts";
import { retryAfter } from "../../(_http)/retry_after.ts";
import { seeOther, signInPath } from "../../(_http)/see_other.ts";
import { headersOf, lobbyOf, type ShownDoor } from "../(_door)/door.ts";
import { DoorPage } from "../(_door)/DoorPage.tsx";

export const handler = define.handlers({
  /** Who loads the page again that refused an address. */
  GET: (ctx) => seeOther(doorPath(ctx.params.code)),

  async POST(ctx) {
    const { deps, viewer } = ctx.state;
    const code = ctx.params.code ?? "";
    const { wants, email } = await readForm(ctx.req);
    const asker = askerOf(ctx.req, ctx.state);
    const isByMail = viewer.kind === "guest" && email !== undefined;
    const outcome = isByMail
      ? await askReminderByMail(deps, asker, code, email)
      : await askReminder(deps, asker, code, wants !== "no");
    const door = doorPath(code);
    if (outcome.ok) return seeOther(isByMail ? `${door}?asked` : door);
    // Too late to be told: the page says what is the case.
    if (outcome.refusal === "already_open" || outcome.refusal === "room_ended") return seeOther(door);
    if (outcome.refusal === "not_signed_in") return seeOther(signInPath(door));
    if (isByMail && outcome.refusal !== "not_found") return await again(ctx, code, email, outcome);
    throw new HttpError(statusOf(outcome.refusal));
  },
});

function doorPath(code = ""): string {
  return `/r/${encodeURIComponent(code)}`;
}

/** The page with what was typed and why it was not taken. */
async function again(
  asked: { readonly req: Request; readonly state: State },
  code: string,
  typed: string,
  refused: Refused,
): Promise<PageResponse<ShownDoor>> {
  const lobby = await lobbyOf(asked, code);
  const mail = { typed, refusal: refused.refusal, asked: false };
  return page<ShownDoor>({ lobby, name: lobby.suggestedName, line: "", refusal: null, mail, joins: false }, {
    status: statusOf(refused.refusal),
    headers: [...headersOf(lobby, asked), ...retryAfter(refused)],
  });
}

export default define.page<typeof handler>(function RemindPage({ data, state }) {
  return <DoorPage shown={data} state={state} />;
});
