/**
 * Notices that an RTCPeerConnection no longer carries anything. ICE says so late and a media server that hangs up is seen
 * first in the DTLS transport, while `connectionState` still says "connected".
 */
const DISCONNECTED_MILLISECONDS = 2500;

/** `network`: ICE lost its way, new credentials may help. `ended`: the other side closed, only a new connection helps. */
export type PeerTrouble = "network" | "ended";

/** Calls `onTrouble` once per trouble and `onFlow` whenever packets can pass (again). Returns what ends the watch. */
export function watchPeer(
  peer: RTCPeerConnection,
  { onTrouble, onFlow }: { onTrouble: (trouble: PeerTrouble) => void; onFlow: () => void },
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let transport: RTCDtlsTransport | null = null;

  function onIce(): void {
    clearTimeout(timer);
    findTransport();
    const state = peer.iceConnectionState;
    if (state === "connected" || state === "completed") onFlow();
    if (state === "failed") onTrouble("network");
    if (state === "disconnected") timer = setTimeout(onTrouble, DISCONNECTED_MILLISECONDS, "network");
  }

  /** It exists only after the first description has been applied. */
  function findTransport(): void {
    if (transport) return;
    transport = [...peer.getSenders(), ...peer.getReceivers()].find((end) => end.transport)?.transport ?? null;
    transport?.addEventListener("statechange", onDtls);
  }

  function onDtls(): void {
    if (transport?.state === "closed" || transport?.state === "failed") onTrouble("ended");
  }

  peer.addEventListener("iceconnectionstatechange", onIce);
  return () => {
    clearTimeout(timer);
    peer.removeEventListener("iceconnectionstatechange", onIce);
    transport?.removeEventListener("statechange", onDtls);
  };
}
