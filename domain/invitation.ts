/**
 * Asking somebody to a room: whom one asking may reach, what a personal link is still good for, and how far an invitation has
 * come. An invitation opens a door that would otherwise be knocked at; it opens none that is locked, full or not there yet.
 */
import { parseEmail } from "./email.ts";
import type { InvitationId, PersonId, RoomId, SeatId } from "./ids.ts";
import { granted, type Outcome, refused } from "./refusal.ts";
import { tidyText } from "./text.ts";

export const INVITATION_KINDS = ["person", "group", "email", "link"] as const;

/** `group`: a person, asked as one of a group. `link`: whoever comes by it. */
export type InvitationKind = (typeof INVITATION_KINDS)[number];

export const INVITATION_ANSWERS = ["going", "maybe", "no"] as const;

export type InvitationAnswer = (typeof INVITATION_ANSWERS)[number];

export interface Invitation {
  readonly id: InvitationId;
  readonly roomId: RoomId;
  readonly kind: InvitationKind;
  readonly person: { readonly id: PersonId; readonly name: string } | null;
  readonly email: string | null;
  /** What a personal link is called by who made it. */
  readonly label: string | null;
  /** The secret part of its link. */
  readonly code: string;
  readonly madeBy: { readonly id: PersonId | null; readonly name: string };
  readonly madeAt: Date;
  /** Nobody new takes it up from then on. Null: it does not expire. */
  readonly expiresAt: Date | null;
  /** How many may still take it up. Null: any number. */
  readonly usesLeft: number | null;
  readonly revokedAt: Date | null;
  readonly sentAt: Date | null;
  /** The mail came back, or its reader wants none. */
  readonly undelivered: boolean;
  readonly seenAt: Date | null;
  readonly answer: InvitationAnswer | null;
  readonly answeredAt: Date | null;
  readonly cameAt: Date | null;
  /** How many have taken it up. */
  readonly taken: number;
}

/** Whoever pastes more at once is told so, and nobody is asked. */
export const INVITED_AT_ONCE = 500;
/** Of one room, taken back ones apart. */
export const INVITATIONS_OF_ROOM = 2000;
/** Addresses that one person may write to in a day: a house is no mailing machine. */
export const ADDRESSES_A_DAY = 1000;
/** A mail is read on a phone, at a desk, and in a private window. */
export const USES_OF_MAIL = 3;
export const LABEL_MAX_GRAPHEMES = 60;
/** The longest text of addresses that is read at all, in UTF-16 code units: far more than may be asked at once. */
export const ADDRESSES_MAX_UNITS = 500_000;

export interface Addresses {
  /** In lower case, each once. */
  readonly good: readonly string[];
  /** As they were written, each once. */
  readonly bad: readonly string[];
}

/**
 * Reads what was pasted: addresses with or without names, one a line or with commas and semicolons between. Refuses with
 * `too_many_invited`.
 */
export function parseAddresses(text: string): Outcome<Addresses> {
  if (text.length > ADDRESSES_MAX_UNITS) return refused("too_many_invited");
  const good = new Set<string>();
  const bad = new Set<string>();
  for (const written of text.split(/[\r\n,;]+/u)) {
    for (const part of partsOf(written.trim())) {
      const email = parseEmail(part);
      if (email === null) bad.add(part);
      else good.add(email);
      if (good.size + bad.size > INVITED_AT_ONCE) return refused("too_many_invited");
    }
  }
  return granted({ good: [...good], bad: [...bad] });
}

/** `Ann <ann@example.org>` is one address; `ann@example.org bob@example.org` are two. */
function partsOf(written: string): readonly string[] {
  if (written === "") return [];
  const named = /^[^<>]*<([^<>\s]+)>$/u.exec(written);
  if (named?.[1] !== undefined) return [named[1]];
  const words = written.split(/\s+/u);
  return words.every((word) => word.includes("@")) ? words : [written];
}

/** Null for no label. Refuses with `bad_text`. */
export function parseLabel(raw: string | null): Outcome<string | null> {
  if (raw === null || raw.trim() === "") return granted(null);
  const label = tidyText(raw, LABEL_MAX_GRAPHEMES);
  return label === null ? refused("bad_text") : granted(label);
}

/** Whether somebody new may take it up now. */
export function isGood({ revokedAt, expiresAt, usesLeft }: Invitation, now: Date): boolean {
  return revokedAt === null && (expiresAt === null || now < expiresAt) && usesLeft !== 0;
}

/** How far it has come, the farthest first. `over`: nobody takes it up any more, and nobody has. */
export type InvitationStage = "revoked" | "came" | "answered" | "seen" | "over" | "undelivered" | "sent" | "made";

export function stageOf(invitation: Invitation, now: Date): InvitationStage {
  if (invitation.revokedAt !== null) return "revoked";
  if (invitation.cameAt !== null) return "came";
  if (invitation.answer !== null) return "answered";
  if (invitation.seenAt !== null || invitation.taken > 0 && invitation.person === null) return "seen";
  if (!isGood(invitation, now)) return "over";
  if (invitation.undelivered) return "undelivered";
  return invitation.sentAt === null ? "made" : "sent";
}

export const GUEST_OF_ADDRESS = "address";

/**
 * Who somebody without an account is among those who come by an invitation. An address is one person, in however many browsers the
 * mail is read; of a personal link each seat is one.
 */
export function guestOf({ kind }: Pick<Invitation, "kind">, seat: SeatId): string {
  return kind === "email" ? GUEST_OF_ADDRESS : seat;
}

/** The page that an invitation leads to. */
export function invitationPath(code: string): string {
  return `/i/${encodeURIComponent(code)}`;
}
