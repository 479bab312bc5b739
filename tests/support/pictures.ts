/** Small pictures as a browser writes them, 24 by 16 pixels, and what cameras and programs add to them. */
import { ascii, type Bytes, joined, viewOf } from "../../domain/bytes.ts";

/** What must not be kept. */
export const SECRET = "52.5200 N, 13.4050 E";

export const JPEG: Bytes = decoded(
  "/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAA" +
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" +
    "AAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAA" +
    "ABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1" +
    "AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAP" +
    "KnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/" +
    "2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi" +
    "9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAQABgDASIAAhEBAxEB/8QAFQABAQAA" +
    "AAAAAAAAAAAAAAAAAAT/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFgEBAQEAAAAAAAAAAAAAAAAAAAME/8QAGBEAAgMAAAAAAAAAAAAAAAAAAB" +
    "VioeH/2gAMAwEAAhEDEQA/AIROLq51pobQvCgTgrnWhtC8P//Z",
);

export const PNG: Bytes = decoded(
  "iVBORw0KGgoAAAANSUhEUgAAABgAAAAQCAYAAAAMJL+VAAAAPklEQVR4AeyRsQkAMAzDQg7p3CN6R+/rOf0qOUFD8GaDN4NByn92KZshjg8QsB" +
    "ExorteKGsH7AAXw4EdIMAGAAD//1uqstYAAAAGSURBVAMAn5VOCb+/OqgAAAAASUVORK5CYII=",
);

/** Lossy, with transparency and a colour profile. */
export const WEBP: Bytes = decoded(
  "UklGRkQCAABXRUJQVlA4WAoAAAAwAAAAFwAADwAASUNDUMgBAAAAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAA" +
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" +
    "AAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAA" +
    "ABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1" +
    "AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAP" +
    "KnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADZB" +
    "TFBIFAAAAAEP8MD/iIggFkzyl+4dQkT/c44BVlA4IDoAAAAwAwCdASoYABAAPtFUo0uoJKMhsAgBABoJaACxGoAAhY2AAP7mH+z467x8z2v//B" +
    "BbUQoI874QAAAA",
);

function decoded(base64: string): Bytes {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

/** EXIF data of a camera that was turned, with the place in it. */
export function exif(turn: number, littleEndian = true): Bytes {
  const head = new Uint8Array(38);
  const view = viewOf(head);
  view.setUint16(0, littleEndian ? 0x4949 : 0x4d4d);
  view.setUint16(2, 42, littleEndian);
  view.setUint32(4, 8, littleEndian);
  view.setUint16(8, 2, littleEndian);
  const entries = [[0x010f, 2, SECRET.length, 38], [0x0112, 3, 1, turn]] as const;
  for (const [index, [tag, type, count, value]] of entries.entries()) {
    const at = 10 + index * 12;
    view.setUint16(at, tag, littleEndian);
    view.setUint16(at + 2, type, littleEndian);
    view.setUint32(at + 4, count, littleEndian);
    if (type === 3) view.setUint16(at + 8, value, littleEndian);
    else view.setUint32(at + 8, value, littleEndian);
  }
  return joined([head, ascii(SECRET)]);
}

function segment(marker: number, data: Bytes): Bytes {
  return joined([Uint8Array.of(0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255), data]);
}

/** As a phone writes it: EXIF and XMP data, a comment, and a film behind the picture. */
export function jpegOfPhone(turn: number): Bytes {
  return joined([
    JPEG.subarray(0, 2),
    segment(0xe1, joined([ascii("Exif\0\0"), exif(turn)])),
    segment(0xe1, ascii(`http://ns.adobe.com/xap/1.0/\0${SECRET}`)),
    segment(0xed, ascii(`Photoshop 3.0\0${SECRET}`)),
    segment(0xfe, ascii(SECRET)),
    JPEG.subarray(2),
    ascii(`ftypmp42 ${SECRET}`),
  ]);
}

function pngChunk(name: string, data: Bytes): Bytes {
  const length = new Uint8Array(4);
  viewOf(length).setUint32(0, data.length);
  return joined([length, ascii(name), data, new Uint8Array(4)]);
}

/** Behind the header of the PNG. */
export function pngWith(name: string, data: Bytes): Bytes {
  return joined([PNG.subarray(0, 33), pngChunk(name, data), PNG.subarray(33)]);
}

function webpChunk(name: string, data: Bytes): Bytes {
  const length = new Uint8Array(4);
  viewOf(length).setUint32(0, data.length, true);
  return joined([ascii(name), length, data, new Uint8Array(data.length % 2)]);
}

/** Behind all other chunks of the WebP. */
export function webpWith(name: string, data: Bytes): Bytes {
  const whole = joined([WEBP, webpChunk(name, data)]);
  viewOf(whole).setUint32(4, whole.length - 8, true);
  return whole;
}
