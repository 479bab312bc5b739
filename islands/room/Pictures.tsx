/** Everybody's pictures, and the screens that are shared, each where the plan of the stage puts it. */
import { type ReadonlySignal, useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { type MutableRef, useLayoutEffect, useRef } from "preact/hooks";
import type { RoomClient } from "../../client/room_client.ts";
import { planStage, type TilePlace } from "../../client/stage_plan.ts";
import type { Seat } from "../../domain/room.ts";
import { callWords } from "../../words/call.ts";
import { type Say, speaker } from "../../words/speaker.ts";
import ScreenTile from "./ScreenTile.tsx";
import Sound from "./Sound.tsx";
import Tile, { usePlace } from "./Tile.tsx";

const GAP = 8;
const NOWHERE: TilePlace = { x: 0, y: 0, width: 0, height: 0 };

export interface PicturesProps {
  readonly locale: string;
  readonly client: RoomClient;
  /** Until then one's own picture would hold up the first one of somebody else. */
  readonly hasSeen: boolean;
  readonly onSeen: () => void;
  /** The browser wants a tap before it plays sound. */
  readonly onBlocked: () => void;
  /** Stands where the first other person will be. */
  readonly invitation: ComponentChildren;
}

export default function Pictures(props: PicturesProps): JSX.Element {
  const { locale, client: { session, own }, onSeen, onBlocked } = props;
  const grid = useRef<HTMLDivElement>(null);
  const size = useSize(grid);
  const ownSeatId = session.ownSeatId.value;
  const remote = session.link.remote.value;
  const seats = inOrder(session.live.value?.seats ?? [], ownSeatId);
  const ownScreen = own.screen.track.value;
  const screens = seats.flatMap((seat) => {
    const isSelf = seat.id === ownSeatId;
    const track = isSelf ? ownScreen : seat.media.screen ? remote.get(seat.id)?.screen ?? null : null;
    return track === null ? [] : [{ seat, isSelf, track }];
  });
  const isAlone = seats.length === 1 && screens.length === 0;
  const plan = planStage({
    people: seats.length + (isAlone ? 1 : 0),
    screens: screens.length,
    ...size.value,
    gap: GAP,
  });
  const showsSelf = props.hasSeen || !seats.some(({ id, media }) => id !== ownSeatId && media.camera);
  // Whoever shares a screen is seen beside it first.
  const people = screens.length === 0 ? seats : sharersFirst(seats, new Set(screens.map(({ seat }) => seat.id)));

  return (
    <div class="call-grid" ref={grid} data-shares={screens.length > 0 ? "" : undefined}>
      {size.value.width > 0 && (
        <>
          {screens.map(({ seat, isSelf, track }, index) => (
            <ScreenTile
              key={`screen ${seat.id}`}
              locale={locale}
              seat={seat}
              place={plan.screens[index] ?? NOWHERE}
              track={track}
              onStop={isSelf ? own.screen.stop : null}
            />
          ))}
          {people.map((seat, index) => {
            const isSelf = seat.id === ownSeatId;
            const tracks = remote.get(seat.id);
            const sound = isSelf ? null : tracks?.microphone;
            return (
              <Tile
                key={seat.id}
                locale={locale}
                seat={isSelf ? { ...seat, media: own.media() } : seat}
                isSelf={isSelf}
                place={plan.people[index] ?? NOWHERE}
                camera={isSelf ? showsSelf ? own.camera.value.track : null : tracks?.camera ?? null}
                onSeen={isSelf ? undefined : onSeen}
              >
                {sound && <Sound track={sound} speakerId={own.speakerId.value} onBlocked={onBlocked} />}
              </Tile>
            );
          })}
          {isAlone && (
            <Invitation place={plan.people[1] ?? NOWHERE} say={speaker(callWords, locale)}>
              {props.invitation}
            </Invitation>
          )}
        </>
      )}
    </div>
  );
}

/** Others in the order of their coming; oneself last, where one looks for oneself. */
function inOrder(seats: readonly Seat[], ownSeatId: Seat["id"] | null): readonly Seat[] {
  return [...seats.filter(({ id }) => id !== ownSeatId), ...seats.filter(({ id }) => id === ownSeatId)];
}

function sharersFirst(seats: readonly Seat[], sharers: ReadonlySet<Seat["id"]>): readonly Seat[] {
  return [...seats.filter(({ id }) => sharers.has(id)), ...seats.filter(({ id }) => !sharers.has(id))];
}

interface Size {
  readonly width: number;
  readonly height: number;
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
  readonly children: ComponentChildren;
}

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
