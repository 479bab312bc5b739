/**
 * Makes a chosen picture as small as pages show it, before it is sent: photos of phones are many megabytes, and everybody who looks
 * at a list would load them. What comes out of a canvas holds nothing but the picture. Where this fails the file goes as it is, and
 * the server has the last word.
 */
import { PICTURE_MAX_BYTES, PICTURE_TYPES } from "../domain/picture.ts";

/** Of the longer side, in pixels: sharp on a wide screen of double density. */
const LONGEST_SIDE = 1920;
/** What is no larger than that, in bytes, and fits, is sent as it came. */
const SMALL_ENOUGH_BYTES = 400 * 1024;
const QUALITY = 0.85;

export interface Sides {
  readonly width: number;
  readonly height: number;
}

/** With the same shape, and never larger than it was. */
export function fittingSides({ width, height }: Sides, longest: number): Sides {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Shows the chosen picture on the canvas, and puts the smaller file in the field's place. False for what cannot be read. */
export async function preparePicture(field: HTMLInputElement, canvas: HTMLCanvasElement): Promise<boolean> {
  const file = field.files?.[0];
  if (file === undefined) return false;
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return false;
  }
  const { width, height } = fittingSides(picture, LONGEST_SIDE);
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d")?.drawImage(picture, 0, 0, width, height);
  const fits = picture.width === width && picture.height === height;
  picture.close();
  const isTaken = PICTURE_TYPES.some((type) => type === file.type);
  if (isTaken && fits && file.size <= SMALL_ENOUGH_BYTES) return true;
  const smaller = await smallest(canvas, file);
  // Somebody may have chosen another one meanwhile.
  if (smaller !== null && field.files?.[0] === file) replaceFile(field, smaller);
  return true;
}

/** Null where none is smaller than the file, which can be sent as it is then. */
async function smallest(canvas: HTMLCanvasElement, file: File): Promise<File | null> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/webp", QUALITY));
  if (blob === null || blob.size > PICTURE_MAX_BYTES) return null;
  const isTaken = PICTURE_TYPES.some((type) => type === file.type) && file.size <= PICTURE_MAX_BYTES;
  return isTaken && blob.size >= file.size ? null : new File([blob], file.name, { type: blob.type });
}

function replaceFile(field: HTMLInputElement, file: File): void {
  const list = new DataTransfer();
  list.items.add(file);
  field.files = list.files;
}
