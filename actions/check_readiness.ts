/** Whether this process can do its work: database and media server reachable. Needs no viewer; tells no details. */
import { ping } from "../db/ping.ts";
import type { Deps } from "./deps.ts";

const DATABASE_DEADLINE_MILLISECONDS = 2000;

export interface Readiness {
  readonly database: "up" | "down";
  readonly media: "starting" | "up" | "down";
}

export async function checkReadiness(deps: Pick<Deps, "db" | "gateway" | "log">): Promise<Readiness> {
  const deadline = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => deadline.reject(new Error("The database does not answer in time")),
    DATABASE_DEADLINE_MILLISECONDS,
  );
  try {
    await Promise.race([ping(deps.db), deadline.promise]);
    return { database: "up", media: deps.gateway.health().state };
  } catch (error) {
    deps.log.warn("Database is not reachable", {}, error);
    return { database: "down", media: deps.gateway.health().state };
  } finally {
    clearTimeout(timer);
  }
}
