/** The forms of a room's page by which people are asked to it: what they come to, and what the page shows then. */
import { invite } from "../../../actions/invite.ts";
import { type Invitees, listInvitees } from "../../../actions/list_invitees.ts";
import { makePersonalLink } from "../../../actions/make_personal_link.ts";
import type { State } from "../../../define.ts";
import { groupId, type InvitationId, invitationId, personId, type RoomId } from "../../../domain/ids.ts";
import { parseAddresses } from "../../../domain/invitation.ts";
import type { Refusal, Refused } from "../../../domain/refusal.ts";
import {
  invitationsQuery,
  type InviteDraft,
  type LinkDraft,
  readInviteForm,
  readLinkForm,
} from "../../../protocol/invitations.ts";
import { formFields } from "../../../protocol/forms.ts";
import { askerOf } from "../../(_http)/asker.ts";
import { formStatus } from "../../(_http)/form.ts";

export interface InviteDrafts {
  readonly invite?: InviteDraft;
  /** What was written in place of addresses; the field holds it again. */
  readonly bad?: readonly string[];
  readonly link?: LinkDraft;
  readonly error?: Refusal;
  /** What has just been done: how many are invited, and how many were before; or a link was made. */
  readonly done?: { readonly count: number; readonly already: number } | "linked";
}

export const NO_INVITE: InviteDraft = { personIds: [], groupId: "", addresses: "", query: "" };
export const NO_LINK: LinkDraft = { label: "", hours: "", once: false };

interface Asked {
  readonly req: Request;
  readonly state: State;
}

/** `done`: the page can be asked for again with that in its address. `again`: it is shown with what was typed. */
export type InviteFormAnswer =
  | { readonly kind: "done"; readonly news: Readonly<Record<string, string>> }
  | { readonly kind: "again"; readonly drafts: InviteDrafts; readonly status: number }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** Null for a form of another subject. */
export async function answerInviteForm(asked: Asked, room: RoomId, form: FormData): Promise<InviteFormAnswer | null> {
  switch (form.get("form")) {
    case "invite":
      return await sendInvitations(asked, room, form);
    case "link":
      return await sendLink(asked, room, formFields(form));
    default:
      return null;
  }
}

async function sendInvitations({ req, state }: Asked, room: RoomId, form: FormData): Promise<InviteFormAnswer> {
  const draft = readInviteForm(form);
  if (draft === null) return { kind: "refused", refusal: "bad_input" };
  if (form.has("search")) return { kind: "again", drafts: { invite: draft }, status: 200 };
  const read = parseAddresses(draft.addresses);
  if (!read.ok) return again(read, { invite: draft });
  const { good, bad } = read.value;
  if (bad.length > 0 && good.length + draft.personIds.length === 0 && draft.groupId === "") {
    return { kind: "again", drafts: { invite: draft, bad }, status: formStatus("bad_invitation") };
  }
  const outcome = await invite(state.deps, askerOf(req, state), room, {
    personIds: draft.personIds.map(personId),
    emails: good,
    groupId: draft.groupId === "" ? null : groupId(draft.groupId),
  });
  if (!outcome.ok) return again(outcome, { invite: draft });
  const count = outcome.value.invitations.length;
  const { already } = outcome.value;
  if (bad.length === 0) return { kind: "done", news: { invited: String(count), already: String(already) } };
  const left = { ...NO_INVITE, addresses: bad.join("\n") };
  return { kind: "again", drafts: { invite: left, bad, done: { count, already } }, status: 200 };
}

const HOUR_MS = 3_600_000;

async function sendLink(
  { req, state }: Asked,
  room: RoomId,
  fields: Readonly<Record<string, string>>,
): Promise<InviteFormAnswer> {
  const draft = readLinkForm(fields);
  if (draft === null) return { kind: "refused", refusal: "bad_input" };
  const { label, hours, once } = draft;
  const expiresAt = hours === "" ? null : new Date(state.deps.now().getTime() + Number(hours) * HOUR_MS);
  const outcome = await makePersonalLink(state.deps, askerOf(req, state), room, { label, expiresAt, once });
  return outcome.ok ? { kind: "done", news: { linked: "yes" } } : again(outcome, { link: draft });
}

/** What can be mended in the form is told with it, everything else above the page. */
const MENDED_THERE: ReadonlySet<Refusal> = new Set<Refusal>([
  "bad_invitation",
  "too_many_invited",
  "bad_text",
  "too_many_requests",
]);

function again({ refusal }: Refused, drafts: InviteDrafts): InviteFormAnswer {
  if (!MENDED_THERE.has(refusal)) return { kind: "refused", refusal };
  return { kind: "again", drafts: { ...drafts, error: refusal }, status: formStatus(refusal) };
}

/** What the page has to say of a form that led back to it. */
export function inviteNews({ searchParams }: URL): InviteDrafts {
  if (searchParams.has("linked")) return { done: "linked" };
  const [count, already] = ["invited", "already"].map((name) => Number(searchParams.get(name)));
  const isCount = (value: number | undefined) => Number.isSafeInteger(value) && Number(value) >= 0;
  if (!searchParams.has("invited") || !isCount(count) || !isCount(already)) return {};
  return { done: { count: count ?? 0, already: already ?? 0 } };
}

/** Behind which invitation the list goes on. */
export function invitationsAfter({ searchParams }: URL): InvitationId | null {
  const { after } = invitationsQuery.parse({ after: searchParams.get("invitations") });
  return after === null ? null : invitationId(after);
}

/** Whom the form lists: who is ticked is among them in any case, as a form sends only what it shows. */
export async function inviteesFor({ deps, viewer }: State, { invite: draft }: InviteDrafts): Promise<Invitees> {
  const { query, personIds } = draft ?? NO_INVITE;
  return await listInvitees(deps, viewer, { query, ticked: personIds.map(personId) });
}
