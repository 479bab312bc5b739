/**
 * Reporting, as the page behind a link and the page of a room that one is or was inside: both ask, take and thank alike.
 * Sending leads on by GET, so that a reload sends nothing twice.
 */
import { HttpError, page, type PageResponse } from "fresh";
import type { JSX } from "preact";
import { openReport, report, type ReportPlace, type ReportView } from "../../actions/report.ts";
import { errorText } from "../../components/error_text.ts";
import { ReportSent } from "../../components/ReportSent.tsx";
import { ReportSheet, type ReportSheetProps } from "../../components/ReportSheet.tsx";
import type { State } from "../../define.ts";
import { type SeatId, seatId } from "../../domain/ids.ts";
import { refused } from "../../domain/refusal.ts";
import { statusOf } from "../../protocol/api.ts";
import { reportForm, reportQuery } from "../../protocol/reports.ts";
import { reportWords } from "../../words/report.ts";
import { speaker } from "../../words/speaker.ts";
import { askerOf } from "../(_http)/asker.ts";
import { formStatus, readForm } from "../(_http)/form.ts";
import { retryAfter } from "../(_http)/retry_after.ts";
import { seeOther } from "../(_http)/see_other.ts";
import { PageTitle } from "../(_page)/PageTitle.tsx";

export type ReportData =
  | { readonly stage: "asks"; readonly sheet: Omit<ReportSheetProps, "locale" | "action" | "backHref"> & BackDoor }
  | { readonly stage: "sent"; readonly sheet: BackDoor & { readonly blocked: boolean } };

type BackDoor = Pick<ReportView, "code">;

interface Asked {
  readonly req: Request;
  readonly url: URL;
  readonly state: State;
}

/** Its address may hold the room's link, which is a secret. */
const HEADERS = { "Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex, nofollow" };

export async function askReport({ req, url, state }: Asked, place: ReportPlace): Promise<PageResponse<ReportData>> {
  const query = reportQuery.safeParse({
    seat: url.searchParams.get("seat"),
    sent: url.searchParams.get("sent"),
  });
  if (!query.success) throw new HttpError(404);
  const { seat, sent } = query.data;
  const view = await viewOf(req, state, place, seat === null || sent !== null ? null : seatId(seat));
  if (sent !== null) {
    return page<ReportData>({ stage: "sent", sheet: { code: view.code, blocked: sent === "blocked" } }, {
      headers: HEADERS,
    });
  }
  const draft = { reason: "", text: "", block: false };
  return page<ReportData>({ stage: "asks", sheet: { ...view, draft, error: null } }, { headers: HEADERS });
}

export async function takeReport(
  { req, url, state }: Asked,
  place: ReportPlace,
): Promise<Response | PageResponse<ReportData>> {
  const fields = await readForm(req);
  const form = reportForm.safeParse(fields);
  const { seat, reason, text, block } = form.success ? form.data : { reason: "", text: "", block: false };
  const whom = seat === undefined ? null : seatId(seat);
  const outcome = form.success
    ? await report(state.deps, askerOf(req, state), place, { seatId: whom, reason, text, alsoBlock: block })
    : refused("bad_report");
  if (outcome.ok) return seeOther(`${url.pathname}?sent=${outcome.value.blocked ? "blocked" : "yes"}`);
  const { refusal } = outcome;
  if (refusal !== "bad_report" && refusal !== "too_many_requests") throw new HttpError(statusOf(refusal));
  const view = await viewOf(req, state, place, whom);
  const draft = { reason, text, block };
  return page<ReportData>({ stage: "asks", sheet: { ...view, draft, error: errorText(refusal, state.locale) } }, {
    status: formStatus(refusal),
    headers: [...Object.entries(HEADERS), ...retryAfter(outcome)],
  });
}

async function viewOf(req: Request, state: State, place: ReportPlace, whom: SeatId | null): Promise<ReportView> {
  const outcome = await openReport(state.deps, askerOf(req, state), place, whom);
  if (!outcome.ok) throw new HttpError(statusOf(outcome.refusal));
  return outcome.value;
}

export interface ReportPageProps {
  readonly locale: string;
  readonly path: string;
  readonly data: ReportData;
}

export function ReportPage({ locale, path, data: { stage, sheet } }: ReportPageProps): JSX.Element {
  const say = speaker(reportWords, locale);
  const doorHref = sheet.code === null ? null : `/r/${sheet.code}`;
  return (
    <>
      <PageTitle page={say("page")} locale={locale} />
      {stage === "sent"
        ? <ReportSent locale={locale} blocked={sheet.blocked} doorHref={doorHref} />
        : <ReportSheet locale={locale} {...sheet} action={path} backHref={doorHref ?? "/"} />}
    </>
  );
}
