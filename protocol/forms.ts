/**
 * The fields of the pages' forms, as they arrive. Shapes and bounds only: what a name or an activity may be is told by the
 * domain, so that a form, the JSON API and the socket refuse alike.
 */
import { z } from "zod";

const SHORT_TEXT_MAX_UNITS = 300;

const shortText = z.string().max(SHORT_TEXT_MAX_UNITS);
const email = z.string().trim().min(1).max(320);
const password = z.string().min(1).max(256);

export const signUpForm = z.object({ name: shortText, email, password });
export const signInForm = z.object({ email, password });
export const createRoomForm = z.object({ emoji: shortText, title: shortText });
export const nicknameForm = z.object({ nickname: shortText });

/** Files and repeated fields are dropped; the schemas strip what they do not know. */
export function formFields(form: FormData): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of form) {
    if (typeof value === "string" && !Object.hasOwn(fields, name)) fields[name] = value;
  }
  return fields;
}
