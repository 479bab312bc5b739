/**
 * A room's link: the join page and, in the same place, the call. The page says everything and takes a nickname without a
 * script; the island makes a lobby of it. A visitor's seat cookie is set here when the deed issues one.
 */
import { page } from "fresh";
import { takeSeat } from "../../actions/take_seat.ts";
import { define } from "../../define.ts";
import { refused } from "../../domain/refusal.ts";
import { statusOf } from "../../protocol/api.ts";
import { nicknameForm } from "../../protocol/forms.ts";
import { askerOf } from "../(_http)/asker.ts";
import { readForm } from "../(_http)/form.ts";
import { seeOther } from "../(_http)/see_other.ts";
import {
  headersOf,
  lobbyOf,
  nicknameOf,
  NO_MAIL_FORM,
  refusedAtDoor,
  seatCookies,
  type ShownDoor,
  wantsIn,
} from "./(_door)/door.ts";
import { DoorPage } from "./(_door)/DoorPage.tsx";

export const handler = define.handlers({
  async GET(ctx) {
    const lobby = await lobbyOf(ctx, ctx.params.code);
    // Only for who is inside does a link of before lead anywhere.
    if (lobby.room.code !== ctx.params.code) return seeOther(`/r/${lobby.room.code}`);
    const status = lobby.door.state === "ended" ? statusOf("room_ended") : 200;
    const refusal = lobby.barrier === "account_needed" ? lobby.barrier : null;
    const mail = { ...NO_MAIL_FORM, asked: ctx.url.searchParams.has("asked") };
    return page<ShownDoor>({ lobby, name: lobby.suggestedName, line: "", refusal, mail, joins: wantsIn(ctx) }, {
      status,
      headers: headersOf(lobby, ctx),
    });
  },

  async POST(ctx) {
    const { deps, viewer } = ctx.state;
    const code = ctx.params.code ?? "";
    const fields = await readForm(ctx.req);
    const form = nicknameForm.safeParse(viewer.kind === "person" ? { nickname: "", ...fields } : fields);
    const outcome = form.success
      ? await takeSeat(
        deps,
        askerOf(ctx.req, ctx.state),
        code,
        nicknameOf(form.data.nickname, viewer),
        form.data.anyway,
      )
      : refused("bad_nickname");
    if (!outcome.ok) return await refusedAtDoor(ctx, code, fields, outcome);
    const { room, seatToken } = outcome.value;
    return seeOther(`/r/${room.code}`, seatCookies(room.id, seatToken, ctx.state));
  },
});

export default define.page<typeof handler>(function JoinPage({ data, state }) {
  return <DoorPage shown={data} state={state} />;
});
