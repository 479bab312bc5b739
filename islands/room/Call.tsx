/**
 * The call: everybody's pictures in the largest tiles that fit, one's own among them, and the controls. It only shows what
 * the session knows; it covers the page's frame while it lasts.
 */
import { type ReadonlySignal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { type MutableRef, useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { arrange } from "../../client/grid.ts";
import type { RoomClient } from "../../client/room_client.ts";
import { keepScreenLit } from "../../client/wake_lock.ts";
import { Button } from "../../components/Button.tsx";
import { Volume2 } from "../../components/call_icons.ts";
import type { Seat } from "../../domain/room.ts";
import { callWords } from "../../words/call.ts";
import { type Say, speaker } from "../../words/speaker.ts";
import Announcements from "./Announcements.tsx";
import CallHead from "./CallHead.tsx";
import Controls from "./Controls.tsx";
import { linkNow } from "./link_now.ts";
import type { RoomProps } from "./Lobby.tsx";
import Share from "./Share.tsx";
import Sound from "./Sound.tsx";
import Tile, { type TilePlace, usePlace } from "./Tile.tsx";

const GAP = 8;
/** Until then nothing moves by itself: drawing movement would hold up the first pictures. */
const SETTLED_MILLISECONDS = 1000;

export interface CallProps {
  readonly props: RoomProps;
  readonly client: RoomClient;
}

export default function Call({ props, client }: CallProps): JSX.Element {
  const { session, own, storage } = client;
  const { locale, room } = props;
  const say = speaker(callWords, locale);
  const stage = useRef<HTMLElement>(null);
  const isBlocked = useSignal(false);
  const grid = useRef<HTMLDivElement>(null);
  const size = useSize(grid);
  const hasSeen = useSignal(false);
  useEffect(() => stage.current?.focus(), []);
  useEffect(keepScreenLit, []);
  useEffect(() => {
    const settled = setTimeout(() => {
      stage.current?.setAttribute("data-settled", "");
      hasSeen.value = true;
    }, SETTLED_MILLISECONDS);
    return () => clearTimeout(settled);
  }, []);

  const seats = inOrder(session.live.value?.seats ?? [], session.ownSeatId.value);
  const isAlone = seats.length === 1;
  // Drawing oneself at the same time would hold up the first picture of somebody else.
  const showsSelf = hasSeen.value || !seats.some(({ id, media }) => id !== session.ownSeatId.value && media.camera);
  const places = placesOf(seats.length + (isAlone ? 1 : 0), size.value);
  const remote = session.link.remote.value;
  const live = session.live.value;
  const activity = live?.activity ?? room.activity;
  const share = { locale, ...linkNow(props, live), activity, isMain: true };

  function hear(): void {
    isBlocked.value = false;
    for (const audio of grid.current?.querySelectorAll("audio") ?? []) void audio.play().catch(() => {});
  }

  return (
    <section class="call" ref={stage} tabIndex={-1} aria-label={say("call")}>
      <CallHead props={props} client={client} />
      <div class="call-grid" ref={grid}>
        {size.value.width > 0 && seats.map((seat, index) => {
          const isSelf = seat.id === session.ownSeatId.value;
          const tracks = remote.get(seat.id);
          const place = places[index] ?? NOWHERE;
          const sound = isSelf ? null : tracks?.microphone;
          return (
            <Tile
              key={seat.id}
              locale={locale}
              seat={isSelf ? { ...seat, media: own.media() } : seat}
              isSelf={isSelf}
              place={place}
              camera={isSelf ? showsSelf ? own.camera.value.track : null : tracks?.camera ?? null}
              onSeen={isSelf ? undefined : () => hasSeen.value = true}
            >
              {sound && (
                <Sound
                  track={sound}
                  speakerId={own.speakerId.value}
                  onBlocked={() => isBlocked.value = true}
                />
              )}
            </Tile>
          );
        })}
        {isAlone && size.value.width > 0 && (
          <Invitation place={places[1] ?? NOWHERE} say={say}>
            <Share {...share} />
          </Invitation>
        )}
      </div>
      <Announcements locale={locale} session={session} />
      {isBlocked.value && (
        <div class="call-hear">
          <Button variant="primary" size="large" icon={Volume2} onClick={hear}>{say("hear")}</Button>
        </div>
      )}
      <Controls
        locale={locale}
        own={own}
        storage={storage}
        onLeave={() => void session.leave()}
        share={<Share {...share} />}
      />
    </section>
  );
}

/** Others in the order of their coming; oneself last, where one looks for oneself. */
function inOrder(seats: readonly Seat[], ownSeatId: Seat["id"] | null): readonly Seat[] {
  return [...seats.filter(({ id }) => id !== ownSeatId), ...seats.filter(({ id }) => id === ownSeatId)];
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const NOWHERE: TilePlace = { x: 0, y: 0, width: 0, height: 0 };

/** In an upright window pictures may be upright too; in a wide one faces stay whole. */
function placesOf(count: number, { width, height }: Size): readonly TilePlace[] {
  const grid = arrange({ count, width, height, gap: GAP, narrowest: height > width ? 0.75 : 1.2, widest: 16 / 9 });
  return grid.places.map((place) => ({ ...place, width: grid.tileWidth, height: grid.tileHeight }));
}

function useSize(ref: MutableRef<HTMLElement | null>): ReadonlySignal<Size> {
  const size = useSignal<Size>({ width: 0, height: 0 });
  // Before the first paint, so that the pictures are in it.
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    function measure(): void {
      if (element) size.value = { width: element.clientWidth, height: element.clientHeight };
    }
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return size;
}

interface InvitationProps {
  readonly place: TilePlace;
  readonly say: Say<typeof callWords>;
  readonly children: JSX.Element;
}

/** Stands where the first other person will. */
function Invitation({ place, say, children }: InvitationProps): JSX.Element {
  const ref = usePlace<HTMLDivElement>(place);
  return (
    <div class="tile invitation" ref={ref}>
      <div class="invitation-body">
        <h2>{say("alone")}</h2>
        <p>{say("alone_text")}</p>
        {children}
      </div>
    </div>
  );
}
