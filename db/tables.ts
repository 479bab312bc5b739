/** Every table of the database by its name in SQL; one file per table in `tables/`. */
import type { AffinityTable } from "./tables/affinity.ts";
import type { AuthAccountTable } from "./tables/auth_account.ts";
import type { AuthRateLimitTable } from "./tables/auth_rate_limit.ts";
import type { AuthSessionTable } from "./tables/auth_session.ts";
import type { AuthVerificationTable } from "./tables/auth_verification.ts";
import type { BlockTable } from "./tables/block.ts";
import type { DimmerTable } from "./tables/dimmer.ts";
import type { FriendRequestTable } from "./tables/friend_request.ts";
import type { FriendshipTable } from "./tables/friendship.ts";
import type { GroupMemberTable } from "./tables/group_member.ts";
import type { GroupRequestTable } from "./tables/group_request.ts";
import type { InteractionTable } from "./tables/interaction.ts";
import type { NoticeTable } from "./tables/notice.ts";
import type { PersonTable } from "./tables/person.ts";
import type { PersonGroupTable } from "./tables/person_group.ts";
import type { RoomTable } from "./tables/room.ts";
import type { RoomShownTable } from "./tables/room_shown.ts";
import type { SeatTable } from "./tables/seat.ts";
import type { TieMarkTable } from "./tables/tie_mark.ts";

export interface Tables {
  person: PersonTable;
  auth_session: AuthSessionTable;
  auth_account: AuthAccountTable;
  auth_verification: AuthVerificationTable;
  auth_rate_limit: AuthRateLimitTable;
  room: RoomTable;
  seat: SeatTable;
  friendship: FriendshipTable;
  friend_request: FriendRequestTable;
  block: BlockTable;
  dimmer: DimmerTable;
  tie_mark: TieMarkTable;
  interaction: InteractionTable;
  affinity: AffinityTable;
  person_group: PersonGroupTable;
  group_member: GroupMemberTable;
  group_request: GroupRequestTable;
  room_shown: RoomShownTable;
  notice: NoticeTable;
}
