/** What arrives by a page's form, and the status of the page that shows it again. */
import { HttpError } from "fresh";
import { ascii, type Bytes, joined } from "../../domain/bytes.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { statusOf } from "../../protocol/api.ts";
import { formFields } from "../../protocol/forms.ts";
import { readBeginning, readBytes } from "./body.ts";

/** Throws 400 for a body that is no form, and 413 for one that no page of ours sends. */
export async function readForm(req: Request): Promise<Record<string, string>> {
  return formFields(await readFormData(req));
}

/** The same with repeated fields. */
export async function readFormData(req: Request, limitBytes?: number): Promise<FormData> {
  const bytes = await readBytes(req, limitBytes);
  if (bytes === null) throw new HttpError(413);
  return await parseForm(req, bytes);
}

export interface FormWithFile {
  readonly form: FormData;
  /** Undefined where none was chosen. Of one that is too large the beginning, which is over the bound too. */
  readonly file: Bytes | undefined;
}

/**
 * A form whose last field is a file. What else was typed is read also where the file is too large, so that the form can be shown
 * again with it: the body is cut within the file, and ended there.
 */
export async function readFormWithFile(
  req: Request,
  name: string,
  { fieldsBytes, fileBytes }: { readonly fieldsBytes: number; readonly fileBytes: number },
): Promise<FormWithFile> {
  const beginning = await readBeginning(req, fieldsBytes + fileBytes);
  if (beginning === null) throw new HttpError(413);
  const boundary = /boundary="?([^";,\s]+)/i.exec(req.headers.get("content-type") ?? "")?.[1] ?? "";
  const { bytes, whole } = beginning;
  const form = await parseForm(req, whole ? bytes : joined([bytes, ascii(`\r\n--${boundary}--\r\n`)]));
  const field = form.get(name);
  const file = field instanceof File && field.size > 0 ? new Uint8Array(await field.arrayBuffer()) : undefined;
  // Then it was not the file that was too long.
  if (!whole && (file === undefined || file.length <= fileBytes)) throw new HttpError(413);
  return { form, file };
}

async function parseForm(req: Request, bytes: Bytes): Promise<FormData> {
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
