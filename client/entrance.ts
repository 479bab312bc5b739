/**
 * Getting inside and staying there: one `join`, again over lost sockets, anew with other connections when nothing else
 * mends them. Decides when the media link renews its connections; what the server says by itself is `room_session.ts`'s.
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Refusal } from "../domain/refusal.ts";
import { type SeatMedia, SILENT } from "../domain/room.ts";
import type { ServerMessageOf } from "../protocol/signal.ts";
import type { MediaLink } from "./media_link.ts";
import { Refused, type SignalSocket, SocketLost } from "./socket.ts";
import type { RoomStorage } from "./storage.ts";
import { until, within } from "./until.ts";
import type { Stage, Trouble, Visit } from "./visit.ts";

export interface Entrance {
  /** What the socket that is open now was told at the door; null without one. */
  readonly ready: ReadonlySignal<ServerMessageOf<"ready"> | null>;
  /** Whether one wants to be inside, or is. */
  isWanted(): boolean;
  /** New connections for the next `join`, if the socket is open. */
  prepare(): void;
  /** The socket is open: goes on where one stood before it was lost. */
  takeReady(message: ServerMessageOf<"ready">): void;
  /** The socket is not open. */
  lose(): void;
  /**
   * Resolves when inside, or when that failed and the visit says why. `nickname`: null for people with an account. `anyway`:
   * although somebody blocked is inside.
   */
  enter(nickname: string | null, takeOver: boolean, anyway: boolean): Promise<void>;
  /** The same, but only to wait behind the open door, without devices and connections. */
  wait(): Promise<void>;
  /** Joins once more with new connections, if one is inside or on the way. */
  enterAnew(): Promise<void>;
  /** New ICE credentials for the connections, as soon as there is a socket to agree on them. */
  restart(): void;
  /** A lost socket is mended by the next one; any other failure of connections in use by joining anew, not at once. */
  attempt(work: Promise<void>): void;
  /** Wants no more; ends the connections. */
  giveUp(): void;
}

export interface EntranceDeps {
  readonly visit: Visit;
  readonly socket: Pick<SignalSocket, "send" | "request" | "reconnect">;
  readonly link: MediaLink;
  /** What one says that one sends. */
  readonly told: () => SeatMedia;
  readonly storage: RoomStorage;
  /** Ends the visit, or throws it back to the lobby. */
  readonly end: (to: Stage, why: Trouble | null) => void;
}

export const READY_MILLISECONDS = 12_000;
export const LEAVE_MILLISECONDS = 3000;
const JOIN_MILLISECONDS = 12_000;
/** Then one joins without an offer, and publishes from inside. */
const OFFER_MILLISECONDS = 4000;
/** Then the view is drawn, whatever is on its way. */
const ARRIVING_MILLISECONDS = 2000;
const MEND_MILLISECONDS = 2000;
/** Between two tries while the media server is away. */
const AWAY_MILLISECONDS = 1000;

/** Where new connections may be of use soon. */
const PREPARED: readonly Stage[] = ["lobby", "joining", "knocking", "inside"];

interface Wish {
  readonly nickname: string | null;
  readonly takeOver: boolean;
  readonly anyway: boolean;
  /** Only to wait behind the open door. */
  readonly ajar: boolean;
}

export function createEntrance({ visit, socket, link, told, storage, end }: EntranceDeps): Entrance {
  const { stage, mediaDown } = visit;
  const ready = signal<ServerMessageOf<"ready"> | null>(null);
  const wish = signal<Wish | null>(null);
  let entering: Promise<void> | null = null;
  /** Whether both connections are those that the server knows: then a lost socket is mended without touching them. */
  let carried = false;
  /** Whether the link holds new connections that no `join` has used yet. */
  let prepared = false;
  /** Counts connections, so that the failing of old ones is told from that of those in use. */
  let generation = 0;
  /** Counts joins that brought new connections into use. */
  let renewals = 0;
  let restartDue = false;
  let mending: ReturnType<typeof setTimeout> | undefined;

  function attempt(work: Promise<void>): void {
    const mine = generation;
    work.catch((error) => {
      if (error instanceof SocketLost || mine !== generation) return;
      clearTimeout(mending);
      mending = setTimeout(enterAnew, MEND_MILLISECONDS);
    });
  }

  function prepare(): void {
    const facts = ready.peek();
    if (!facts) return;
    clearTimeout(mending);
    generation++;
    prepared = true;
    link.renew(facts.iceServers);
  }

  async function enterAnew(): Promise<void> {
    if (!wish.peek() || mediaDown.peek()) return;
    clearTimeout(mending);
    const before = renewals;
    await entering;
    // What was broken has been replaced meanwhile: the server tells of what breaks after that once more.
    if (before !== renewals) return;
    carried = false;
    await go();
  }

  function go(): Promise<void> {
    entering ??= tryToEnter().finally(() => entering = null);
    return entering;
  }

  /** Goes on over lost sockets while it is wanted: before the first success for one deadline, afterwards without end. */
  async function tryToEnter(): Promise<void> {
    for (let mine = wish.peek(); mine; mine = wish.peek()) {
      const facts = await until(() => ready.value, READY_MILLISECONDS);
      if (isOver(mine) || (!facts && isIn())) continue;
      if (!facts) return end("lobby", "no_answer");
      try {
        await (mine.ajar ? waitOnce(mine) : joinOnce(mine));
        if (!isOver(mine)) return;
        // A seat for a wish that is over. Who waited comes in on it.
        if (!mine.ajar || !wish.peek()) socket.request({ type: "leave" }, LEAVE_MILLISECONDS).catch(() => {});
      } catch (error) {
        if (isOver(mine)) continue;
        if (isMediaAway(error) && isIn()) {
          await outlast(mine);
          continue;
        }
        if (error instanceof Refused && error.code !== "already_joined") return refusedEntry(error.code);
        if (!(error instanceof SocketLost || error instanceof Refused)) return end("lobby", "failed");
        // An open socket that gives no answer, or thinks otherwise: only a new one can tell where one stands.
        if (ready.peek()) socket.reconnect(true);
      }
    }
  }

  function isOver(mine: Wish): boolean {
    return wish.peek() !== mine;
  }

  /** The seat waits on the server; what the server had of the connections is gone, what it was offered is unused. */
  async function outlast(mine: Wish): Promise<void> {
    mediaDown.value = true;
    prepared = !carried;
    carried = false;
    await until(() => wish.value === mine ? null : true, AWAY_MILLISECONDS);
  }

  function isIn(): boolean {
    return stage.peek() === "inside" || stage.peek() === "waiting";
  }

  async function waitOnce(mine: Wish): Promise<void> {
    const joined = await socket.request({
      type: "join",
      nickname: null,
      tab: storage.tab,
      takeOver: false,
      anyway: false,
      keep: false,
      ahead: false,
      media: SILENT,
      ajar: true,
      publish: null,
    }, JOIN_MILLISECONDS);
    if (isOver(mine)) return;
    visit.ownSeatId.value = joined.seatId;
    visit.live.value = joined.live;
    visit.trouble.value = null;
    stage.value = "waiting";
    storage.setWhereabouts("waiting");
  }

  async function joinOnce(mine: Wish): Promise<void> {
    const { nickname, anyway } = mine;
    const keep = carried;
    if (!keep && !prepared) prepare();
    const publish = keep ? null : await within(link.offer(), OFFER_MILLISECONDS);
    const ahead = await link.isAhead();
    if (isOver(mine)) return;
    const media = told();
    // Once in, a seat that another tab has taken meanwhile is theirs.
    const takeOver = mine.takeOver && !isIn();
    prepared = false;
    const joined = await socket.request(
      { type: "join", nickname, tab: storage.tab, takeOver, anyway, keep, ahead, media, ajar: false, publish },
      JOIN_MILLISECONDS,
    );
    if (isOver(mine)) return;
    if (keep && !joined.kept) prepare();
    if (!joined.kept) renewals++;
    prepared = false;
    visit.ownSeatId.value = joined.seatId;
    visit.live.value = joined.live;
    mediaDown.value = false;
    const { arriving, done } = link.joined(joined, publish !== null);
    attempt(done);
    // First the connections, then the view: drawing the call holds up what they need a script for.
    await within(arriving.catch(() => {}), ARRIVING_MILLISECONDS);
    if (isOver(mine)) return;
    stage.value = "inside";
    visit.trouble.value = null;
    storage.setWhereabouts("inside");
    carried = true;
    if (JSON.stringify(media) !== JSON.stringify(told())) socket.send({ type: "set_media", media: told() });
    if (restartDue && joined.kept) restart();
    else restartDue = false;
  }

  /** Stays due if the socket is lost meanwhile: a page may hear of the network before its socket does. */
  function restart(): void {
    attempt(link.restart().then(() => void (restartDue = false)));
  }

  function refusedEntry(code: Refusal): void {
    if (code === "room_ended") end("ended", null);
    else if (code === "seat_in_use" && isIn()) end("elsewhere", null);
    // Whoever was put out while the connection was lost, or lost the seat before a lock came.
    else if (code === "room_locked" && isIn()) end("out", null);
    else end("lobby", code);
  }

  return {
    ready,
    isWanted: () => wish.peek() !== null,
    prepare,
    takeReady(message) {
      ready.value = message;
      if (!carried && PREPARED.includes(stage.peek()) && storage.whereabouts() !== "waiting") prepare();
      if (isIn()) void go();
    },
    lose() {
      ready.value = null;
    },
    async enter(nickname, takeOver, anyway) {
      wish.value = { nickname, takeOver, anyway, ajar: false };
      await go();
    },
    async wait() {
      wish.value = { nickname: null, takeOver: false, anyway: false, ajar: true };
      link.reset();
      prepared = false;
      await go();
    },
    enterAnew,
    restart() {
      restartDue = true;
      if (ready.peek() && carried && !entering) restart();
    },
    attempt,
    giveUp() {
      wish.value = null;
      carried = false;
      generation++;
      prepared = false;
      clearTimeout(mending);
      link.reset();
    },
  };
}

function isMediaAway(error: unknown): boolean {
  return error instanceof Refused && error.code === "media_unavailable";
}
