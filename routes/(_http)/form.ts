/** What arrives by a page's form, and the status of the page that shows it again. */
import { HttpError } from "fresh";
import type { Refusal } from "../../domain/refusal.ts";
import { statusOf } from "../../protocol/api.ts";
import { formFields } from "../../protocol/forms.ts";
import { readBytes } from "./body.ts";

/** Throws 400 for a body that is no form, and 413 for one that no page of ours sends. */
export async function readForm(req: Request): Promise<Record<string, string>> {
  return formFields(await readFormData(req));
}

/** The same with repeated fields. */
export async function readFormData(req: Request, limitBytes?: number): Promise<FormData> {
  const bytes = await readBytes(req, limitBytes);
  if (bytes === null) throw new HttpError(413);
  try {
    return await new Response(bytes, { headers: { "Content-Type": req.headers.get("content-type") ?? "" } }).formData();
  } catch (cause) {
    throw new HttpError(400, "The body is no form", { cause });
  }
}

/** What the person can mend in the form is 422, whatever the JSON API says for it; the rest keeps its status. */
export function formStatus(refusal: Refusal): number {
  const status = statusOf(refusal);
  return status === 400 || status === 401 || refusal === "email_taken" ? 422 : status;
}
