/**
 * The one thing that a picture needs of its EXIF data: which way up the camera was held. Everything else in there (where, when, with
 * which device) is left behind. The data is a TIFF file of its own: TIFF 6.0, section 2.
 */
import { type Bytes, viewOf } from "./bytes.ts";

/** How the picture is to be turned or mirrored, as EXIF counts it; 1: not at all, and from 5 on width and height change places. */
export type Turn = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const ORIENTATION = 0x0112;
const SHORT = 3;
const ENTRY_BYTES = 12;

/** 1 where nothing is said of it, or nothing that can be read. */
export function readTurn(tiff: Bytes): Turn {
  if (tiff.length < 8) return 1;
  const view = viewOf(tiff);
  const littleEndian = view.getUint16(0) === 0x4949;
  if ((!littleEndian && view.getUint16(0) !== 0x4d4d) || view.getUint16(2, littleEndian) !== 42) return 1;
  const directory = view.getUint32(4, littleEndian);
  if (directory + 2 > tiff.length) return 1;
  const entries = view.getUint16(directory, littleEndian);
  for (let index = 0; index < entries; index += 1) {
    const at = directory + 2 + index * ENTRY_BYTES;
    if (at + ENTRY_BYTES > tiff.length) return 1;
    if (view.getUint16(at, littleEndian) !== ORIENTATION) continue;
    const value = view.getUint16(at + 8, littleEndian);
    return view.getUint16(at + 2, littleEndian) === SHORT && isTurn(value) ? value : 1;
  }
  return 1;
}

/** EXIF data that says nothing else. */
export function writeTurn(turn: Turn): Bytes {
  const tiff = new Uint8Array(26);
  const view = viewOf(tiff);
  view.setUint16(0, 0x4d4d);
  view.setUint16(2, 42);
  view.setUint32(4, 8);
  view.setUint16(8, 1);
  view.setUint16(10, ORIENTATION);
  view.setUint16(12, SHORT);
  view.setUint32(14, 1);
  view.setUint16(18, turn);
  return tiff;
}

/** As people see it. */
export function turned(
  { width, height }: { readonly width: number; readonly height: number },
  turn: Turn,
): { readonly width: number; readonly height: number } {
  return turn >= 5 ? { width: height, height: width } : { width, height };
}

function isTurn(value: number): value is Turn {
  return value >= 1 && value <= 8;
}
