/** Who looks after the whole house: whoever the configuration names, else the first account. */
import type { Db } from "./database.ts";
import { type PersonId, personId } from "../domain/ids.ts";

/** `email`: in lower case, as accounts are kept; null where the configuration names nobody. */
export async function isOperator(db: Db, person: PersonId, email: string | null): Promise<boolean> {
  return await findOperator(db, email) === person;
}

/** Null while nobody has an account, or not the one that the configuration names. */
export async function findOperator(db: Db, email: string | null): Promise<PersonId | null> {
  const query = db.selectFrom("person").select("id");
  const operator = email === null
    ? await query.orderBy("created_at").orderBy("id").limit(1).executeTakeFirst()
    : await query.where("email", "=", email).executeTakeFirst();
  return operator === undefined ? null : personId(operator.id);
}
