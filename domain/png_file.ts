/**
 * PNG files without what they tell besides the picture: kept are the chunks that decode it, its colours and which way up it is. Texts,
 * times, EXIF data, an animation's further pictures and whatever stands behind the picture are left behind. PNG, third edition.
 */
import { ascii, type Bytes, joined, standsAt, viewOf } from "./bytes.ts";
import { readTurn, type Turn, turned, writeTurn } from "./exif.ts";
import type { CleanPicture } from "./picture.ts";

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const KEPT: ReadonlySet<string> = new Set([
  "IHDR",
  "PLTE",
  "IDAT",
  "tRNS",
  "cHRM",
  "gAMA",
  "iCCP",
  "sBIT",
  "sRGB",
  "cICP",
]);
const HEADER_BYTES = 13;

export function isPng(file: Bytes): boolean {
  return SIGNATURE.every((byte, at) => file[at] === byte);
}

/** Null for what is damaged or cut off. */
export function cleanPng(file: Bytes): CleanPicture | null {
  const view = viewOf(file);
  const kept: Bytes[] = [];
  let turn: Turn = 1;
  let hasData = false;
  for (let at = SIGNATURE.length;;) {
    // Its length, name and checksum.
    if (at + 12 > file.length) return null;
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > file.length) return null;
    const name = String.fromCharCode(...file.subarray(at + 4, at + 8));
    if ((kept.length === 0) !== (name === "IHDR" && length === HEADER_BYTES)) return null;
    if (name === "IEND") break;
    if (KEPT.has(name)) kept.push(file.subarray(at, end));
    else if (name === "eXIf") turn = readTurn(file.subarray(at + 8, end - 4));
    // One that must be understood is named with a capital letter.
    else if (/^[A-Z]/.test(name)) return null;
    hasData ||= name === "IDAT";
    at = end;
  }
  if (!hasData) return null;
  const [header, ...others] = kept;
  if (header === undefined || !standsAt(header, 4, "IHDR")) return null;
  const size = { width: viewOf(header).getUint32(8), height: viewOf(header).getUint32(12) };
  const exif = turn === 1 ? [] : [chunk("eXIf", writeTurn(turn))];
  return {
    type: "image/png",
    ...turned(size, turn),
    bytes: joined([SIGNATURE, header, ...exif, ...others, chunk("IEND", new Uint8Array())]),
  };
}

function chunk(name: string, data: Bytes): Bytes {
  const named = joined([ascii(name), data]);
  const whole = new Uint8Array(named.length + 8);
  viewOf(whole).setUint32(0, data.length);
  whole.set(named, 4);
  viewOf(whole).setUint32(whole.length - 4, checksum(named));
  return whole;
}

/** CRC-32, as in annex D there, without its table: only a few bytes are written here. */
function checksum(bytes: Bytes): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
