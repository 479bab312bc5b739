/** Bytes of files: looked at and put together. */

export type Bytes = Uint8Array<ArrayBuffer>;

export function joined(parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Each letter as one byte. */
export function ascii(text: string): Bytes {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** Whether that text stands there, in ASCII. */
export function standsAt(file: Bytes, at: number, text: string): boolean {
  return text.length <= file.length - at && ascii(text).every((byte, index) => file[at + index] === byte);
}

export function viewOf(file: Bytes): DataView<ArrayBuffer> {
  return new DataView(file.buffer, file.byteOffset, file.byteLength);
}
