/** Shares one's screen, or ends that. Not there where the browser cannot. */
import type { JSX } from "preact";
import type { OwnScreen } from "../../client/own_screen.ts";
import { ScreenShare, ScreenShareOff } from "../../components/call_icons.ts";
import { Icon } from "../../components/Icon.tsx";
import { callWords } from "../../words/call.ts";
import { speaker } from "../../words/speaker.ts";

export interface ShareScreenProps {
  readonly locale: string;
  readonly screen: OwnScreen;
}

export default function ShareScreen({ locale, screen }: ShareScreenProps): JSX.Element | null {
  if (!screen.canShare) return null;
  const isOn = screen.track.value !== null;
  const label = speaker(callWords, locale)(isOn ? "stop_sharing" : "share_screen");
  return (
    <button
      type="button"
      class="control"
      data-lit={isOn ? "" : undefined}
      aria-label={label}
      title={label}
      onClick={() => isOn ? screen.stop() : void screen.start()}
    >
      <Icon of={isOn ? ScreenShareOff : ScreenShare} />
    </button>
  );
}
