/**
 * The chat as one reads it: the lines, and how many of them came unseen. What is said is the room's (`domain/chat.ts`); this
 * holds only how far one has looked.
 */
import { computed, effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import type { SeatId } from "../domain/ids.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { ChatLine, LiveRoom } from "../domain/room.ts";
import { Refused, type SignalSocket } from "./socket.ts";

export interface Chat {
  readonly lines: ReadonlySignal<readonly ChatLine[]>;
  readonly isOpen: ReadonlySignal<boolean>;
  /** Lines of others that came while it was closed. */
  readonly unread: ReadonlySignal<number>;
  /** Whether one looks at it now. */
  look(isOpen: boolean): void;
  /** Resolves with null when the line stands there, else with why it does not. Never throws. */
  say(text: string): Promise<Refusal | "failed" | null>;
  close(): void;
}

export interface ChatDeps {
  readonly live: ReadonlySignal<LiveRoom | null>;
  readonly ownSeatId: ReadonlySignal<SeatId | null>;
  readonly socket: Pick<SignalSocket, "request">;
}

const SAY_MILLISECONDS = 6000;

export function createChat({ live, ownSeatId, socket }: ChatDeps): Chat {
  const lines = computed(() => live.value?.lines ?? []);
  const isOpen = signal(false);
  /** When the last line that was seen was said. */
  const seen = signal(0);
  const lastAt = () => lines.peek().at(-1)?.at ?? 0;
  const isInside = computed(() => live.value !== null);
  // What stands there when one comes in was seen before a reload.
  const stop = effect(() => {
    if (isInside.value) seen.value = untracked(lastAt);
  });

  return {
    lines,
    isOpen,
    unread: computed(() =>
      isOpen.value ? 0 : lines.value.filter(({ at, seatId }) => at > seen.value && seatId !== ownSeatId.value).length
    ),
    look(open) {
      isOpen.value = open;
      seen.value = lastAt();
    },
    async say(text) {
      try {
        await socket.request({ type: "say", text }, SAY_MILLISECONDS);
        return null;
      } catch (error) {
        return error instanceof Refused ? error.code : "failed";
      }
    },
    close: stop,
  };
}
