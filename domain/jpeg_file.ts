/**
 * JPEG files without what they tell besides the picture: kept is what decodes it, its colours and which way up it is. EXIF and XMP
 * data, comments, thumbnails and whatever stands behind the picture, such as a film, is left behind. ITU-T T.81, annex B.
 */
import { ascii, type Bytes, joined, standsAt, viewOf } from "./bytes.ts";
import { readTurn, type Turn, turned, writeTurn } from "./exif.ts";
import type { CleanPicture } from "./picture.ts";

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
/** Baseline, extended and progressive: what browsers show. */
const FRAMES: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);
/** Huffman and quantization tables, the restart interval. */
const TABLES: ReadonlySet<number> = new Set([0xc4, 0xdb, 0xdd]);
/** The same markers as those of frames, for what is no frame. */
const NO_FRAMES: ReadonlySet<number> = new Set([0xc4, 0xc8, 0xcc]);
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;

const JFIF = Uint8Array.from([0xff, APP0, 0, 16, ...ascii("JFIF\0"), 1, 1, 0, 0, 1, 0, 1, 0, 0]);
const ADOBE_BYTES = 14;

export function isJpeg(file: Bytes): boolean {
  return file[0] === 0xff && file[1] === SOI && file[2] === 0xff;
}

/** Null for what is damaged, cut off, or of a kind that browsers do not show. */
export function cleanJpeg(file: Bytes): CleanPicture | null {
  const view = viewOf(file);
  const kept: Bytes[] = [];
  let size: { readonly width: number; readonly height: number } | null = null;
  let turn: Turn = 1;
  let hasScan = false;
  let isJfif = false;
  for (let at = 2;;) {
    if (file[at] !== 0xff) return null;
    // Any number of these may stand before a marker.
    while (file[at + 1] === 0xff) at += 1;
    const marker = file[at + 1];
    if (marker === undefined) return null;
    if (marker === EOI) break;
    if (at + 4 > file.length) return null;
    const end = at + 2 + view.getUint16(at + 2);
    if (end < at + 4 || end > file.length) return null;
    const segment = file.subarray(at, end);
    at = end;
    if (FRAMES.has(marker)) {
      if (size !== null || segment.length < 9) return null;
      size = { height: viewOf(segment).getUint16(5), width: viewOf(segment).getUint16(7) };
      kept.push(segment);
    } else if (marker === SOS) {
      const scanEnd = endOfScan(file, end);
      if (size === null || scanEnd === null) return null;
      kept.push(segment, file.subarray(end, scanEnd));
      hasScan = true;
      at = scanEnd;
    } else if (marker >= 0xc0 && marker <= 0xcf && !NO_FRAMES.has(marker)) return null;
    else if (marker === APP0 && standsAt(segment, 4, "JFIF\0")) isJfif = true;
    else if (marker === APP1 && standsAt(segment, 4, "Exif\0\0")) turn = readTurn(segment.subarray(10));
    else if (TABLES.has(marker) || isColour(marker, segment)) kept.push(segment);
    else if (!isMetadata(marker)) return null;
  }
  if (size === null || !hasScan) return null;
  const head: Bytes[] = [Uint8Array.of(0xff, SOI)];
  if (isJfif) head.push(JFIF);
  if (turn !== 1) head.push(app1(turn));
  return {
    type: "image/jpeg",
    ...turned(size, turn),
    bytes: joined([...head, ...kept, Uint8Array.of(0xff, EOI)]),
  };
}

/** Up to the next marker that is none of those inside a scan; null if the file ends before. */
function endOfScan(file: Bytes, from: number): number | null {
  for (let at = file.indexOf(0xff, from); at !== -1; at = file.indexOf(0xff, at)) {
    const next = file[at + 1];
    if (next === undefined) return null;
    const isInside = next === 0 || (next >= 0xd0 && next <= 0xd7);
    if (!isInside && next !== 0xff) return at;
    at += isInside ? 2 : 1;
  }
  return null;
}

/** The colour profile, and Adobe's note on how colours are coded, without which they come out wrong. */
function isColour(marker: number, segment: Bytes): boolean {
  return (marker === APP2 && standsAt(segment, 4, "ICC_PROFILE\0")) ||
    (marker === APP14 && standsAt(segment, 4, "Adobe") && segment.length === ADOBE_BYTES + 2);
}

/** What applications write for themselves, and comments. */
function isMetadata(marker: number): boolean {
  return (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
}

function app1(turn: Turn): Bytes {
  const data = joined([ascii("Exif\0\0"), writeTurn(turn)]);
  return joined([Uint8Array.of(0xff, APP1, 0, data.length + 2), data]);
}
