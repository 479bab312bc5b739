/** The wire's ICE servers in the form that RTCPeerConnection takes; STUN servers have no credentials. */
import type { WireIceServer } from "../protocol/signal.ts";

export function iceServers(servers: readonly WireIceServer[]): Pick<RTCConfiguration, "iceServers"> {
  return {
    iceServers: servers.map(({ urls, username, credential }) => ({
      urls: [...urls],
      ...(username && { username, credential }),
    })),
  };
}
