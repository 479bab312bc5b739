/** Reporting a room that one is or was inside, or somebody in it: no new link takes this page away. */
import type { ReportPlace } from "../../../actions/report.ts";
import { define } from "../../../define.ts";
import { roomId } from "../../../domain/ids.ts";
import { askReport, ReportPage, takeReport } from "../../(_report)/report_page.tsx";

export const handler = define.handlers({
  GET: (ctx) => askReport(ctx, placeOf(ctx.params.id)),
  POST: (ctx) => takeReport(ctx, placeOf(ctx.params.id)),
});

function placeOf(id = ""): ReportPlace {
  return { kind: "room", roomId: roomId(id) };
}

export default define.page<typeof handler>(function ReportFromRoom({ data, state: { locale }, url }) {
  return <ReportPage locale={locale} path={url.pathname} data={data} />;
});
