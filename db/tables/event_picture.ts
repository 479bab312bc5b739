/** The picture of an event. */
import type { GeneratedAlways } from "kysely";
import type { PictureType } from "../../domain/picture.ts";

export interface EventPictureTable {
  event_id: string;
  type: PictureType;
  /** As people see it, in pixels. */
  width: number;
  height: number;
  bytes: Uint8Array<ArrayBuffer>;
  /** The bytes' SHA-256. */
  tag: GeneratedAlways<string>;
}
