/**
 * The fields of the pages' forms, as they arrive. Shapes and bounds only: what a name or an activity may be is told by the
 * domain, so that a form, the JSON API and the socket refuse alike.
 */
import { z } from "zod";
import type { AudienceDraft } from "../domain/audience.ts";
import { groupId, personId } from "../domain/ids.ts";

const SHORT_TEXT_MAX_UNITS = 300;

const shortText = z.string().max(SHORT_TEXT_MAX_UNITS);
const email = z.string().trim().min(1).max(320);
const password = z.string().min(1).max(256);

export const signUpForm = z.object({ name: shortText, email, password });
export const signInForm = z.object({ email, password });
export const createRoomForm = z.object({ emoji: shortText, title: shortText });
/** `anyway`: after `blocked_inside`. */
export const nicknameForm = z.object({
  nickname: shortText,
  anyway: z.literal("yes").optional().transform((said) => said === "yes"),
});

const ids = z.array(z.string().min(1).max(64)).max(500);
const audienceFields = z.object({
  kind: z.enum(["link", "people", "friends", "group"]).default("link"),
  personIds: ids,
  struckIds: ids,
  toAll: z.boolean(),
  groupId: z.string().max(64),
  query: shortText,
  strikeQuery: shortText,
});

/** The fields of `AudiencePicker`, from a form or an address; null for what no page of ours sends. */
export function audienceDraft(form: FormData | URLSearchParams): AudienceDraft | null {
  const read = audienceFields.safeParse({
    kind: form.get("audience") ?? undefined,
    personIds: form.getAll("person"),
    struckIds: form.getAll("struck"),
    toAll: form.get("to_all") === "yes",
    groupId: form.get("group") ?? "",
    query: form.get("q") ?? "",
    strikeQuery: form.get("strike_q") ?? "",
  });
  if (!read.success) return null;
  const { data } = read;
  return {
    ...data,
    personIds: data.personIds.map(personId),
    struckIds: data.struckIds.map(personId),
    groupId: data.groupId === "" ? null : groupId(data.groupId),
  };
}

/** Files and repeated fields are dropped; the schemas strip what they do not know. */
export function formFields(form: FormData): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of form) {
    if (typeof value === "string" && !Object.hasOwn(fields, name)) fields[name] = value;
  }
  return fields;
}
