/**
 * Who is suspended, as every request has to know it: a set in this process, since a session's cookie is good for a while
 * without a look at the database. What this process changes shows at once, by `forget`; what another one changes shows after
 * a second.
 */
import type { Db } from "./database.ts";
import { listSuspendedIds } from "./suspensions.ts";
import type { PersonId } from "../domain/ids.ts";

const FRESH_FOR_MS = 1000;

export class SuspendedPeople {
  readonly #db: Db;
  readonly #now: () => Date;
  #kept: { readonly ids: ReadonlySet<PersonId>; readonly readAt: number } | null = null;
  #reading: Promise<ReadonlySet<PersonId>> | null = null;
  /** Counts what was forgotten, so that a read that began before is not kept. */
  #changes = 0;

  constructor(db: Db, now: () => Date) {
    this.#db = db;
    this.#now = now;
  }

  async has(person: PersonId): Promise<boolean> {
    const kept = this.#kept;
    if (kept !== null && this.#now().getTime() - kept.readAt < FRESH_FOR_MS) return kept.ids.has(person);
    this.#reading ??= this.#read();
    return (await this.#reading).has(person);
  }

  /** Somebody was suspended, or a suspension lifted, and that is committed. */
  forget(): void {
    this.#changes++;
    this.#kept = null;
    this.#reading = null;
  }

  async #read(): Promise<ReadonlySet<PersonId>> {
    const changes = this.#changes;
    const readAt = this.#now().getTime();
    try {
      const ids = new Set(await listSuspendedIds(this.#db));
      if (changes === this.#changes) this.#kept = { ids, readAt };
      return ids;
    } finally {
      if (changes === this.#changes) this.#reading = null;
    }
  }
}
