/** What happened in a room, as passing news for the view: who came, who left, the lock. Each goes away by itself. */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { SeatId } from "../domain/ids.ts";
import type { LiveRoom, RoomEvent, Seat } from "../domain/room.ts";

export type News =
  | { readonly what: "came" | "left" | "away" | "back" | "shares"; readonly name: string }
  | { readonly what: "said"; readonly name: string; readonly text: string }
  /** About oneself: what a host did, or what the browser would not. `failed`: what one has just pressed. */
  | { readonly what: "locked" | "unlocked" | "failed" | "muted" | "stays_muted" | "screen_stopped" | "screen_failed" }
  | { readonly what: "unplugged"; readonly device: "microphone" | "camera"; readonly replaced: boolean };

export interface NewsItem {
  readonly id: number;
  readonly news: News;
}

/** What an event is worth saying to `self`; null if nothing, as for events that came twice. */
export function newsOf(before: LiveRoom, event: RoomEvent, self: SeatId | null): News | null {
  if (event.type === "lock_changed") {
    return before.locked === event.locked ? null : { what: event.locked ? "locked" : "unlocked" };
  }
  if (event.type === "said") {
    const { seatId, name, text } = event.line;
    return seatId === self ? null : { what: "said", name, text };
  }
  const seatId = event.type === "person_joined" ? event.seat.id : "seatId" in event ? event.seatId : null;
  if (seatId === null) return null;
  const seat = before.seats.find(({ id }) => id === seatId);
  if (seatId === self) return seat ? ownNews(seat, event) : null;
  switch (event.type) {
    case "person_joined":
      if (event.seat.presence === "away") return null;
      if (!seat) return { what: "came", name: event.seat.name };
      return seat.presence === "away" ? { what: "back", name: event.seat.name } : null;
    case "person_left":
    case "person_removed":
      return seat ? { what: "left", name: seat.name } : null;
    case "person_away":
      return seat?.presence === "inside" ? { what: "away", name: seat.name } : null;
    case "media_changed":
      return seat && event.media.screen && !seat.media.screen ? { what: "shares", name: seat.name } : null;
    default:
      return null;
  }
}

/** What a host has done to oneself. */
function ownNews(own: Seat, event: RoomEvent): News | null {
  if (event.type === "mute_changed") return event.muted && !own.muted ? { what: "muted" } : null;
  return event.type === "screen_stopped" ? { what: "screen_stopped" } : null;
}

export interface Newsroom {
  readonly items: ReadonlySignal<readonly NewsItem[]>;
  tell(news: News): void;
  close(): void;
}

const SHOWN_MILLISECONDS = 5000;
const AT_ONCE = 3;

export function createNewsroom(): Newsroom {
  const items = signal<readonly NewsItem[]>([]);
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let lastId = 0;
  return {
    items,
    tell(news) {
      const id = ++lastId;
      items.value = [...items.value, { id, news }].slice(-AT_ONCE);
      const timer = setTimeout(() => {
        timers.delete(timer);
        items.value = items.value.filter((item) => item.id !== id);
      }, SHOWN_MILLISECONDS);
      timers.add(timer);
    },
    close() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
