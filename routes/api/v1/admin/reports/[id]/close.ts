import { closeReport } from "../../../../../../actions/close_report.ts";
import { define } from "../../../../../../define.ts";
import { reportId } from "../../../../../../domain/ids.ts";
import { toReportAnswer } from "../../../../../../protocol/admin.ts";
import { answerOutcome } from "../../../(_json)/answer.ts";

export const handler = define.handlers({
  /** Puts a report aside. Again is the same. */
  async POST(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const outcome = await closeReport(deps, viewer, reportId(ctx.params.id ?? ""));
    return answerOutcome(outcome, locale, (report) => ({ report: toReportAnswer(report) }));
  },
});
