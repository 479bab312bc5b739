/** How often an address called one of better-auth's paths within the running window (its model "rateLimit"). */
export interface AuthRateLimitTable {
  id: string;
  key: string;
  count: number;
  /** Milliseconds since the epoch. */
  last_request: number;
}
