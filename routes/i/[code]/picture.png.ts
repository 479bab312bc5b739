import { openInvitationPreview } from "../../../actions/open_preview.ts";
import { define } from "../../../define.ts";
import { answerPicture } from "../../(_page)/room_picture.ts";

export const handler = define.handlers({
  async GET(ctx) {
    return await answerPicture(await openInvitationPreview(ctx.state.deps, ctx.params.code ?? ""), ctx.state);
  },
});
