/** Microphone or camera on and off. Its name says what pressing does, its look whether the device is on. */
import type { JSX } from "preact";
import type { OwnDevices } from "../../client/own_devices.ts";
import { Mic, MicOff, Video, VideoOff } from "../../components/call_icons.ts";
import { Icon } from "../../components/Icon.tsx";
import { callWords } from "../../words/call.ts";
import { speaker } from "../../words/speaker.ts";

const LOOKS = {
  microphone: { on: Mic, off: MicOff, toOff: "mute", toOn: "unmute", key: "M" },
  camera: { on: Video, off: VideoOff, toOff: "camera_off", toOn: "camera_on", key: "V" },
} as const;

/** By the state of the moment, not of the last drawing: presses may follow each other faster than pictures. */
export function toggle(own: OwnDevices, kind: "microphone" | "camera"): void {
  const { on, problem } = own[kind].peek();
  void own.setOn(kind, !(on && problem === null));
}

export interface DeviceToggleProps {
  readonly locale: string;
  readonly own: OwnDevices;
  readonly kind: "microphone" | "camera";
  /** Its key is listened to here. */
  readonly hasKey?: boolean;
}

export default function DeviceToggle({ locale, own, kind, hasKey = false }: DeviceToggleProps): JSX.Element {
  const say = speaker(callWords, locale);
  const { on, track, problem, asking } = own[kind].value;
  const isOn = on && problem === null;
  const look = LOOKS[kind];
  const label = say(isOn ? look.toOff : look.toOn);
  return (
    <button
      type="button"
      class="control"
      data-on={isOn ? "" : undefined}
      data-problem={problem ?? undefined}
      aria-label={label}
      aria-keyshortcuts={hasKey ? look.key : undefined}
      title={hasKey ? `${label} (${look.key})` : label}
      aria-busy={asking && track === null ? "true" : undefined}
      onClick={() => void toggle(own, kind)}
    >
      <Icon of={isOn ? look.on : look.off} />
    </button>
  );
}
