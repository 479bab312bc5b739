/**
 * The page that Ajar is measured against: a browser that talks to Janus itself, with no server of ours between, in the best
 * order that is possible from a click on. Camera and both handles are opened in parallel, candidates trickle, the
 * subscription starts as soon as the room is joined, publishing as soon as camera and room are there. Who is there already
 * sees the newcomer too, by a connection of its own.
 */

export interface BareSettings {
  /** Of Janus itself, or of a proxy before it. */
  readonly url: string;
  readonly secret: string;
  readonly room: string;
  readonly name: string;
  /** Joins without a click. */
  readonly start: boolean;
  /** The same picture as Ajar asks a camera for. */
  readonly camera: MediaTrackConstraints;
}

/** Runs in the page. Everything else of it is the button below. */
function bareCall(settings: BareSettings): void {
  type Json = Record<string, unknown>;
  const button = document.querySelector("button");

  async function call(): Promise<void> {
    const camera = navigator.mediaDevices.getUserMedia({ audio: true, video: settings.camera });
    const socket = new WebSocket(settings.url, "janus-protocol");
    const waiting = new Map<string, (answer: Json) => void>();
    const onEvent = new Map<number, (event: Json) => void>();
    let session = 0;
    let count = 0;

    socket.addEventListener("message", ({ data }) => {
      const message = JSON.parse(String(data)) as Json;
      const done = waiting.get(String(message.transaction));
      if (message.janus === "ack") return;
      if (done) {
        waiting.delete(String(message.transaction));
        done(message);
      } else if (message.janus === "event") onEvent.get(Number(message.sender))?.(message);
    });
    function ask(body: Json): Promise<Json> {
      const transaction = String(++count);
      const answered = new Promise<Json>((resolve) => waiting.set(transaction, resolve));
      socket.send(
        JSON.stringify({
          ...body,
          transaction,
          apisecret: settings.secret,
          ...(session ? { session_id: session } : {}),
        }),
      );
      return answered;
    }
    async function attach(): Promise<number> {
      const answer = await ask({ janus: "attach", plugin: "janus.plugin.videoroom" });
      return Number((answer.data as Json).id);
    }
    function trickle(peer: RTCPeerConnection, handle: number): void {
      peer.addEventListener("icecandidate", ({ candidate }) => {
        void ask({ janus: "trickle", handle_id: handle, candidate: candidate ?? { completed: true } });
      });
    }

    await new Promise((resolve) => socket.addEventListener("open", resolve));
    session = Number(((await ask({ janus: "create" })).data as Json).id);
    setInterval(() => void ask({ janus: "keepalive" }), 20_000);
    const [publisher, subscriber] = await Promise.all([attach(), attach()]);
    const joined = await ask({
      janus: "message",
      handle_id: publisher,
      body: { request: "join", ptype: "publisher", room: settings.room, display: settings.name },
    });
    const room = (joined.plugindata as Json).data as Json;

    let receiving: RTCPeerConnection | null = null;
    async function subscribe(feeds: readonly Json[], subscriber: number): Promise<void> {
      if (feeds.length === 0) return;
      receiving?.close();
      document.querySelector("[data-seat]")?.remove();
      receiving = new RTCPeerConnection();
      trickle(receiving, subscriber);
      receiving.addEventListener("track", ({ track, streams }) => {
        if (track.kind !== "video") return;
        const tile = document.createElement("div");
        tile.dataset.seat = "other";
        const video = document.createElement("video");
        video.autoplay = video.muted = video.playsInline = true;
        video.srcObject = streams[0] ?? new MediaStream([track]);
        tile.append(video);
        document.body.append(tile);
      });
      const attached = await ask({
        janus: "message",
        handle_id: subscriber,
        body: {
          request: "join",
          ptype: "subscriber",
          room: settings.room,
          private_id: room.private_id,
          streams: feeds.map(({ id }) => ({ feed: id })),
        },
      });
      await receiving.setRemoteDescription(attached.jsep as unknown as RTCSessionDescriptionInit);
      await receiving.setLocalDescription();
      void ask({
        janus: "message",
        handle_id: subscriber,
        body: { request: "start" },
        jsep: receiving.localDescription,
      });
    }
    async function publish(): Promise<void> {
      const sending = new RTCPeerConnection();
      trickle(sending, publisher);
      const stream = await camera;
      for (const track of stream.getTracks()) sending.addTrack(track, stream);
      await sending.setLocalDescription();
      const answer = await ask({
        janus: "message",
        handle_id: publisher,
        body: { request: "publish" },
        jsep: sending.localDescription,
      });
      await sending.setRemoteDescription(answer.jsep as unknown as RTCSessionDescriptionInit);
    }
    onEvent.set(publisher, (event) => {
      const publishers = ((event.plugindata as Json).data as Json).publishers;
      if (Array.isArray(publishers)) void attach().then((handle) => subscribe(publishers, handle));
    });
    await Promise.all([subscribe(room.publishers as Json[], subscriber), publish()]);
    document.body.dataset.sending = "yes";
    document.addEventListener(
      "hang-up",
      () => void ask({ janus: "destroy" }).then(() => document.body.dataset.gone = "yes"),
    );
  }

  button?.addEventListener("click", () => void call());
  if (settings.start) void call();
}

export function barePage(settings: BareSettings): string {
  return `<!doctype html><meta charset="utf-8"><title>bare</title><button>Join</button>
<script>(${bareCall})(${JSON.stringify(settings).replaceAll("<", "\\u003c")})</script>`;
}
