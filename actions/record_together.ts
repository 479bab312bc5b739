/** People who were in one room together have more to do with each other. Work for the background, once seats were left. */
import { recordInteractions } from "../db/interactions.ts";
import { withoutBlocked } from "../db/visits.ts";
import { companyOf, type Stay } from "../domain/company.ts";
import type { RoomId } from "../domain/ids.ts";
import type { Deps } from "./deps.ts";

export interface LeftSeats {
  readonly roomId: RoomId;
  readonly leaving: readonly Stay[];
  readonly staying: readonly Stay[];
  readonly at: Date;
}

/** To be called once for every seat that is left. */
export async function recordTogether(
  deps: Pick<Deps, "db">,
  { roomId, leaving, staying, at }: LeftSeats,
): Promise<void> {
  const pairs = await withoutBlocked(deps.db, companyOf(leaving, staying, at));
  await recordInteractions(
    deps.db,
    pairs.flatMap(({ one, other, minutes }) => {
      const together = { kind: "together" as const, amount: minutes, roomId, at };
      return [
        { personId: one, otherId: other, ...together },
        { personId: other, otherId: one, ...together },
      ];
    }),
  );
}
