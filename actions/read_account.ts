/** One person as the operator sees them: their account, and what was reported about them. */
import { type Account, findAccount } from "../db/house.ts";
import { type ListedReport, listReportsAbout } from "../db/reports.ts";
import type { PersonId } from "../domain/ids.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import { asOperator } from "./as_operator.ts";
import type { Deps } from "./deps.ts";

const REPORTS_SHOWN = 20;

export interface AccountView {
  readonly account: Account;
  /** The newest 20. */
  readonly reports: readonly ListedReport[];
  /** The operator's own. */
  readonly isOneself: boolean;
}

/** Refuses with `not_found`, also to everybody but the operator. */
export async function readAccount(
  deps: Pick<Deps, "db" | "operatorEmail">,
  viewer: Viewer,
  person: PersonId,
): Promise<Outcome<AccountView>> {
  const operator = await asOperator(deps, deps.db, viewer);
  if (!operator.ok) return operator;
  const account = await findAccount(deps.db, person);
  if (account === null) return refused("not_found");
  const reports = await listReportsAbout(deps.db, person, REPORTS_SHOWN);
  return granted({ account, reports, isOneself: operator.value.id === person });
}
