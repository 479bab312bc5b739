/** Which pictures people may send: of what kind, and how large. */
import type { Bytes } from "./bytes.ts";

export const PICTURE_TYPES = ["image/jpeg", "image/png", "image/webp"] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];

export const PICTURE_MAX_BYTES = 5 * 1024 * 1024;
/** A small file can hold a huge picture, and everybody's browser unpacks it. Cameras of phones have up to 50 million. */
export const PICTURE_MAX_PIXELS = 64_000_000;

export interface CleanPicture {
  readonly type: PictureType;
  /** As people see it, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly bytes: Bytes;
}
