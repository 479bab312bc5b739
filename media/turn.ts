/**
 * Time-limited TURN credentials as coturn's `use-auth-secret` takes them (the "TURN REST API" draft): the user name carries
 * the expiry, the password is an HMAC-SHA1 of it. The shared secret itself never leaves the server.
 */
import { createHmac } from "node:crypto";

export interface TurnSettings {
  /** `turn:` and `turns:` addresses. */
  readonly urls: readonly string[];
  readonly secret: string;
  readonly ttlSeconds: number;
}

/** What RTCPeerConnection takes as one of its `iceServers`. */
export interface IceServer {
  readonly urls: readonly string[];
  readonly username: string;
  readonly credential: string;
}

/** Credentials for one visitor. `user` only marks them in coturn's log; it may not hold a colon. Empty without addresses. */
export function turnServers(settings: TurnSettings, user: string, now: Date): readonly IceServer[] {
  if (settings.urls.length === 0) return [];
  const expiry = Math.floor(now.getTime() / 1000) + settings.ttlSeconds;
  const username = `${expiry}:${user.replaceAll(":", "_")}`;
  const credential = createHmac("sha1", settings.secret).update(username).digest("base64");
  return [{ urls: settings.urls, username, credential }];
}
