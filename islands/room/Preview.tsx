/** One's own picture before the call, how loud one is, what is wrong with the devices, and which ones to use. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { OwnDevices } from "../../client/own_devices.ts";
import type { RoomClient } from "../../client/room_client.ts";
import { Button, buttonClass } from "../../components/Button.tsx";
import { RefreshCw, Settings2, VideoOff } from "../../components/call_icons.ts";
import { Icon } from "../../components/Icon.tsx";
import { callWords } from "../../words/call.ts";
import { type Say, speaker } from "../../words/speaker.ts";
import DeviceChoice from "./DeviceChoice.tsx";
import DeviceToggle from "./DeviceToggle.tsx";
import Picture, { looksAtOneself } from "./Picture.tsx";

export interface PreviewProps {
  readonly locale: string;
  readonly client: RoomClient;
  /** One is on the way in: what moves here would hold up the first pictures of the others. */
  readonly still: boolean;
}

export default function Preview({ locale, client: { own, watchLevel }, still }: PreviewProps): JSX.Element {
  const say = speaker(callWords, locale);
  const camera = own.camera.value;
  const { microphones, cameras } = own.list.value;
  const meter = useRef<HTMLSpanElement>(null);
  useEffect(
    () => still ? undefined : watchLevel((level) => meter.current?.style.setProperty("--level", level.toFixed(2))),
    [still],
  );
  return (
    <div class="preview">
      <div class="preview-picture">
        <Picture track={camera.track} mirrored={looksAtOneself(camera.track)} still={still} />
        {camera.track === null && (
          <p class="preview-state" role="status">
            {!camera.asking && <Icon of={VideoOff} size="large" />}
            <span>{stateOf(own, say)}</span>
          </p>
        )}
        <div class="preview-controls">
          <span class="preview-microphone">
            <DeviceToggle locale={locale} own={own} kind="microphone" />
            <span class="level" ref={meter} role="img" aria-label={say("level")} />
          </span>
          <DeviceToggle locale={locale} own={own} kind="camera" />
        </div>
      </div>
      <Problems own={own} say={say} />
      {(microphones.length > 0 || cameras.length > 0) && (
        <details class="preview-devices">
          <summary class={buttonClass({ variant: "plain", children: "" })}>
            <Icon of={Settings2} />
            <span>{say("devices")}</span>
          </summary>
          <DeviceChoice locale={locale} own={own} />
        </details>
      )}
    </div>
  );
}

function stateOf({ camera }: OwnDevices, say: Say<typeof callWords>): string {
  const { asking, problem } = camera.value;
  if (asking) return say("asking");
  return say(problem ? `camera_${problem}` : "camera_is_off");
}

/** The microphone's trouble is not seen in the picture; and whatever is wrong can be tried again. */
function Problems({ own, say }: { own: OwnDevices; say: Say<typeof callWords> }): JSX.Element | null {
  const retrying = useSignal(false);
  const { problem, asking } = own.microphone.value;
  if (asking && !retrying.value) return null;
  if (problem === null && own.camera.value.problem === null) return null;
  async function retry(): Promise<void> {
    retrying.value = true;
    await own.open(true);
    retrying.value = false;
  }
  return (
    <p class="preview-problem" role="status">
      <span>{problem && say(`microphone_${problem}`)}</span>
      <Button variant="plain" icon={RefreshCw} busy={retrying.value} onClick={retry}>{say("try_again")}</Button>
    </p>
  );
}

/** Says how one comes in with the devices as they are now. */
export function Foresight({ locale, own }: { readonly locale: string; readonly own: OwnDevices }): JSX.Element {
  const say = speaker(callWords, locale);
  const { microphone, camera } = own.media();
  const key = microphone
    ? camera ? "comes_both" : "comes_sound"
    : camera
    ? "comes_picture"
    : own.microphone.value.track
    ? "comes_muted"
    : "comes_watching";
  return <p class="lobby-foresight" aria-live="polite">{say(key)}</p>;
}
