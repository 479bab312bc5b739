/** People in SQL. Only better-auth writes them; this reads what it does not tell. */
import type { Db } from "./database.ts";

/** Whether an account has this address, in any case of letters. */
export async function isEmailTaken(db: Db, email: string): Promise<boolean> {
  const row = await db.selectFrom("person").select("id").where("email", "=", email.toLowerCase()).executeTakeFirst();
  return row !== undefined;
}
