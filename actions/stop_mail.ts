/** Who holds the link of a mail stops such mails, without signing in (RFC 8058). It is all that the link is good for. */
import { readReachable, stopMail as stopAddress, writeChoices } from "../db/notice_choices.ts";
import { type Matter, MATTERS } from "../domain/notice_choice.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Deps } from "./deps.ts";

/** What the link stops: mail about one matter to an account, or all mail to an address without one. */
export interface StopOffer {
  readonly matter: Matter | null;
}

/** Refuses with `not_found` for a link that is not ours, and for an account that is gone. Tells nobody's address. */
export async function readStopOffer(deps: Pick<Deps, "db" | "stopTokens">, token: string): Promise<Outcome<StopOffer>> {
  const claim = deps.stopTokens.verify(token);
  if (claim === null) return refused("not_found");
  if ("email" in claim) return granted({ matter: null });
  const people = await readReachable(deps.db, [claim.personId]);
  return people.has(claim.personId) ? granted({ matter: claim.matter }) : refused("not_found");
}

/** `all`: mail about every matter. An account can take them again in its settings. Idempotent. Refuses as above. */
export async function stopMail(
  deps: Pick<Deps, "db" | "now" | "stopTokens">,
  token: string,
  all: boolean,
): Promise<Outcome<StopOffer>> {
  const offer = await readStopOffer(deps, token);
  const claim = deps.stopTokens.verify(token);
  if (!offer.ok || claim === null) return refused("not_found");
  if ("email" in claim) {
    await stopAddress(deps.db, claim.email, deps.now());
  } else {
    const matters = all ? MATTERS : [claim.matter];
    await writeChoices(deps.db, claim.personId, matters.map((matter) => ({ matter, channel: "mail", on: false })));
  }
  return offer;
}
