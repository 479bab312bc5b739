/** "Close report", from a page of the operator's. Closing twice is the same as once. */
import { HttpError } from "fresh";
import { closeReport } from "../../../../actions/close_report.ts";
import { define } from "../../../../define.ts";
import { reportId } from "../../../../domain/ids.ts";
import { statusOf } from "../../../../protocol/api.ts";
import { readForm } from "../../../(_http)/form.ts";
import { nextPath, seeOther } from "../../../(_http)/see_other.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const { deps, viewer } = ctx.state;
    const { back } = await readForm(ctx.req);
    const outcome = await closeReport(deps, viewer, reportId(ctx.params.id ?? ""));
    if (outcome.ok) return seeOther(nextPath(back ?? "/admin"));
    throw new HttpError(statusOf(outcome.refusal));
  },
});
