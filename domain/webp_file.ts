/**
 * WebP files without what they tell besides the picture: kept are the picture, its transparency, its colours and which way up it is.
 * EXIF and XMP data, unknown chunks and whatever stands behind the picture are left behind. RFC 9649, section 2.
 */
import { ascii, type Bytes, joined, standsAt, viewOf } from "./bytes.ts";
import { readTurn, type Turn, turned, writeTurn } from "./exif.ts";
import type { CleanPicture } from "./picture.ts";

const ICC = 0x20;
const ALPHA = 0x10;
const EXIF = 0x08;
const ANIMATION = 0x02;

interface Chunks {
  /** Of the picture: lossy, or lossless. */
  readonly frame: { readonly name: "VP8 " | "VP8L"; readonly data: Bytes };
  /** Null in the simple format, which has nothing besides the picture. */
  readonly extended: Bytes | null;
  readonly colours: Bytes | null;
  readonly alpha: Bytes | null;
  readonly exif: Bytes | null;
}

export function isWebp(file: Bytes): boolean {
  return standsAt(file, 0, "RIFF") && standsAt(file, 8, "WEBP");
}

/** Null for what is damaged, cut off, or moves. */
export function cleanWebp(file: Bytes): CleanPicture | null {
  const chunks = readChunks(file);
  if (chunks === null) return null;
  const { frame, extended, colours, alpha, exif } = chunks;
  const size = frame.name === "VP8 " ? lossySize(frame.data) : losslessSize(frame.data);
  if (size === null) return null;
  if (extended === null) return { type: "image/webp", ...size, bytes: riff([chunk(frame.name, frame.data)]) };
  if (extended.length < 10 || ((extended[0] ?? 0) & ANIMATION) !== 0) return null;
  if (uint24(extended, 4) + 1 !== size.width || uint24(extended, 7) + 1 !== size.height) return null;
  const turn: Turn = exif === null ? 1 : readTurn(standsAt(exif, 0, "Exif\0\0") ? exif.subarray(6) : exif);
  const head = Uint8Array.from(extended.subarray(0, 10));
  head[0] = ((extended[0] ?? 0) & ALPHA) | (colours === null ? 0 : ICC) | (turn === 1 ? 0 : EXIF);
  return {
    type: "image/webp",
    ...turned(size, turn),
    bytes: riff([
      chunk("VP8X", head),
      ...(colours === null ? [] : [chunk("ICCP", colours)]),
      ...(alpha === null ? [] : [chunk("ALPH", alpha)]),
      chunk(frame.name, frame.data),
      ...(turn === 1 ? [] : [chunk("EXIF", writeTurn(turn))]),
    ]),
  };
}

function readChunks(file: Bytes): Chunks | null {
  const view = viewOf(file);
  const end = file.length < 12 ? 0 : 8 + view.getUint32(4, true);
  if (end > file.length) return null;
  const found = new Map<string, Bytes>();
  for (let at = 12; at < end;) {
    if (at + 8 > end) return null;
    const length = view.getUint32(at + 4, true);
    if (at + 8 + length > end) return null;
    const name = String.fromCharCode(...file.subarray(at, at + 4));
    // The first of each counts.
    if (!found.has(name)) found.set(name, file.subarray(at + 8, at + 8 + length));
    at += 8 + length + length % 2;
  }
  const lossy = found.get("VP8 ");
  const lossless = found.get("VP8L");
  const frame = lossy !== undefined
    ? { name: "VP8 " as const, data: lossy }
    : lossless !== undefined
    ? { name: "VP8L" as const, data: lossless }
    : null;
  if (frame === null || (lossy !== undefined && lossless !== undefined)) return null;
  return {
    frame,
    extended: found.get("VP8X") ?? null,
    colours: found.get("ICCP") ?? null,
    alpha: found.get("ALPH") ?? null,
    exif: found.get("EXIF") ?? null,
  };
}

/** RFC 6386, section 9.1: a key frame, its start code, and 14 bits each. */
function lossySize(data: Bytes): { readonly width: number; readonly height: number } | null {
  if (data.length < 10 || ((data[0] ?? 1) & 1) !== 0) return null;
  if (data[3] !== 0x9d || data[4] !== 0x01 || data[5] !== 0x2a) return null;
  const view = viewOf(data);
  return { width: view.getUint16(6, true) & 0x3fff, height: view.getUint16(8, true) & 0x3fff };
}

/** RFC 9649, section 3.4: a signature, then 14 bits each, less one. */
function losslessSize(data: Bytes): { readonly width: number; readonly height: number } | null {
  if (data.length < 5 || data[0] !== 0x2f) return null;
  const bits = viewOf(data).getUint32(1, true);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

function uint24(data: Bytes, at: number): number {
  return viewOf(data).getUint16(at, true) + ((data[at + 2] ?? 0) << 16);
}

function chunk(name: string, data: Bytes): Bytes {
  const length = new Uint8Array(4);
  viewOf(length).setUint32(0, data.length, true);
  return joined([ascii(name), length, data, new Uint8Array(data.length % 2)]);
}

function riff(chunks: readonly Bytes[]): Bytes {
  return chunk("RIFF", joined([ascii("WEBP"), ...chunks]));
}
