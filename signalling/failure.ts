/**
 * The one translator from what went wrong to what the page is told: a refusal by its code, what the media server would not
 * or could not do by one, and a fault by the id under which the log has it.
 */
import { MediaRejected, MediaUnavailable } from "../actions/deps.ts";
import type { Log } from "../domain/log.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { ClientMessage, ServerMessage } from "../protocol/signal.ts";

export function toRefused(message: ClientMessage, code: Refusal): ServerMessage {
  return { type: "refused", to: idOf(message), code };
}

/** Logs faults, and nothing else. */
export function toFailure(message: ClientMessage, error: unknown, log: Log, requestId: string): ServerMessage {
  if (error instanceof MediaRejected) return toRefused(message, "bad_sdp");
  if (error instanceof MediaUnavailable) return toRefused(message, "media_unavailable");
  log.error("Failed to handle a message", { requestId, message: message.type }, error);
  return { type: "failed", to: idOf(message), requestId };
}

function idOf(message: ClientMessage): number | null {
  return "id" in message ? message.id : null;
}
