/** People as the operator finds them: by name or address, suspended or not; without a search, those who are suspended. */
import { type Account, findAccounts as findByText, listSuspended } from "../db/house.ts";
import { granted, type Outcome } from "../domain/refusal.ts";
import { RAW_TEXT_MAX_UNITS } from "../domain/text.ts";
import type { Viewer } from "../domain/viewer.ts";
import { asOperator } from "./as_operator.ts";
import type { Deps } from "./deps.ts";

export type { Account } from "../db/house.ts";

const FOUND_MAX = 50;

export interface FoundAccounts {
  readonly people: readonly Account[];
  /** There are more than are shown. */
  readonly more: boolean;
}

/** Refuses with `not_found`, to everybody but the operator. */
export async function findAccounts(
  deps: Pick<Deps, "db" | "operatorEmail">,
  viewer: Viewer,
  text: string,
): Promise<Outcome<FoundAccounts>> {
  const operator = await asOperator(deps, deps.db, viewer);
  if (!operator.ok) return operator;
  const wanted = text.slice(0, RAW_TEXT_MAX_UNITS).trim();
  const limit = FOUND_MAX + 1;
  const found = wanted === "" ? await listSuspended(deps.db, limit) : await findByText(deps.db, wanted, limit);
  return granted({ people: found.slice(0, FOUND_MAX), more: found.length > FOUND_MAX });
}
