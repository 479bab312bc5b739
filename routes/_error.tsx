/**
 * Whatever ends a request, as a calm page, or as JSON to a caller of the API. What is no `HttpError` is a fault; it is
 * logged here, once, and shown with the request's number and nothing of its insides.
 */
import { HttpError, page } from "fresh";
import { ButtonLink } from "../components/Button.tsx";
import { FaultPage } from "../components/FaultPage.tsx";
import { define } from "../define.ts";
import { faultWords } from "../words/faults.ts";
import { speaker } from "../words/speaker.ts";
import { faultHeaders } from "./(_http)/headers.ts";
import { signInPath } from "./(_http)/see_other.ts";
import { PageTitle } from "./(_page)/PageTitle.tsx";
import { answerFault } from "./api/v1/(_json)/answer.ts";

type Fault = "not_found" | "not_allowed" | "not_signed_in" | "too_many" | "unavailable" | "bad_request" | "internal";

const FAULTS: ReadonlyMap<number, Fault> = new Map([
  [401, "not_signed_in"],
  [403, "not_allowed"],
  [404, "not_found"],
  [429, "too_many"],
  [503, "unavailable"],
]);

function faultOf(status: number): Fault {
  return FAULTS.get(status) ?? (status < 500 ? "bad_request" : "internal");
}

export const handler = define.handlers(({ error, state, url, req }) => {
  const status = error instanceof HttpError ? error.status : 500;
  const { deps, locale, requestId } = state;
  if (status >= 500) deps.log.error("Request failed", { requestId, method: req.method, status }, error);
  const headers = faultHeaders(deps.publicUrl, requestId);
  if (url.pathname.startsWith("/api/")) return answerFault(status, locale, headers);
  return page(faultOf(status), { status, headers });
});

export default define.page<typeof handler>(function ErrorPage({ data: fault, state, url }) {
  const { locale, requestId } = state;
  const say = speaker(faultWords, locale);
  const title = say(`${fault}_title`);
  return (
    <>
      <PageTitle page={title} locale={locale} />
      <FaultPage
        title={title}
        text={say(fault)}
        note={fault === "internal" ? say("request_id", { id: requestId }) : undefined}
      >
        {fault === "not_signed_in" && (
          <ButtonLink href={signInPath(url.pathname)} variant="primary">{say("sign_in")}</ButtonLink>
        )}
        <ButtonLink href="/" variant="quiet">{say("home")}</ButtonLink>
      </FaultPage>
    </>
  );
});
