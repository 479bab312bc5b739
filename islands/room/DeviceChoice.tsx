/** Which microphone, camera and speaker: the same three lists before and during the call. */
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { DeviceLabel } from "../../client/devices.ts";
import type { OwnDevices } from "../../client/own_devices.ts";
import { callWords } from "../../words/call.ts";
import { speaker } from "../../words/speaker.ts";

export interface DeviceChoiceProps {
  readonly locale: string;
  readonly own: OwnDevices;
}

export default function DeviceChoice({ locale, own }: DeviceChoiceProps): JSX.Element {
  const say = speaker(callWords, locale);
  const { microphones, cameras, speakers } = own.list.value;
  const canChooseSpeaker = speakers.length > 0 && "setSinkId" in HTMLMediaElement.prototype;
  function named(kind: string) {
    return ({ id, label }: DeviceLabel, index: number) => ({
      id,
      label: label || say("device_unnamed", { kind, number: index + 1 }),
    });
  }
  return (
    <div class="devices">
      <Select
        label={say("microphone")}
        devices={microphones.map(named(say("microphone")))}
        chosen={own.microphone.value.deviceId}
        onChoose={(id) => void own.choose("microphone", id)}
      />
      <Select
        label={say("camera")}
        devices={cameras.map(named(say("camera")))}
        chosen={own.camera.value.deviceId}
        onChoose={(id) => void own.choose("camera", id)}
      />
      {canChooseSpeaker && (
        <Select
          label={say("speaker")}
          devices={speakers.map(named(say("speaker")))}
          chosen={own.speakerId.value}
          onChoose={own.chooseSpeaker}
        />
      )}
    </div>
  );
}

interface SelectProps {
  readonly label: string;
  readonly devices: readonly DeviceLabel[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

function Select({ label, devices, chosen, onChoose }: SelectProps): JSX.Element | null {
  const id = useId();
  if (devices.length === 0) return null;
  return (
    <div class="field">
      <label class="field-label" for={id}>{label}</label>
      <select
        class="select"
        id={id}
        value={chosen ?? devices[0]?.id}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {devices.map((device) => <option key={device.id} value={device.id}>{device.label}</option>)}
      </select>
    </div>
  );
}
