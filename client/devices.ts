/**
 * Opening cameras and microphones: as much of what is wanted as the browser, its owner and the hardware give. Every refusal
 * of a browser becomes one of a few codes. Owns no track: who asked must stop what it got.
 */
import { CAPTURE } from "./picture_size.ts";

export type DeviceKind = "microphone" | "camera";

/**
 * `refused`: by the person or a policy. `missing`: there is none. `busy`: another program has it, or it is broken.
 * `insecure`: the page came over plain http, where browsers offer no devices.
 */
export type DeviceProblem = "refused" | "missing" | "busy" | "insecure";

export interface Wish {
  /** Null for whichever the browser prefers; a device that is gone is no reason to fail. */
  readonly deviceId: string | null;
}

export type Wishes = Readonly<Record<DeviceKind, Wish | null>>;

export interface Opened {
  readonly tracks: Readonly<Record<DeviceKind, MediaStreamTrack | null>>;
  readonly problems: Readonly<Record<DeviceKind, DeviceProblem | null>>;
}

/** The part of `navigator.mediaDevices` that opens; undefined on insecure pages. */
export type MediaOpener = Pick<MediaDevices, "getUserMedia"> | undefined;

/** Both at once, so that there is one question; then the microphone alone; then the camera alone, unless it was refused. */
export async function openDevices(wishes: Wishes, media: MediaOpener): Promise<Opened> {
  const { microphone, camera } = wishes;
  if (!microphone && !camera) return opened([], null, wishes);
  if (!media) return opened([], "insecure", wishes);

  const rungs: Wishes[] = [wishes];
  if (microphone && camera) rungs.push({ microphone, camera: null }, { microphone: null, camera });
  let problem: DeviceProblem = "missing";
  for (const rung of rungs) {
    try {
      const stream = await media.getUserMedia(constraints(rung));
      return opened(stream.getTracks(), problem, wishes);
    } catch (error) {
      const now = deviceProblem(error);
      if (now === "refused" && !rung.camera) return opened([], now, wishes);
      problem = now;
    }
  }
  return opened([], problem, wishes);
}

/** `problem` is that of what was wished for and is not among the tracks. */
function opened(tracks: readonly MediaStreamTrack[], problem: DeviceProblem | null, wishes: Wishes): Opened {
  const microphone = tracks.find((track) => track.kind === "audio") ?? null;
  const camera = tracks.find((track) => track.kind === "video") ?? null;
  return {
    tracks: { microphone, camera },
    problems: {
      microphone: wishes.microphone && !microphone ? problem : null,
      camera: wishes.camera && !camera ? problem : null,
    },
  };
}

/** What is not wished for is `false`: null would ask for it, by the rules that turn values into dictionaries. */
function constraints({ microphone, camera }: Wishes): MediaStreamConstraints {
  return {
    audio: microphone !== null && {
      ...chosen(microphone),
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
    },
    video: camera !== null && {
      ...chosen(camera),
      ...CAPTURE,
    },
  };
}

function chosen({ deviceId }: Wish): MediaTrackConstraints {
  return deviceId ? { deviceId: { ideal: deviceId } } : {};
}

/** https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia lists the names. */
export function deviceProblem(error: unknown): DeviceProblem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "missing";
  return "busy";
}

export interface DeviceLabel {
  readonly id: string;
  /** Empty until a permission has been given. */
  readonly label: string;
}

export interface DeviceList {
  readonly microphones: readonly DeviceLabel[];
  readonly cameras: readonly DeviceLabel[];
  readonly speakers: readonly DeviceLabel[];
}

export const NO_DEVICES: DeviceList = { microphones: [], cameras: [], speakers: [] };

export function sortDevices(devices: readonly Pick<MediaDeviceInfo, "kind" | "deviceId" | "label">[]): DeviceList {
  function of(kind: MediaDeviceKind): DeviceLabel[] {
    return devices.filter((device) => device.kind === kind && device.deviceId !== "")
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
  }
  return { microphones: of("audioinput"), cameras: of("videoinput"), speakers: of("audiooutput") };
}
