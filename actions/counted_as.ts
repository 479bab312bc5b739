/** Whose deed it is, as limits count it: a person's by the account, a guest's by the browser, and both by the address. */
import type { Counted } from "../domain/rate_limit.ts";
import type { Visitor } from "../domain/viewer.ts";

export function countedAs({ viewer, traces }: Pick<Visitor, "viewer" | "traces">): Counted {
  return { account: viewer.kind === "person" ? viewer.personId : traces.browser, address: traces.address };
}
