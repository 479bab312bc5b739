/** What arrives as a request's body, up to a bound: whoever sends more gets no more of our memory than that. */

/** Far above any form or JSON call of ours but those that take long lists, in bytes. */
export const BODY_LIMIT_BYTES = 16 * 1024;

/** Null if it is longer; the rest is then left unread. */
export async function readBytes(
  req: Request,
  limitBytes = BODY_LIMIT_BYTES,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (req.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of req.body) {
    length += chunk.byteLength;
    if (length > limitBytes) return null;
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
