/** Reporting a room whose link one has. */
import type { ReportPlace } from "../../../actions/report.ts";
import { define } from "../../../define.ts";
import { askReport, ReportPage, takeReport } from "../../(_report)/report_page.tsx";

export const handler = define.handlers({
  GET: (ctx) => askReport(ctx, placeOf(ctx.params.code)),
  POST: (ctx) => takeReport(ctx, placeOf(ctx.params.code)),
});

function placeOf(code = ""): ReportPlace {
  return { kind: "link", code };
}

export default define.page<typeof handler>(function ReportAtDoor({ data, state: { locale }, url }) {
  return <ReportPage locale={locale} path={url.pathname} data={data} />;
});
