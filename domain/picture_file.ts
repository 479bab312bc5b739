/**
 * A picture that somebody sends: what it is, is told by its content and never by its name; how large it may be; and what is kept of
 * it. Its pixels are kept as they came, and with them what decodes them, their colours and which way up they are; of where, when
 * and with what it was taken nothing is.
 */
import type { Bytes } from "./bytes.ts";
import { cleanJpeg, isJpeg } from "./jpeg_file.ts";
import { type CleanPicture, PICTURE_MAX_BYTES, PICTURE_MAX_PIXELS } from "./picture.ts";
import { cleanPng, isPng } from "./png_file.ts";
import { granted, type Outcome, refused } from "./refusal.ts";
import { cleanWebp, isWebp } from "./webp_file.ts";

/** Refuses with `picture_too_large`, and with `bad_picture` what is no picture of these types, is damaged, moves or has too many pixels. */
export function takePicture(file: Bytes): Outcome<CleanPicture> {
  if (file.length > PICTURE_MAX_BYTES) return refused("picture_too_large");
  const picture = clean(file);
  if (picture === null) return refused("bad_picture");
  const pixels = picture.width * picture.height;
  return pixels < 1 || pixels > PICTURE_MAX_PIXELS ? refused("bad_picture") : granted(picture);
}

function clean(file: Bytes): CleanPicture | null {
  if (isJpeg(file)) return cleanJpeg(file);
  if (isPng(file)) return cleanPng(file);
  return isWebp(file) ? cleanWebp(file) : null;
}
