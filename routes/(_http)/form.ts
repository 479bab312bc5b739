/** What arrives by a page's form, and the status of the page that shows it again. */
import { HttpError } from "fresh";
import type { Refusal } from "../../domain/refusal.ts";
import { statusOf } from "../../protocol/api.ts";
import { formFields } from "../../protocol/forms.ts";

/** Throws 400 for a body that is no form. */
export async function readForm(req: Request): Promise<Record<string, string>> {
  let form: FormData;
  try {
    form = await req.formData();
  } catch (cause) {
    throw new HttpError(400, "The body is no form", { cause });
  }
  return formFields(form);
}

/** What the person can mend in the form is 422, whatever the JSON API says for it; the rest keeps its status. */
export function formStatus(refusal: Refusal): number {
  const status = statusOf(refusal);
  return status === 400 || status === 401 || refusal === "email_taken" ? 422 : status;
}
