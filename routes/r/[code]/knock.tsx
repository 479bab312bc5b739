/** Knocking at a room whose link one has, by the form on its page; leads back to it, where it stands what happens next. */
import { knockByLink } from "../../../actions/knock.ts";
import { define } from "../../../define.ts";
import { refused } from "../../../domain/refusal.ts";
import { knockForm } from "../../../protocol/knocks.ts";
import { askerOf } from "../../(_http)/asker.ts";
import { readForm } from "../../(_http)/form.ts";
import { seeOther } from "../../(_http)/see_other.ts";
import { nicknameOf, refusedAtDoor, seatCookies } from "../(_door)/door.ts";
import { DoorPage } from "../(_door)/DoorPage.tsx";

export const handler = define.handlers({
  /** Whoever reloads a page that was refused asks for it like this. */
  GET: (ctx) => seeOther(`/r/${encodeURIComponent(ctx.params.code ?? "")}`),

  async POST(ctx) {
    const { deps, viewer } = ctx.state;
    const code = ctx.params.code ?? "";
    const fields = await readForm(ctx.req);
    const form = knockForm.safeParse(fields);
    const { nickname, line } = form.data ?? {};
    const outcome = form.success
      ? await knockByLink(deps, askerOf(ctx.req, ctx.state), code, {
        nickname: nickname === undefined ? null : nicknameOf(nickname, viewer),
        line: line ?? null,
      })
      : refused(form.error.issues.some(({ path }) => path[0] === "nickname") ? "bad_nickname" : "bad_text");
    if (!outcome.ok) return await refusedAtDoor(ctx, code, fields, outcome);
    const { room, seatToken } = outcome.value;
    return seeOther(`/r/${room.code}`, seatCookies(room.id, seatToken, ctx.state));
  },
});

export default define.page<typeof handler>(function KnockPage({ data, state }) {
  return <DoorPage shown={data} state={state} />;
});
