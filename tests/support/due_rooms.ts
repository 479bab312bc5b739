/** Opens and closes what is due, as the house's clock does: what somebody held just then, once more a moment later. */
import { runDueRooms } from "../../actions/run_due_rooms.ts";
import type { House } from "./house.ts";
import { until } from "./until.ts";

const MOMENT_MS = 1000;

/** When something is due next. */
export async function openDueRooms({ deps }: Pick<House, "deps">): Promise<Date | null> {
  const { next } = await until("nobody holds a room that is due", async () => {
    const next = await runDueRooms(deps);
    return next !== null && next.getTime() - deps.now().getTime() < MOMENT_MS ? null : { next };
  });
  return next;
}
