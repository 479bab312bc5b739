/**
 * Janus' error codes that Ajar tells apart, and their translation into the gateway's two exceptions.
 * Sources: Janus' `apierror.h` for the core (4xx), the head of its VideoRoom plugin for the rest.
 */
import { MediaRejected, MediaUnavailable } from "../gateway.ts";

export const NO_SUCH_SESSION = 458;
export const NO_SUCH_ROOM = 426;
export const ROOM_EXISTS = 427;
export const NO_SUCH_FEED = 428;
export const UNAUTHORIZED_ROOM = 433;

/** Unknown JSEP type, invalid SDP, unexpected answer, wrong WebRTC state; the plugin's invalid SDP type and invalid SDP. */
const REJECTIONS: readonly number[] = [464, 465, 469, 471, 437, 438];

/** An error answer of Janus' core or of the plugin, before translation. */
export class JanusError extends Error {
  override readonly name = "JanusError";
  readonly code: number;

  constructor(code: number, reason: string) {
    super(`Janus refused: ${code} ${reason}`);
    this.code = code;
  }
}

export function hasCode(error: unknown, ...codes: readonly number[]): boolean {
  return error instanceof JanusError && codes.includes(error.code);
}

/** Runs a step on behalf of a line; what it throws is one of the gateway's exceptions, or a fault of our own. */
export async function translated<T>(what: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof JanusError)) throw error;
    if (REJECTIONS.includes(error.code)) throw new MediaRejected(`Cannot ${what}: ${error.message}`, { cause: error });
    throw new MediaUnavailable(`Cannot ${what}: ${error.message}`, { cause: error });
  }
}
