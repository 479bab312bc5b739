/** The rooms that one may drop into, as they come and go. Rendered by the server; from then on kept live by the stream. */
import { effect, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { joinPageTray } from "../client/page_tray.ts";
import type { KnownTray } from "../client/tray_stream.ts";
import { EmptyState } from "../components/EmptyState.tsx";
import { TrayRoomCard } from "../components/TrayRoomCard.tsx";
import type { RoomId } from "../domain/ids.ts";
import type { TrayRoom } from "../domain/tray.ts";
import { speaker } from "../words/speaker.ts";
import { trayWords } from "../words/tray.ts";

export interface TrayProps {
  readonly locale: string;
  readonly known: KnownTray;
  /** When it was rendered; milliseconds since the epoch. */
  readonly now: number;
}

/** "Opened 3 minutes ago" stays true. */
const CLOCK_MILLISECONDS = 30_000;

export default function Tray({ locale, known, now }: TrayProps): JSX.Element {
  const say = speaker(trayWords, locale);
  const rooms = useSignal<readonly TrayRoom[]>(known.view.rooms);
  const came = useSignal<ReadonlySet<RoomId>>(new Set());
  const clock = useSignal(now);
  const news = useSignal("");

  useEffect(() => {
    const { view, leave } = joinPageTray(known);
    const endFollowing = effect(() => {
      if (view.value !== null) show(view.value.rooms);
    });
    const ticking = setInterval(() => clock.value = Date.now(), CLOCK_MILLISECONDS);
    return () => {
      endFollowing();
      leave();
      clearInterval(ticking);
    };
  }, []);

  function show(next: readonly TrayRoom[]): void {
    const before = new Set(rooms.peek().map(({ id }) => id));
    const arrived = next.filter(({ id }) => !before.has(id));
    rooms.value = next;
    const [first] = arrived;
    if (first === undefined) return;
    came.value = new Set([...came.peek(), ...arrived.map(({ id }) => id)]);
    clock.value = Date.now();
    news.value = say("new_room", { host: first.host.name, title: first.activity.title });
  }

  return (
    <section class="tray stack" aria-labelledby="tray">
      <h2 id="tray">{say("tray")}</h2>
      <p class="visually-hidden" role="status" aria-live="polite">{news.value}</p>
      {rooms.value.length === 0 ? <EmptyState title={say("empty_title")} text={say("empty")} /> : (
        <ul class="tray-list">
          {rooms.value.map((room) => (
            <TrayRoomCard
              key={room.id}
              locale={locale}
              room={room}
              now={new Date(Math.max(clock.value, room.since))}
              isNew={came.value.has(room.id)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
