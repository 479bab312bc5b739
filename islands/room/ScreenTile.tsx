/** A shared screen: whole, whatever its shape. Whose it is stands on it; one's own says that it is shared, and how to end that. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { showsItself } from "../../client/own_screen.ts";
import { fitShape, type TilePlace } from "../../client/stage_plan.ts";
import { Button } from "../../components/Button.tsx";
import { Maximize2, ScreenShare, ScreenShareOff } from "../../components/call_icons.ts";
import { Icon } from "../../components/Icon.tsx";
import type { Seat } from "../../domain/room.ts";
import { callWords } from "../../words/call.ts";
import { speaker } from "../../words/speaker.ts";
import Picture from "./Picture.tsx";
import { usePlace } from "./Tile.tsx";

export interface ScreenTileProps {
  readonly locale: string;
  readonly seat: Seat;
  readonly place: TilePlace;
  readonly track: MediaStreamTrack;
  /** Ends one's own; null for those of others. */
  readonly onStop: (() => void) | null;
}

export default function ScreenTile({ locale, seat, place, track, onStop }: ScreenTileProps): JSX.Element {
  const say = speaker(callWords, locale);
  const shape = useSignal(16 / 9);
  const ref = usePlace<HTMLDivElement>(fitShape(place, shape.value));
  const name = onStop ? say("own_screen") : say("screen_of", { name: seat.name });
  return (
    <div
      ref={ref}
      class="tile tile-screen"
      role="group"
      aria-label={name}
      data-screen={seat.id}
      data-self={onStop ? "" : undefined}
    >
      {!(onStop && showsItself(track)) && <Picture track={track} onShape={(ratio) => shape.value = ratio} />}
      {onStop && (
        <div class="screen-own">
          <p>{say("you_share")}</p>
          <Button variant="danger" icon={ScreenShareOff} onClick={onStop}>{say("stop_sharing")}</Button>
        </div>
      )}
      <p class="tile-name" aria-hidden="true">
        <Icon of={ScreenShare} size="small" />
        <bdi>{name}</bdi>
      </p>
      {!onStop && document.fullscreenEnabled && (
        <button
          type="button"
          class="screen-large"
          aria-label={say("full_screen")}
          title={say("full_screen")}
          onClick={() => void ref.current?.requestFullscreen().catch(() => {})}
        >
          <Icon of={Maximize2} size="small" />
        </button>
      )}
    </div>
  );
}
