/**
 * Standing at a door that is not open, and asking: knocks once one's name is known, goes on over lost sockets, and comes in by
 * itself when one is let in or the door opens. What the server says of the knock is all that is known of it here.
 */
import type { Barrier, KnockView } from "../domain/knock.ts";
import type { Timers } from "../domain/timers.ts";
import { Refused, type SignalSocket } from "./socket.ts";
import type { Trouble, Visit } from "./visit.ts";

/** How one means to come in. */
export interface KnockWish {
  /** Null for people with accounts, and for guests who have told it. */
  readonly nickname: string | null;
  readonly anyway: boolean;
  /** What is said with the knock. */
  readonly line: string | null;
}

export interface Knocking {
  /** From now on one asks, by the next socket if there is none. A knock that stands already is not made again. */
  begin(wish: KnockWish): void;
  /** Once more, or with a line for a knock that has none. */
  repeat(line: string | null): void;
  /** Knocks no more. */
  stop(): void;
  /** There is no socket. */
  lose(): void;
  /** A socket has come to the door. `arrives`: knock without being asked to, if one has to. */
  takeReady(knock: KnockView | null, arrives: boolean): void;
  take(knock: KnockView): void;
  /** The door looks different. */
  takeDoor(): void;
  close(): void;
}

export interface KnockingDeps {
  readonly visit: Visit;
  readonly socket: Pick<SignalSocket, "request">;
  readonly timers: Timers;
  /** What keeps one out. */
  readonly barrier: () => Barrier | null;
  readonly comeIn: (wish: KnockWish) => void;
  /** Back to the lobby. */
  readonly end: (why: Trouble | null) => void;
}

const KNOCK_MILLISECONDS = 8000;
/** Where the server does not say how long it wants to hear nothing. */
const PAUSE_SECONDS = 30;

export function createKnocking({ visit, socket, timers, barrier, comeIn, end }: KnockingDeps): Knocking {
  const { stage, knocking, trouble } = visit;
  let wish: KnockWish | null = null;
  let before: Barrier | null = null;
  let isReady = false;
  let isAsking = false;
  let endPause: () => void = () => {};

  function begin(how: KnockWish): void {
    wish = how;
    before = barrier();
    stage.value = "knocking";
    trouble.value = null;
    goOn();
  }

  /** Does what the knock as it stands asks for. */
  function goOn(): void {
    if (wish === null || stage.peek() !== "knocking" || !isReady) return;
    const { state, mayKnock } = knocking.peek() ?? FRESH;
    if (state === "in") {
      // It opens the door once; what becomes of it after that is told by the next socket, or not at all.
      knocking.value = { state: null, mayKnock, line: null };
      comeIn(wish);
    } else if (state === null && mayKnock) void ask(wish.line);
  }

  async function ask(line: string | null): Promise<void> {
    if (isAsking || wish === null) return;
    isAsking = true;
    try {
      await socket.request({ type: "knock", nickname: wish.nickname, line }, KNOCK_MILLISECONDS);
    } catch (error) {
      if (error instanceof Refused) takeRefusal(error.code);
    } finally {
      isAsking = false;
    }
  }

  function takeRefusal(code: Refused["code"]): void {
    if (stage.peek() !== "knocking") return;
    if (code === "too_many_requests") pause(PAUSE_SECONDS);
    else if (code === "bad_text" && knocking.peek()?.state) trouble.value = code;
    else end(code);
  }

  function note({ state, againInSeconds, line }: KnockView): void {
    knocking.value = { state, mayKnock: true, line };
    if (againInSeconds > 0) pause(againInSeconds);
  }

  function pause(seconds: number): void {
    endPause();
    knocking.value = { ...knocking.peek() ?? FRESH, mayKnock: false };
    endPause = timers.after(seconds * 1000, () => {
      knocking.value = { ...knocking.peek() ?? FRESH, mayKnock: true };
      goOn();
    });
  }

  return {
    begin,
    repeat(line) {
      trouble.value = null;
      if (isReady) void ask(line);
    },
    stop() {
      wish = null;
    },
    lose() {
      isReady = false;
    },
    takeReady(knock, arrives) {
      isReady = true;
      if (knock) note(knock);
      if (stage.peek() === "lobby" && (knock?.state || (arrives && barrier() !== null))) {
        begin({ nickname: null, anyway: false, line: null });
      } else goOn();
    },
    take(knock) {
      const stood = knocking.peek()?.state;
      note(knock);
      if (stage.peek() !== "knocking") return;
      // One has come in, or left the door, by another tab.
      if (knock.state === null && stood) end(null);
      else goOn();
    },
    takeDoor() {
      const now = barrier();
      const hasOpened = before !== null && now === null;
      before = now;
      if (wish !== null && stage.peek() === "knocking" && hasOpened) comeIn(wish);
    },
    close() {
      endPause();
    },
  };
}

const FRESH = { state: null, mayKnock: true, line: null } as const;
