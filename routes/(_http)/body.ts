/** What arrives as a request's body, up to a bound: whoever sends more gets no more of our memory than that. */

/** Far above any form or JSON call of ours, in bytes. */
export const BODY_LIMIT_BYTES = 16 * 1024;

/** Null if it is longer; the rest is then left unread. */
export async function readBytes(req: Request): Promise<Uint8Array<ArrayBuffer> | null> {
  if (req.body === null) return new Uint8Array();
  const bytes = new Uint8Array(BODY_LIMIT_BYTES);
  let length = 0;
  for await (const chunk of req.body) {
    if (length + chunk.byteLength > BODY_LIMIT_BYTES) return null;
    bytes.set(chunk, length);
    length += chunk.byteLength;
  }
  return bytes.slice(0, length);
}
