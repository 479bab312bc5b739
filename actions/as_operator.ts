/** The beginning of every deed of the operator. For everybody else there is no such deed, nor a page that offers it. */
import type { Db } from "../db/database.ts";
import { isOperator } from "../db/operators.ts";
import type { Actor } from "../domain/audit.ts";
import { granted, type Outcome, refused } from "../domain/refusal.ts";
import type { Viewer } from "../domain/viewer.ts";
import { actorOf } from "./actor.ts";
import type { Deps } from "./deps.ts";

/** As the audit log names who asks. Refuses with `not_found`. */
export async function asOperator(
  { operatorEmail }: Pick<Deps, "operatorEmail">,
  db: Db,
  viewer: Viewer,
): Promise<Outcome<Actor>> {
  const isOne = viewer.kind === "person" && await isOperator(db, viewer.personId, operatorEmail);
  return isOne ? granted(actorOf(viewer, null)) : refused("not_found");
}
