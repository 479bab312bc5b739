/** A switch that somebody has moved: whether they are told of a matter by a channel. */
import type { Channel, Matter } from "../../domain/notice_choice.ts";

export interface NoticeChoiceTable {
  person_id: string;
  matter: Matter;
  channel: Channel;
  on: boolean;
}
