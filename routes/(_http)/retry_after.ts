/** The header that tells when a refused deed may be tried again; none where it is not a matter of time. */
import type { Outcome } from "../../domain/refusal.ts";

export function retryAfter(outcome: Outcome<unknown> | null): Headers {
  const seconds = outcome === null || outcome.ok ? undefined : outcome.retryAfterSeconds;
  return new Headers(seconds === undefined ? {} : { "Retry-After": String(seconds) });
}
