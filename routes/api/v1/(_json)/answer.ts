/**
 * How the JSON API answers: the one place that turns refusals and parse errors into a status and `{"error":{code,message}}`.
 */
import type { z } from "zod";
import type { Outcome, Refusal, Refused } from "../../../../domain/refusal.ts";
import { errorText } from "../../../../components/error_text.ts";
import { statusOf } from "../../../../protocol/api.ts";
import { retryAfter } from "../../../(_http)/retry_after.ts";
import { BODY_LIMIT_BYTES, readBytes } from "../../../(_http)/body.ts";
import { faultWords } from "../../../../words/faults.ts";
import { speaker } from "../../../../words/speaker.ts";

/** No cache may keep what depends on who asks. */
const PRIVATE = { "Cache-Control": "no-store" };

export function answer(body: unknown, status = 200, headers: HeadersInit = {}): Response {
  return Response.json(body, { status, headers: { ...PRIVATE, ...Object.fromEntries(new Headers(headers)) } });
}

export function refuse(refusal: Refusal, locale: string, detail?: string): Response {
  const message = detail ?? errorText(refusal, locale);
  return answer({ error: { code: refusal, message } }, statusOf(refusal));
}

const CODES: ReadonlyMap<number, Refusal> = new Map([
  [401, "not_signed_in"],
  [403, "not_allowed"],
  [404, "not_found"],
  [429, "too_many_requests"],
]);

/** What ended a request before a deed could answer it. A fault is `internal`; the request's id in the headers finds it. */
export function answerFault(status: number, locale: string, headers: Headers): Response {
  const code = status >= 500 ? "internal" : CODES.get(status) ?? "bad_input";
  const message = code === "internal" ? speaker(faultWords, locale)("internal") : errorText(code, locale);
  return answer({ error: { code, message } }, status, headers);
}

/** The outcome of a deed as an answer; `present` makes the body of a granted one. */
export function answerOutcome<T>(
  outcome: Outcome<T>,
  locale: string,
  present: (value: T) => unknown,
  status = 200,
): Response {
  return outcome.ok ? answer(present(outcome.value), status) : refuseOutcome(outcome, locale);
}

/** The outcome of a deed that leaves nothing to say. */
export function answerDone(outcome: Outcome<unknown>, locale: string): Response {
  return outcome.ok ? new Response(null, { status: 204, headers: PRIVATE }) : refuseOutcome(outcome, locale);
}

/** With the time to wait, where there is one. */
export function refuseOutcome(refused: Refused, locale: string): Response {
  const response = refuse(refused.refusal, locale);
  for (const [name, value] of retryAfter(refused)) response.headers.set(name, value);
  return response;
}

/** The checked body, or the answer that says what is wrong with it. An empty body counts as `{}`. */
export async function readBody<S extends z.ZodType>(
  req: Request,
  schema: S,
  locale: string,
  limitBytes = BODY_LIMIT_BYTES,
): Promise<{ ok: true; body: z.infer<S> } | { ok: false; response: Response }> {
  const bytes = await readBytes(req, limitBytes);
  if (bytes === null) {
    return { ok: false, response: refuse("bad_input", locale, `The body is over ${limitBytes} bytes`) };
  }
  const text = new TextDecoder().decode(bytes);
  let json: unknown;
  try {
    json = text === "" ? {} : JSON.parse(text);
  } catch {
    return { ok: false, response: refuse("bad_input", locale, "The body is no JSON") };
  }
  const read = schema.safeParse(json);
  if (read.success) return { ok: true, body: read.data };
  const detail = read.error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`).join("; ");
  return { ok: false, response: refuse("bad_input", locale, detail) };
}
