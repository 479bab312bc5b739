/** Every table of the database by its name in SQL; one file per table in `tables/`. */
import type { AuthAccountTable } from "./tables/auth_account.ts";
import type { AuthRateLimitTable } from "./tables/auth_rate_limit.ts";
import type { AuthSessionTable } from "./tables/auth_session.ts";
import type { AuthVerificationTable } from "./tables/auth_verification.ts";
import type { PersonTable } from "./tables/person.ts";
import type { RoomTable } from "./tables/room.ts";
import type { SeatTable } from "./tables/seat.ts";

export interface Tables {
  person: PersonTable;
  auth_session: AuthSessionTable;
  auth_account: AuthAccountTable;
  auth_verification: AuthVerificationTable;
  auth_rate_limit: AuthRateLimitTable;
  room: RoomTable;
  seat: SeatTable;
}
