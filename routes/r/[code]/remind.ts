/** "Tell me", by the form on the page behind a room's link; leads back to it. */
import { HttpError } from "fresh";
import { askReminder } from "../../../actions/ask_reminder.ts";
import { define } from "../../../define.ts";
import { statusOf } from "../../../protocol/api.ts";
import { askerOf } from "../../(_http)/asker.ts";
import { readForm } from "../../(_http)/form.ts";
import { seeOther, signInPath } from "../../(_http)/see_other.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const code = ctx.params.code ?? "";
    const { wants } = await readForm(ctx.req);
    const outcome = await askReminder(ctx.state.deps, askerOf(ctx.req, ctx.state), code, wants !== "no");
    const door = `/r/${encodeURIComponent(code)}`;
    // Too late to be told: the page says what is the case.
    if (outcome.ok || outcome.refusal === "already_open" || outcome.refusal === "room_ended") return seeOther(door);
    if (outcome.refusal === "not_signed_in") return seeOther(signInPath(door));
    throw new HttpError(statusOf(outcome.refusal));
  },
});
