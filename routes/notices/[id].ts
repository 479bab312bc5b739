/** Opens a notice: it is read, and leads on. */
import { HttpError } from "fresh";
import { openNotice } from "../../actions/open_notice.ts";
import { define } from "../../define.ts";
import { noticeId } from "../../domain/ids.ts";
import { invitationPath } from "../../domain/invitation.ts";
import { statusOf } from "../../protocol/api.ts";
import { readNoticesBody } from "../../protocol/notices.ts";
import { seeOther, signInPath } from "../(_http)/see_other.ts";
import { noticePath } from "../../domain/notice_path.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { deps, viewer } = ctx.state;
    const id = readNoticesBody.safeParse({ id: ctx.params.id });
    if (!id.success || id.data.id === null) throw new HttpError(404);
    const outcome = await openNotice(deps, viewer, noticeId(id.data.id));
    if (outcome.ok) {
      const { invitationCode } = outcome.value;
      return seeOther(
        invitationCode === null ? noticePath(outcome.value) ?? "/notices" : invitationPath(invitationCode),
      );
    }
    if (outcome.refusal === "not_signed_in") return seeOther(signInPath("/notices"));
    throw new HttpError(statusOf(outcome.refusal));
  },
});
