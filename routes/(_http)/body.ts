/** What arrives as a request's body, up to a bound: whoever sends more gets no more of our memory than that. */
import { type Bytes, joined } from "../../domain/bytes.ts";

/** Far above any form or JSON call of ours but those that take long lists or files, in bytes. */
export const BODY_LIMIT_BYTES = 16 * 1024;
/** What is read and dropped of a longer body, where its sender is to be answered: a browser that still sends takes no answer. */
const DROPPED_MAX_BYTES = 128 * 1024 * 1024;

/** Null if it is longer; the rest is then left unread. */
export async function readBytes(req: Request, limitBytes = BODY_LIMIT_BYTES): Promise<Bytes | null> {
  const chunks: Bytes[] = [];
  let length = 0;
  for await (const chunk of req.body ?? []) {
    length += chunk.byteLength;
    if (length > limitBytes) return null;
    chunks.push(chunk);
  }
  return joined(chunks);
}

export interface Beginning {
  readonly bytes: Bytes;
  /** Whether that is all of it. */
  readonly whole: boolean;
}

/** No more than that of it; the rest is read and dropped. Null for what is far too long. */
export async function readBeginning(req: Request, limitBytes: number): Promise<Beginning | null> {
  const chunks: Bytes[] = [];
  let length = 0;
  for await (const chunk of req.body ?? []) {
    const room = Math.max(0, limitBytes - length);
    if (room > 0) chunks.push(chunk.subarray(0, room));
    length += chunk.byteLength;
    if (length > limitBytes + DROPPED_MAX_BYTES) return null;
  }
  return { bytes: joined(chunks), whole: length <= limitBytes };
}
