/** How long a seat, or a knock, waits for somebody without a connection. Times are milliseconds since the epoch. */

/** After a lost socket: longer than a reload or a change of network takes, short enough not to keep a place for nobody. */
export const LOST_SOCKET_GRACE_MS = 30_000;
/** After taking a seat by the form or the JSON API, where the socket may follow later or never. */
export const NO_SOCKET_GRACE_MS = 120_000;

/** When a seat that is away now is given up. `everConnected`: whether a socket was on it since it was taken. */
export function releaseAt(everConnected: boolean, now: number): number {
  return now + (everConnected ? LOST_SOCKET_GRACE_MS : NO_SOCKET_GRACE_MS);
}
