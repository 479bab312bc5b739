/**
 * Both peer connections of a visit and what happens when one of them fails: a restart of ICE, a new connection, or word to
 * the session that only joining anew helps. Pictures of an old connection stay up until the new one has its first frame.
 * It owns the connections; the tracks that it sends belong to the own devices.
 */
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { ServerMessageOf, WireIceServer, WireOffer } from "../protocol/signal.ts";
import type { OwnDevices } from "./own_devices.ts";
import type { PeerTrouble } from "./peer_watch.ts";
import { createReceivingPeer, type ReceivingPeer, type Remote } from "./receiving_peer.ts";
import { createSendingPeer, type PublishOffer, type SendingPeer } from "./sending_peer.ts";
import { Refused, type SignalSocket } from "./socket.ts";
import { createLatest } from "./latest.ts";

type Direction = "send" | "receive";

export interface MediaLink {
  readonly remote: ReadonlySignal<Remote>;
  /** True while media does not get through although it should. */
  readonly interrupted: ReadonlySignal<boolean>;
  /** The others can be shown one's own screen: the server has taken it. */
  readonly shares: ReadonlySignal<boolean>;
  /** Makes both connections anew, for the next `joined`. Those that carry media go on until they are replaced. */
  renew(iceServers: readonly WireIceServer[]): void;
  /** What `join` brings along; null if that connection was replaced meanwhile. */
  offer(): Promise<PublishOffer | null>;
  /**
   * Takes what `joined` brought, after a `renew` unless it was kept. `offered`: an answer to what `join` brought along
   * follows. `arriving`: what is received is on its way.
   */
  joined(
    joined: ServerMessageOf<"joined">,
    offered: boolean,
  ): { readonly arriving: Promise<void>; readonly done: Promise<void> };
  /** Once what is received flows: both at once would hold each other up. First see who is there, a moment later be seen. */
  takePublishAnswer(sdp: string): Promise<void>;
  takeOffer(offer: WireOffer): Promise<void>;
  /** What one is offered at the door: connects, so that `joined` finds that done. */
  takeAhead(offer: WireOffer): void;
  /**
   * Whether that connection is there: one that does not come would leave those inside unseen. One that is on its way is
   * waited for, since another one would be there later still.
   */
  isAhead(): Promise<boolean>;
  takeCandidates(message: ServerMessageOf<"candidates">): Promise<void>;
  hungUp(direction: Direction): Promise<void>;
  /** After a change of network: new ICE credentials for both directions. */
  restart(): Promise<void>;
  /** How many people see each other; what is sent follows in a while. */
  fit(seats: number): void;
  /** Ends both connections; `renew` begins again. */
  reset(): void;
  close(): void;
}

export interface MediaLinkDeps {
  readonly socket: Pick<SignalSocket, "send" | "request">;
  readonly own: Pick<OwnDevices, "microphone" | "camera" | "screen">;
  /** Nothing but joining anew helps. */
  readonly onBroken: () => void;
  /** What is sent has changed; the work tells the server, and may fail as everything that does. */
  readonly onStale: (work: Promise<void>) => void;
  readonly createSending: typeof createSendingPeer;
  readonly createReceiving: typeof createReceivingPeer;
}

export const REAL_PEERS = { createSending: createSendingPeer, createReceiving: createReceivingPeer };

const REQUEST_MILLISECONDS = 10_000;
/** How long what one sends waits for what one receives: for a connection, or for the first picture over one that is there. */
const CONNECTED_MILLISECONDS = 400;
const SEEN_MILLISECONDS = 150;
const FIRST_FRAME_MILLISECONDS = 5000;
/** How long a click waits for the connection that the door has begun. */
const AHEAD_MILLISECONDS = 200;
/** How long a restart of ICE, or the server's own word about an ended connection, may take. */
const PATIENCE_MILLISECONDS: Readonly<Record<PeerTrouble, number>> = { network: 4000, ended: 3000 };

/** An encoder that changes its size just when somebody comes in makes them wait for their first picture. */
const FIT_MILLISECONDS = 4000;

const NOBODY: Remote = new Map();

export function createMediaLink(deps: MediaLinkDeps): MediaLink {
  const { socket, own } = deps;
  const remote = signal<Remote>(NOBODY);
  const sending = signal<SendingPeer | null>(null);
  const interrupted = signal(false);
  const shares = signal(false);
  let offersScreen = false;
  let restartDue = false;
  let receiving: ReceivingPeer | null = null;
  let showing: ReceivingPeer | null = null;
  let servers: readonly WireIceServer[] = [];
  let receivingEnded = false;
  /** What is received was offered at the door, and nothing has come of it yet but a connection. */
  let ahead: ReceivingPeer | null = null;
  let seats = 1;
  let fitting: ReturnType<typeof setTimeout> | undefined;
  let turnToSend: Promise<unknown> = Promise.resolve();
  let isAnswered = false;
  const patience = new Map<Direction, ReturnType<typeof setTimeout>>();

  const stopMicrophone = effect(() => {
    void sending.value?.send("microphone", own.microphone.value.track);
  });
  const stopCamera = effect(() => {
    void sending.value?.send("camera", own.camera.value.track);
  });
  const stopScreen = effect(() => {
    const peer = sending.value;
    // An offer under way has to be answered first, see `accept`.
    if (peer?.share(own.screen.track.value) && isAnswered) deps.onStale(publish());
  });

  function fitLater(): void {
    clearTimeout(fitting);
    fitting = setTimeout(() => void sending.peek()?.fit(seats).catch(() => {}), FIT_MILLISECONDS);
  }

  function renewSending(): void {
    sending.peek()?.close();
    const peer = deps.createSending({
      iceServers: servers,
      onCandidates: (candidates, complete) =>
        void socket.send({ type: "candidates", direction: "send", candidates, complete }),
      onTrouble: (trouble) => peer === sending.peek() && troubled("send", trouble),
      onFlow: () => peer === sending.peek() && flows("send"),
    });
    isAnswered = false;
    sending.value = peer;
    fitLater();
  }

  function renewReceiving(): void {
    if (ahead) {
      ahead = showing = null;
      remote.value = NOBODY;
    }
    if (receiving !== showing) receiving?.close();
    receivingEnded = false;
    let latest: Remote = NOBODY;
    const peer: ReceivingPeer = deps.createReceiving({
      iceServers: servers,
      onCandidates: (candidates, complete) =>
        void socket.send({ type: "candidates", direction: "receive", candidates, complete }),
      sendAnswer(negotiation, sdp) {
        socket.request({ type: "answer", negotiation, sdp }, REQUEST_MILLISECONDS).catch((error: unknown) => {
          if (error instanceof Refused) trouble("network");
        });
      },
      onTracks(tracks) {
        latest = tracks;
        if (peer === showing) return void (remote.value = tracks);
        void peer.connected(FIRST_FRAME_MILLISECONDS).then(hear);
        void peer.firstFrame(tracks.size > 0 ? FIRST_FRAME_MILLISECONDS : 0).then(show);
      },
      // Once the server has said so, the new connection's time runs.
      onTrouble: (what) => receivingEnded || trouble(what),
      onFlow: () => peer === receiving && flows("receive"),
    });
    function trouble(what: PeerTrouble): void {
      if (peer === ahead) renewReceiving();
      else if (peer === receiving) troubled("receive", what);
    }
    /** Sound goes over as soon as it can come: pictures may take long, or be none. */
    function hear(): void {
      if (peer === receiving && peer !== showing) remote.value = withPictures(latest, remote.peek());
    }
    function show(): void {
      if (peer !== receiving) return;
      remote.value = latest;
      if (showing !== peer) showing?.close();
      showing = peer;
    }
    receiving = peer;
    if (remote.peek().size === 0) show();
  }

  function flows(direction: Direction): void {
    clearTimeout(patience.get(direction));
    patience.delete(direction);
    interrupted.value = patience.size > 0;
  }

  function troubled(direction: Direction, trouble: PeerTrouble): void {
    flows(direction);
    patience.set(direction, setTimeout(deps.onBroken, PATIENCE_MILLISECONDS[trouble]));
    interrupted.value = true;
    // Without a socket this fails now; the session restarts both directions when it is back. What is sent gets a new
    // connection at once: a second restart of ICE on the same one seldom helps where the first did not.
    if (trouble === "network") (direction === "send" ? publishAnew() : restartReceiving()).catch(() => {});
  }

  const publish = createLatest<void>(async () => {
    const peer = sending.peek();
    if (!peer) return;
    const restarts = restartDue;
    restartDue = isAnswered = false;
    try {
      const offer = noted(restarts ? await peer.restart() : await peer.offer());
      const { sdp } = await socket.request({ type: "publish", ...offer }, REQUEST_MILLISECONDS);
      await accept(peer, sdp);
    } catch (error) {
      // Who replaced it meanwhile publishes from the new one.
      if (peer === sending.peek()) throw error;
    }
  });

  function noted(offer: PublishOffer): PublishOffer {
    offersScreen = offer.tracks.some(({ kind }) => kind === "screen");
    return offer;
  }

  async function accept(peer: SendingPeer, sdp: string): Promise<void> {
    await peer.accept(sdp);
    if (peer !== sending.peek()) return;
    isAnswered = true;
    shares.value = offersScreen;
    if (peer.isStale) deps.onStale(publish());
  }

  async function publishAnew(): Promise<void> {
    renewSending();
    await publish();
  }

  async function restartReceiving(): Promise<void> {
    await socket.request({ type: "restart_receiving" }, REQUEST_MILLISECONDS);
  }

  async function takeOffer(offer: WireOffer): Promise<void> {
    if (receivingEnded || !receiving) renewReceiving();
    await receiving?.accept(offer);
  }

  function reset(): void {
    flows("send");
    flows("receive");
    clearTimeout(fitting);
    sending.peek()?.close();
    for (const peer of new Set([receiving, showing])) peer?.close();
    sending.value =
      receiving =
      showing =
      ahead =
        null;
    remote.value = NOBODY;
    shares.value = false;
  }

  return {
    remote,
    interrupted,
    shares,
    renew(iceServers) {
      servers = iceServers;
      flows("send");
      flows("receive");
      renewSending();
      renewReceiving();
    },
    async offer() {
      const peer = sending.peek();
      if (!peer) throw new TypeError("offer before renew");
      try {
        return noted(await peer.offer());
      } catch (error) {
        if (peer === sending.peek()) throw error;
        return null;
      }
    },
    joined({ kept, offer, ahead: tracks }, offered) {
      const near = ahead;
      if (near && !tracks) renewReceiving();
      ahead = null;
      if (tracks && near) near.assign(tracks);
      // It was lost on the way in.
      else if (tracks) deps.onBroken();
      // Nothing will take its place: nobody sends.
      else if (!kept && !offer && showing !== receiving) showing?.close();
      const answered = offer ? takeOffer(offer) : Promise.resolve();
      const seen = answered.then((): Promise<unknown> | undefined => {
        if (tracks) return receiving?.firstFrame(SEEN_MILLISECONDS);
        return offer && !kept ? receiving?.connected(CONNECTED_MILLISECONDS) : undefined;
      });
      turnToSend = seen.catch(() => {});
      // The answer may also have been lost with the socket.
      const done = seen.then(() => (kept ? isAnswered : offered) ? undefined : publish());
      const arriving = answered.then(() => offer && !kept ? receiving?.begun : undefined);
      return { arriving, done };
    },
    takeOffer,
    takeAhead(offer) {
      if (ahead) renewReceiving();
      const peer = ahead = receiving;
      peer?.accept(offer).catch(() => peer === ahead && renewReceiving());
    },
    isAhead: async () => !!(await ahead?.connected(AHEAD_MILLISECONDS)),
    async takePublishAnswer(sdp) {
      const peer = sending.peek();
      await turnToSend;
      if (peer && peer === sending.peek()) await accept(peer, sdp);
    },
    async takeCandidates({ direction, candidates }) {
      const peer = direction === "send" ? sending.peek() : receiving;
      // Before the answer to which they belong a browser takes none.
      if (direction === "send") await turnToSend;
      await peer?.addCandidates(candidates);
    },
    async hungUp(direction) {
      if (direction === "send") return await publishAnew();
      // An offer follows, if anybody sends.
      if (remote.peek().size > 0) troubled("receive", "ended");
      else flows("receive");
      receivingEnded = true;
    },
    async restart() {
      restartDue = true;
      await Promise.all([publish(), receiving && remote.peek().size > 0 ? restartReceiving() : null]);
    },
    fit(count) {
      seats = count;
      fitLater();
    },
    reset,
    close() {
      stopMicrophone();
      stopCamera();
      stopScreen();
      reset();
    },
  };
}

/** What is heard is new; who was seen before is seen as before. */
function withPictures(tracks: Remote, before: Remote): Remote {
  return new Map([...tracks].map(([seatId, { microphone, camera, screen }]) => {
    const seen = before.get(seatId);
    return [seatId, { microphone, camera: seen?.camera ?? camera, screen: seen?.screen ?? screen }];
  }));
}
