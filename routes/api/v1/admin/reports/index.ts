import { listReports } from "../../../../../actions/list_reports.ts";
import { define } from "../../../../../define.ts";
import { readReportCursor, toReportAnswer, writeReportCursor } from "../../../../../protocol/admin.ts";
import { answerOutcome } from "../../(_json)/answer.ts";

export const handler = define.handlers({
  /** What was reported, open ones first, a page of it. */
  async GET(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const outcome = await listReports(deps, viewer, readReportCursor(ctx.url.searchParams.get("after")));
    return answerOutcome(outcome, locale, ({ reports, open, next }) => ({
      reports: reports.map(toReportAnswer),
      open,
      next: next && writeReportCursor(next),
    }));
  },
});
