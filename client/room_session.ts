/**
 * One tab's visit to a room, from the lobby to the end: takes what the server says by itself, folds its events with the
 * domain's own state machine, and is what the islands press. How one gets and stays inside is `entrance.ts`; it does no
 * media itself (`media_link.ts`), opens no device (`own_devices.ts`) and draws nothing.
 */
import { computed, effect, type ReadonlySignal, untracked } from "@preact/signals";
import { barrierAt } from "../domain/door.ts";
import type { KnockId } from "../domain/ids.ts";
import { type Barrier, BARRIERS, type KnockAnswer } from "../domain/knock.ts";
import type { RoomEvent, SeatMedia } from "../domain/room.ts";
import { fold } from "../domain/room_machine.ts";
import type { Timers } from "../domain/timers.ts";
import type { DoorView, ServerMessage, ServerMessageOf, ToldAudience } from "../protocol/signal.ts";
import { PROTOCOL_VERSION } from "../protocol/version.ts";
import { type Chat, createChat } from "./chat.ts";
import { createEntrance, LEAVE_MILLISECONDS, READY_MILLISECONDS } from "./entrance.ts";
import { createKnocking, type KnockWish } from "./knocking.ts";
import type { MediaLink, MediaLinkDeps } from "./media_link.ts";
import { createNewsroom, newsOf, type Newsroom } from "./news.ts";
import type { OwnDevices } from "./own_devices.ts";
import { type Connection, Refused, type SignalSocket, type SocketDeps } from "./socket.ts";
import type { RoomStorage } from "./storage.ts";
import { until } from "./until.ts";
import { createVisit, type SeenVisit, type Stage, type Trouble } from "./visit.ts";

export interface RoomSession extends SeenVisit {
  readonly connection: ReadonlySignal<Connection>;
  readonly news: Newsroom["items"];
  readonly link: Pick<MediaLink, "remote" | "interrupted">;
  readonly chat: Pick<Chat, "lines" | "isOpen" | "unread" | "look" | "say">;
  /** Resolves when inside, or when that failed and `trouble` says why. `nickname`: null for people with an account. */
  join(nickname: string | null, takeOver?: boolean, anyway?: boolean): Promise<void>;
  /** Waits behind the open door of one's own room, without camera, microphone or connections; `join` comes in from there. */
  wait(): Promise<void>;
  /** Back into a seat that the server still holds, as after a reload; otherwise to the lobby. */
  comeBack(): Promise<void>;
  leave(): Promise<void>;
  /** What one says to a host who asks for the microphone. */
  answerUnmute(isYes: boolean): void;
  /** What keeps one out, so that one can only knock; null where one can join. */
  readonly barrier: ReadonlySignal<Barrier | null>;
  /** Asks to come in; one then comes in by oneself when let in, or when the door opens. */
  knock(nickname: string | null, line: string | null): void;
  /** Once more, or with a line for a knock that has none. */
  knockAgain(line: string | null): void;
  /** Back to the lobby of who knocks. */
  stopKnocking(): void;
  /** For those who look after the room: why not, or null when it is done. */
  answerKnock(id: KnockId, answer: KnockAnswer): Promise<Trouble | null>;
  /** Something outside changed that may have broken connections: the network, sleep. */
  wake(networkChanged: boolean): void;
  tellNews: Newsroom["tell"];
  close(): void;
}

export interface RoomSessionDeps {
  readonly code: string;
  /** The link was replaced: from now on this code leads here. */
  readonly onLink: (code: string) => void;
  readonly door: DoorView;
  /** What kept one out when the page was made. */
  readonly barrier: Barrier | null;
  readonly signedIn: boolean;
  readonly timers: Timers;
  readonly storage: RoomStorage;
  readonly own: OwnDevices;
  readonly openSocket: (deps: Omit<SocketDeps, "open" | "random">) => SignalSocket;
  readonly createLink: (deps: Pick<MediaLinkDeps, "socket" | "own" | "onBroken" | "onStale">) => MediaLink;
}

const ANSWER_MILLISECONDS = 8000;

/** Where one hears of the room by its door alone. */
const OUTSIDE: readonly Stage[] = ["lobby", "knocking", "left", "out"];

export function createRoomSession(deps: RoomSessionDeps): RoomSession {
  const { own, storage } = deps;
  const visit = createVisit(deps.door);
  const { stage, door, live, ownSeatId, trouble, mediaDown, unmuteAskedBy } = visit;
  const newsroom = createNewsroom();
  let { code } = deps;
  /** How one wanted to come in last; null for who only wanted to wait behind the open door. */
  let asked: Omit<KnockWish, "line"> | null = null;
  const socket = deps.openSocket({
    hello: () => ({ type: "hello", version: PROTOCOL_VERSION, code }),
    onMessage: (message) => take(message),
  });
  const link = deps.createLink({
    socket,
    own,
    onBroken: () => void entrance.enterAnew(),
    onStale: (work) => entrance.attempt(work),
  });
  const entrance = createEntrance({ visit, socket, link, told, storage, end });
  const chat = createChat({ live, ownSeatId, socket });
  // Some are let past what keeps others out.
  const passes = deps.barrier === null && barrierAt(deps.door) !== null;
  const barrier = computed(() =>
    passes ? null : barrierAt(door.value) ?? (deps.barrier === "account_needed" ? deps.barrier : null)
  );
  const knocking = createKnocking({
    visit,
    socket,
    timers: deps.timers,
    barrier: () => barrier.peek(),
    comeIn: ({ nickname, anyway }) => void join(nickname, false, anyway),
    end: (why) => end("lobby", why),
  });
  /** No socket has come to the door yet. */
  let arrives = true;

  const stopConnection = effect(() => {
    const state = socket.connection.value;
    // What follows reads and writes signals of others.
    untracked(() => takeConnection(state));
  });
  const ownMedia = computed(() => JSON.stringify(told()));
  const stopOwnMedia = effect(() => {
    void ownMedia.value;
    if (stage.peek() === "inside") socket.send({ type: "set_media", media: untracked(told) });
  });
  const isMuted = computed(() => live.value?.seats.find(({ id }) => id === ownSeatId.value)?.muted ?? false);
  const stopMuting = effect(() => {
    if (isMuted.value) untracked(fallSilent);
  });
  const stopAsking = effect(() => {
    if (own.microphone.value.on) unmuteAskedBy.value = null;
  });
  const stopLink = effect(() => {
    const now = live.value?.code ?? code;
    if (now === code) return;
    code = now;
    deps.onLink(now);
  });
  const stopAudience = effect(() => takeAudience(live.value));
  const seatCount = computed(() => live.value?.seats.length ?? 1);
  const stopFit = effect(() => link.fit(seatCount.value));

  function takeConnection(state: Connection): void {
    if (state !== "open") {
      entrance.lose();
      knocking.lose();
    }
    if (state === "replaced") end("elsewhere", null);
    // Whoever is out sees that, also where the door is not for them any more.
    if (isOver()) return;
    if (state === "unknown") end("lobby", "not_found");
    if (state === "signed_out") end("lobby", "not_signed_in");
    if (state === "outdated") end("lobby", "outdated");
  }

  function take(message: ServerMessage): void {
    switch (message.type) {
      case "ready":
        takeAudience(message.audience);
        takeDoor(message.door);
        entrance.takeReady(message);
        return greet(message);
      case "door":
        takeAudience(message.audience);
        return takeDoor(message.door);
      case "knock":
        return knocking.take(message);
      case "knocks":
        visit.knocks.value = message.knocks;
        return;
      case "room_event":
        return takeEvent(message.event);
      case "offer":
      case "candidates":
      case "hung_up":
      case "publish_answer":
        return takeMedia(message);
      case "unmute_asked":
        if (!own.microphone.peek().on) unmuteAskedBy.value = message.by;
        return;
      case "refused":
        if (message.code !== "muted") return;
        fallSilent();
        return newsroom.tell({ what: "stays_muted" });
      case "media":
        mediaDown.value = message.state === "down";
        if (message.state === "rejoin") void entrance.enterAnew();
        return;
    }
  }

  /** A screen counts once the server has taken it: before that there is nothing to be seen. */
  function told(): SeatMedia {
    const media = own.media();
    return { ...media, screen: media.screen && link.shares.value };
  }

  function fallSilent(): void {
    unmuteAskedBy.value = null;
    void own.silence("microphone");
  }

  function takeAudience(told: ToldAudience | null): void {
    if (told && told.audienceAt >= (visit.audience.peek()?.audienceAt ?? 0)) visit.audience.value = told;
  }

  /** Who is outside hears of the room's end by its door alone. Who comes in is told by the answer. */
  function takeDoor(now: DoorView): void {
    door.value = now;
    const isOutside = OUTSIDE.includes(stage.peek());
    if (now.state === "ended" && isOutside) return end("ended", null);
    knocking.takeDoor();
  }

  /** Who is known by an account knocks at once where the door is not open. */
  function greet({ knock, seat }: ServerMessageOf<"ready">): void {
    knocking.takeReady(knock, arrives && deps.signedIn && seat === null);
    if (stage.peek() !== "joining") arrives = false;
  }

  function takeMedia(message: ServerMessageOf<"offer" | "candidates" | "hung_up" | "publish_answer">): void {
    const isOffer = message.type === "offer";
    if (!entrance.isWanted()) {
      // At the door; what was under way while one left is of no use any more.
      if (stage.peek() !== "lobby") return;
      if (isOffer) link.takeAhead(message.offer);
      else if (message.type === "candidates") void link.takeCandidates(message);
      // One that crossed the `join` is replaced by the answer.
    } else if (isOffer) live.peek() && entrance.attempt(link.takeOffer(message.offer));
    else if (message.type === "candidates") entrance.attempt(link.takeCandidates(message));
    else if (message.type === "hung_up") entrance.attempt(link.hungUp(message.direction));
    else if (message.sdp !== null) entrance.attempt(link.takePublishAnswer(message.sdp));
    else if (message.refusal === "media_unavailable") entrance.attempt(Promise.reject(new Refused(message.refusal)));
  }

  function takeEvent(event: RoomEvent): void {
    const before = live.peek();
    if (!before) return;
    const news = newsOf(before, event, ownSeatId.peek());
    live.value = fold(before, event);
    if (news && !(news.what === "said" && chat.isOpen.peek())) newsroom.tell(news);
    if (event.type === "screen_stopped" && event.seatId === ownSeatId.peek()) own.screen.stop();
    if (event.type === "room_ended") end("ended", null);
    else if (event.type === "person_removed" && event.seatId === ownSeatId.peek()) end("out", null);
    else if (event.type === "person_left" && event.seatId === ownSeatId.peek() && isPlaced()) end("left", null);
  }

  function isOver(): boolean {
    return ["left", "out", "ended"].includes(stage.peek());
  }

  /** Whoever loses the seat then was put out: one's own leaving ends this before the server tells of it. */
  function isPlaced(): boolean {
    return stage.peek() === "inside" || stage.peek() === "waiting";
  }

  /** There is no lobby of a room that has ended; and whom the door keeps out has knocked by asking. */
  function end(where: Stage, why: Trouble | null): void {
    const to = where === "lobby" && door.peek().state === "ended" ? "ended" : where;
    const wish = to === "lobby" && why !== null && mayAsk(why) ? asked : null;
    stage.value = to;
    trouble.value = wish ? null : why;
    mediaDown.value = false;
    live.value = null;
    visit.knocks.value = [];
    storage.setWhereabouts(null);
    unmuteAskedBy.value = null;
    own.screen.stop();
    entrance.giveUp();
    knocking.stop();
    if (to !== "lobby") return own.close();
    entrance.prepare();
    // Who waited behind the open door comes back with the devices closed.
    void own.open();
    if (wish) knocking.begin({ ...wish, line: null });
  }

  /** Whether asking may open what the server refused for that reason. */
  function mayAsk(why: Trouble): boolean {
    return socket.connection.peek() === "open" && BARRIERS.some((each) => each === why);
  }

  async function join(nickname: string | null, takeOver = false, anyway = false): Promise<void> {
    if (nickname !== null) storage.setNickname(nickname);
    asked = { nickname, anyway };
    trouble.value = null;
    stage.value = "joining";
    socket.reconnect();
    void own.open();
    await entrance.enter(nickname, takeOver, anyway);
  }

  return {
    ...visit,
    connection: socket.connection,
    news: newsroom.items,
    link,
    chat,
    join,
    async wait() {
      asked = null;
      trouble.value = null;
      stage.value = "joining";
      own.close();
      socket.reconnect();
      await entrance.wait();
    },
    async comeBack() {
      const isWaiting = storage.whereabouts() === "waiting";
      stage.value = "joining";
      const facts = await until(() => entrance.ready.value, READY_MILLISECONDS);
      if (stage.peek() !== "joining") return;
      if (facts?.seat && isWaiting) await this.wait();
      else if (facts?.seat) await join(deps.signedIn ? null : facts.seat.name);
      else end("lobby", facts ? null : "no_answer");
      if (facts) greet(facts);
    },
    async leave() {
      end("left", null);
      await socket.request({ type: "leave" }, LEAVE_MILLISECONDS).catch(() => {});
    },
    answerUnmute(isYes) {
      unmuteAskedBy.value = null;
      if (isYes) void own.setOn("microphone", true);
    },
    barrier,
    knock(nickname, line) {
      if (nickname !== null) storage.setNickname(nickname);
      asked = { nickname, anyway: false };
      socket.reconnect();
      void own.open();
      knocking.begin({ nickname, anyway: false, line });
    },
    knockAgain: knocking.repeat,
    stopKnocking() {
      if (stage.peek() !== "knocking") return;
      end("lobby", null);
      socket.request({ type: "leave" }, LEAVE_MILLISECONDS).catch(() => {});
    },
    async answerKnock(knockId, answer) {
      try {
        await socket.request({ type: "answer_knock", knockId, answer }, ANSWER_MILLISECONDS);
        return null;
      } catch (error) {
        return error instanceof Refused ? error.code : "no_answer";
      }
    },
    wake(networkChanged) {
      if (socket.connection.peek() === "lost") socket.reconnect();
      if (networkChanged && stage.peek() === "inside") entrance.restart();
    },
    tellNews: newsroom.tell,
    close() {
      entrance.giveUp();
      stopConnection();
      stopOwnMedia();
      stopMuting();
      stopAsking();
      chat.close();
      stopLink();
      stopAudience();
      stopFit();
      knocking.close();
      newsroom.close();
      link.close();
      own.close();
      socket.close();
    },
  };
}
