/**
 * Gathers the candidates of one direction into few messages: a browser finds most of them within some milliseconds, and a
 * message for each would only cost. Holds back until opened, for the other side must know the description they belong to.
 */
import type { ClientMessageOf } from "../protocol/signal.ts";

type Batch = ClientMessageOf<"candidates">;
type Candidates = Batch["candidates"];

export interface CandidateBatch {
  /** Those found so far stand in the description that goes out now; later ones are held. */
  cut(): void;
  /** From here on candidates are sent. */
  open(): void;
  /** Null: that was the last one. */
  add(candidate: Candidates[number] | null): void;
  close(): void;
}

/** Those of the machine itself are told in one go, and with them the media server can begin its own checks. */
const FIRST_WAIT_MILLISECONDS = 0;
/** Those that STUN and TURN servers tell come later, one by one. */
const LATER_WAIT_MILLISECONDS = 60;
const PER_MESSAGE = 64;

export function createCandidateBatch(send: (candidates: Candidates, complete: boolean) => void): CandidateBatch {
  let held: Candidates = [];
  let opened = false;
  let complete = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waitMilliseconds = FIRST_WAIT_MILLISECONDS;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (!opened || (held.length === 0 && !complete)) return;
    while (held.length > PER_MESSAGE) send(held.splice(0, PER_MESSAGE), false);
    send(held, complete);
    waitMilliseconds = LATER_WAIT_MILLISECONDS;
    held = [];
    complete = false;
  }

  return {
    cut() {
      clearTimeout(timer);
      timer = undefined;
      held = [];
      complete = opened = false;
      waitMilliseconds = FIRST_WAIT_MILLISECONDS;
    },
    open() {
      opened = true;
      if (complete) flush();
      else if (held.length > 0) timer ??= setTimeout(flush, waitMilliseconds);
    },
    add(candidate) {
      if (candidate) held.push(candidate);
      else complete = true;
      if (complete) flush();
      else timer ??= setTimeout(flush, waitMilliseconds);
    },
    close() {
      opened = false;
      clearTimeout(timer);
    },
  };
}
