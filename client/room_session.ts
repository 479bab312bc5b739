/**
 * One tab's visit to a room, from the lobby to the end: which stage it is at, and what has to be said to the server to get
 * or stay inside. Folds the server's events with the domain's own state machine. It does no media itself (`media_link.ts`),
 * opens no device (`own_devices.ts`) and draws nothing.
 */
import { computed, effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import type { SeatId } from "../domain/ids.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { LiveRoom, RoomEvent } from "../domain/room.ts";
import { fold } from "../domain/room_machine.ts";
import type { DoorView, ServerMessage, ServerMessageOf } from "../protocol/signal.ts";
import { PROTOCOL_VERSION } from "../protocol/version.ts";
import type { MediaLink, MediaLinkDeps } from "./media_link.ts";
import { createNewsroom, newsOf, type Newsroom } from "./news.ts";
import type { OwnDevices } from "./own_devices.ts";
import { type Connection, Refused, type SignalSocket, type SocketDeps, SocketLost } from "./socket.ts";
import type { RoomStorage } from "./storage.ts";
import { until } from "./until.ts";

/** `elsewhere`: the seat is used by another tab or device now. */
export type Stage = "lobby" | "joining" | "inside" | "left" | "ended" | "elsewhere";

/** Why one is not inside; shown once, by the stage that one is thrown back to. */
export type Trouble = Refusal | "no_answer" | "failed" | "outdated";

export interface RoomSession {
  readonly stage: ReadonlySignal<Stage>;
  readonly door: ReadonlySignal<DoorView>;
  readonly live: ReadonlySignal<LiveRoom | null>;
  readonly ownSeatId: ReadonlySignal<SeatId | null>;
  readonly trouble: ReadonlySignal<Trouble | null>;
  readonly connection: ReadonlySignal<Connection>;
  readonly mediaDown: ReadonlySignal<boolean>;
  readonly news: Newsroom["items"];
  readonly link: Pick<MediaLink, "remote" | "interrupted">;
  /** Resolves when inside, or when that failed and `trouble` says why. `nickname`: null for people with an account. */
  join(nickname: string | null, takeOver?: boolean): Promise<void>;
  /** Back into a seat that the server still holds, as after a reload; otherwise to the lobby. */
  comeBack(): Promise<void>;
  leave(): Promise<void>;
  /** Something outside changed that may have broken connections: the network, sleep. */
  wake(networkChanged: boolean): void;
  tellNews: Newsroom["tell"];
  close(): void;
}

export interface RoomSessionDeps {
  readonly code: string;
  readonly door: DoorView;
  readonly signedIn: boolean;
  readonly storage: RoomStorage;
  readonly own: OwnDevices;
  readonly openSocket: (deps: Omit<SocketDeps, "open" | "random">) => SignalSocket;
  readonly createLink: (deps: Pick<MediaLinkDeps, "socket" | "own" | "onBroken">) => MediaLink;
}

const READY_MILLISECONDS = 12_000;
const JOIN_MILLISECONDS = 12_000;
const LEAVE_MILLISECONDS = 3000;
const MEND_MILLISECONDS = 2000;

interface Wish {
  readonly nickname: string | null;
  readonly takeOver: boolean;
}

export function createRoomSession(deps: RoomSessionDeps): RoomSession {
  const { own, storage } = deps;
  const stage = signal<Stage>("lobby");
  const door = signal(deps.door);
  const live = signal<LiveRoom | null>(null);
  const ownSeatId = signal<SeatId | null>(null);
  const trouble = signal<Trouble | null>(null);
  const mediaDown = signal(false);
  const ready = signal<ServerMessageOf<"ready"> | null>(null);
  const newsroom = createNewsroom();
  let wish: Wish | null = null;
  let entering: Promise<void> | null = null;
  /** Whether both connections are those that the server knows: then a lost socket is mended without touching them. */
  let carried = false;
  /** Whether the link holds new connections that no `join` has used yet. */
  let prepared = false;
  /** Counts connections, so that the failing of old ones is told from that of those in use. */
  let generation = 0;
  let restartDue = false;
  let mending: ReturnType<typeof setTimeout> | undefined;

  const socket = deps.openSocket({
    hello: () => ({ type: "hello", version: PROTOCOL_VERSION, code: deps.code }),
    onMessage: (message) => take(message),
  });
  const link = deps.createLink({ socket, own, onBroken: () => void joinAnew() });

  const stopConnection = effect(() => {
    const state = socket.connection.value;
    if (state !== "open") ready.value = null;
    if (state === "replaced") end("elsewhere", null);
    if (state === "unknown") end("lobby", "not_found");
    if (state === "outdated") end("lobby", "outdated");
  });
  const ownMedia = computed(() => JSON.stringify(own.media()));
  const stopOwnMedia = effect(() => {
    void ownMedia.value;
    if (stage.peek() === "inside") socket.send({ type: "set_media", media: untracked(() => own.media()) });
  });
  const seatCount = computed(() => live.value?.seats.length ?? 1);
  const stopFit = effect(() => link.fit(seatCount.value));

  function take(message: ServerMessage): void {
    switch (message.type) {
      case "ready":
        return takeReady(message);
      case "door":
        door.value = message.door;
        return;
      case "room_event":
        return takeEvent(message.event);
      case "offer":
      case "candidates":
      case "hung_up":
      case "publish_answer":
        return takeMedia(message);
      case "media":
        mediaDown.value = message.state === "down";
        if (message.state === "rejoin") void joinAnew();
        return;
    }
  }

  /** What was under way while one left is of no use any more. */
  function takeMedia(message: ServerMessageOf<"offer" | "candidates" | "hung_up" | "publish_answer">): void {
    if (!wish) return;
    if (message.type === "offer") attempt(link.takeOffer(message.offer));
    else if (message.type === "candidates") attempt(link.takeCandidates(message));
    else if (message.type === "hung_up") attempt(link.hungUp(message.direction));
    else if (message.sdp !== null) attempt(link.takePublishAnswer(message.sdp));
    else if (message.refusal === "media_unavailable") mediaDown.value = true;
  }

  /** A lost socket is mended by the next one; any other failure of connections in use by joining anew, not at once. */
  function attempt(work: Promise<void>): void {
    const mine = generation;
    work.catch((error) => {
      if (error instanceof SocketLost || mine !== generation) return;
      clearTimeout(mending);
      mending = setTimeout(joinAnew, MEND_MILLISECONDS);
    });
  }

  function prepare(): void {
    const facts = ready.peek();
    if (!facts) return;
    generation++;
    prepared = true;
    link.renew(facts.iceServers);
  }

  function takeReady(message: ServerMessageOf<"ready">): void {
    door.value = message.door;
    ready.value = message;
    if (!carried && stage.peek() !== "left") prepare();
    if (stage.peek() === "inside") void enter();
  }

  function takeEvent(event: RoomEvent): void {
    const before = live.peek();
    if (!before) return;
    const news = newsOf(before, event, ownSeatId.peek());
    live.value = fold(before, event);
    if (news) newsroom.tell(news);
    if (event.type === "room_ended") end("ended", null);
  }

  function end(to: Stage, why: Trouble | null): void {
    wish = null;
    carried = false;
    stage.value = to;
    trouble.value = why;
    mediaDown.value = false;
    live.value = null;
    storage.setInside(false);
    generation++;
    prepared = false;
    clearTimeout(mending);
    link.reset();
    if (to === "lobby") prepare();
    else own.close();
  }

  async function joinAnew(): Promise<void> {
    if (stage.peek() !== "inside" || mediaDown.peek()) return;
    clearTimeout(mending);
    await entering;
    carried = false;
    await enter();
  }

  function enter(): Promise<void> {
    entering ??= tryToEnter().finally(() => entering = null);
    return entering;
  }

  /** Goes on over lost sockets while it is wanted: before the first success for one deadline, afterwards without end. */
  async function tryToEnter(): Promise<void> {
    while (wish) {
      const facts = await until(() => ready.value, READY_MILLISECONDS);
      if (!wish) return;
      if (!facts && stage.peek() === "inside") continue;
      if (!facts) return end("lobby", "no_answer");
      try {
        return await joinOnce(wish);
      } catch (error) {
        if (!wish) return;
        if (error instanceof Refused && error.code !== "already_joined") return refusedEntry(error.code);
        if (!(error instanceof SocketLost || error instanceof Refused)) return end("lobby", "failed");
        // An open socket that gives no answer, or thinks otherwise: only a new one can tell where one stands.
        if (ready.peek()) socket.reconnect(true);
      }
    }
  }

  async function joinOnce({ nickname, takeOver }: Wish): Promise<void> {
    const keep = carried;
    if (!keep && !prepared) prepare();
    const publish = keep ? null : await link.offer();
    const media = own.media();
    prepared = false;
    const joined = await socket.request(
      { type: "join", nickname, tab: storage.tab, takeOver, keep, media, publish },
      JOIN_MILLISECONDS,
    );
    if (!wish) return void socket.request({ type: "leave" }, LEAVE_MILLISECONDS).catch(() => {});
    wish = { nickname, takeOver: false };
    if (keep && !joined.kept) prepare();
    prepared = false;
    ownSeatId.value = joined.seatId;
    live.value = joined.live;
    const { arriving, done } = link.joined(joined, publish !== null);
    attempt(done);
    // First the connections, then the view: drawing the call holds up what they need a script for.
    await arriving.catch(() => {});
    if (!wish) return;
    stage.value = "inside";
    trouble.value = null;
    mediaDown.value = false;
    storage.setInside(true);
    carried = true;
    if (JSON.stringify(media) !== ownMedia.peek()) socket.send({ type: "set_media", media: own.media() });
    if (restartDue && joined.kept) attempt(link.restart());
    restartDue = false;
  }

  function refusedEntry(code: Refusal): void {
    if (code === "room_ended") end("ended", null);
    else if (code === "seat_in_use" && stage.peek() === "inside") end("elsewhere", null);
    else end("lobby", code);
  }

  async function join(nickname: string | null, takeOver = false): Promise<void> {
    if (nickname !== null) storage.setNickname(nickname);
    trouble.value = null;
    stage.value = "joining";
    socket.reconnect();
    void own.open();
    wish = { nickname, takeOver };
    await enter();
  }

  return {
    stage,
    door,
    live,
    ownSeatId,
    trouble,
    connection: socket.connection,
    mediaDown,
    news: newsroom.items,
    link,
    join,
    async comeBack() {
      stage.value = "joining";
      const facts = await until(() => ready.value, READY_MILLISECONDS);
      if (stage.peek() !== "joining") return;
      if (facts?.seat) await join(deps.signedIn ? null : facts.seat.name);
      else end("lobby", facts ? null : "no_answer");
    },
    async leave() {
      end("left", null);
      await socket.request({ type: "leave" }, LEAVE_MILLISECONDS).catch(() => {});
    },
    wake(networkChanged) {
      if (socket.connection.peek() === "lost") socket.reconnect();
      if (!networkChanged || stage.peek() !== "inside") return;
      if (ready.peek() && carried && !entering) attempt(link.restart());
      else restartDue = true;
    },
    tellNews: newsroom.tell,
    close() {
      wish = null;
      clearTimeout(mending);
      stopConnection();
      stopOwnMedia();
      stopFit();
      newsroom.close();
      link.close();
      own.close();
      socket.close();
    },
  };
}
