/**
 * From a text frame to a message. Whatever does not pass is a violation of the protocol, which ends the socket: a page of
 * ours never sends one.
 */
import { type ClientMessage, clientMessage } from "./signal.ts";

export type Parsed =
  | { readonly ok: true; readonly message: ClientMessage }
  | {
    readonly ok: false;
    readonly violation: "malformed_json" | "unknown_type" | "bad_shape";
    /** The frame's own number, if that much of it could be read. */
    readonly id: number | null;
  };

const KNOWN_TYPES: ReadonlySet<unknown> = new Set(clientMessage.options.map((option) => option.shape.type.value));

/** Never throws. */
export function parseFrame(text: string): Parsed {
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return { ok: false, violation: "malformed_json", id: null };
  }
  const parsed = clientMessage.safeParse(frame);
  if (parsed.success) return { ok: true, message: parsed.data };
  const known = typeof frame === "object" && frame !== null && "type" in frame && KNOWN_TYPES.has(frame.type);
  return { ok: false, violation: known ? "bad_shape" : "unknown_type", id: idOf(frame) };
}

function idOf(frame: unknown): number | null {
  if (typeof frame !== "object" || frame === null || !("id" in frame)) return null;
  return typeof frame.id === "number" && Number.isSafeInteger(frame.id) && frame.id >= 0 ? frame.id : null;
}
