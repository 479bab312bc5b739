/**
 * One person in the call: picture or initials, name, what they do with their microphone, whether they speak or are away.
 * The place is set on the element as custom properties, so that the style sheet moves it.
 */
import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { type MutableRef, useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { TilePlace } from "../../client/stage_plan.ts";
import { Avatar } from "../../components/Avatar.tsx";
import { MicOff } from "../../components/call_icons.ts";
import { Icon } from "../../components/Icon.tsx";
import type { Seat } from "../../domain/room.ts";
import { callWords } from "../../words/call.ts";
import { speaker } from "../../words/speaker.ts";
import Picture, { looksAtOneself } from "./Picture.tsx";

/** Puts an element of the grid where it belongs. */
export function usePlace<T extends HTMLElement>({ x, y, width, height }: TilePlace): MutableRef<T | null> {
  const ref = useRef<T>(null);
  useLayoutEffect(() => {
    const style = ref.current?.style;
    style?.setProperty("--x", `${x}px`);
    style?.setProperty("--y", `${y}px`);
    style?.setProperty("--width", `${width}px`);
    style?.setProperty("--height", `${height}px`);
  }, [x, y, width, height]);
  return ref;
}

export interface TileProps {
  readonly locale: string;
  readonly seat: Seat;
  readonly isSelf: boolean;
  readonly place: TilePlace;
  readonly camera: MediaStreamTrack | null;
  /** The picture stands on the screen. */
  readonly onSeen?: (() => void) | undefined;
  /** The sound, for others. */
  readonly children?: ComponentChildren;
}

export default function Tile({ locale, seat, isSelf, place, camera, onSeen, children }: TileProps): JSX.Element {
  const say = speaker(callWords, locale);
  const ref = usePlace<HTMLDivElement>(place);
  const isOn = seat.media.camera && camera !== null;
  const isSeen = useSignal(false);
  useEffect(() => {
    if (!isOn) isSeen.value = false;
  }, [isOn]);

  const absence = seat.presence === "away" ? say("is_away") : seat.presence === "ajar" ? say("is_ajar") : null;
  const name = isSelf ? say("you", { name: seat.name }) : seat.name;
  const told = [
    name,
    !seat.media.microphone && say("is_muted"),
    absence,
  ].filter(Boolean).join(", ");
  return (
    <div
      ref={ref}
      class="tile"
      role="group"
      aria-label={told}
      data-seat={seat.id}
      data-self={isSelf ? "" : undefined}
      data-microphone={seat.media.microphone ? "on" : "off"}
      data-camera={seat.media.camera ? "on" : "off"}
      data-presence={seat.presence}
      data-speaking={seat.speaking && seat.media.microphone ? "" : undefined}
      data-seen={isOn && isSeen.value ? "" : undefined}
    >
      <Picture
        key={isOn ? "on" : "off"}
        track={isOn ? camera : null}
        mirrored={isSelf && looksAtOneself(camera)}
        onFrame={() => {
          isSeen.value = true;
          onSeen?.();
        }}
      />
      <span class="tile-absent">
        <Avatar name={seat.name} size="fill" />
        {absence && <span class="tile-away">{absence}</span>}
      </span>
      <p class="tile-name" aria-hidden="true">
        {!seat.media.microphone && <Icon of={MicOff} size="small" />}
        <bdi>{name}</bdi>
      </p>
      {children}
    </div>
  );
}
