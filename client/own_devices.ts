/**
 * One's own microphone, camera and screen as the view sees them: on or off, which device, what is wrong. Owns their tracks and
 * ends them. A camera that is off is stopped, so that its light goes out; a muted microphone stays open and sends silence, so that
 * unmuting is instant. Device calls are serialised: the latest wish wins.
 */
import { batch, type ReadonlySignal, signal } from "@preact/signals";
import type { SeatMedia } from "../domain/room.ts";
import {
  type DeviceKind,
  type DeviceList,
  type DeviceProblem,
  NO_DEVICES,
  openDevices,
  sortDevices,
} from "./devices.ts";
import { createLatest } from "./latest.ts";
import { createOwnScreen, type OwnScreen } from "./own_screen.ts";
import type { DeviceChoice } from "./storage.ts";

/** `on` is the wish; `track` what there is of it. */
export interface OwnDevice {
  readonly on: boolean;
  readonly deviceId: string | null;
  readonly track: MediaStreamTrack | null;
  readonly problem: DeviceProblem | null;
  readonly asking: boolean;
}

export interface OwnDevices {
  readonly microphone: ReadonlySignal<OwnDevice>;
  readonly camera: ReadonlySignal<OwnDevice>;
  readonly screen: OwnScreen;
  readonly speakerId: ReadonlySignal<string | null>;
  readonly list: ReadonlySignal<DeviceList>;
  /**
   * Opens what the choice wants. Never throws: what is wrong stands in `problem`. What failed before is tried again only
   * on `retry`, so that nobody is asked twice for what they refused.
   */
  open(retry?: boolean): Promise<void>;
  setOn(kind: DeviceKind, on: boolean): Promise<void>;
  /** Off, by another's hand: it is not what the person chooses for next time. */
  silence(kind: DeviceKind): Promise<void>;
  choose(kind: DeviceKind, deviceId: string): Promise<void>;
  chooseSpeaker(deviceId: string): void;
  /** What others are told. */
  media(): SeatMedia;
  /** Ends every track; `open` starts again. */
  close(): void;
}

export interface OwnDevicesDeps {
  readonly media: MediaDevices | undefined;
  readonly choice: DeviceChoice;
  readonly onChoice: (choice: DeviceChoice) => void;
  /** A device in use went away; `replaced` if another one took its place. */
  readonly onUnplugged: (kind: DeviceKind, replaced: boolean) => void;
  readonly onScreenFailed: () => void;
}

export function createOwnDevices(
  { media, choice, onChoice, onUnplugged, onScreenFailed }: OwnDevicesDeps,
): OwnDevices {
  const devices = {
    microphone: signal<OwnDevice>(closed(choice.microphoneOn, choice.microphoneId)),
    camera: signal<OwnDevice>(closed(choice.cameraOn, choice.cameraId)),
  };
  const screen = createOwnScreen(media, onScreenFailed);
  const speakerId = signal(choice.speakerId);
  const list = signal<DeviceList>(NO_DEVICES);
  let life = 0;

  function patch(kind: DeviceKind, change: Partial<OwnDevice>): void {
    devices[kind].value = { ...devices[kind].value, ...change };
  }

  function remember(): void {
    onChoice({
      microphoneId: devices.microphone.value.deviceId,
      cameraId: devices.camera.value.deviceId,
      speakerId: speakerId.value,
      microphoneOn: devices.microphone.value.on,
      cameraOn: devices.camera.value.on,
    });
  }

  async function refreshList(): Promise<void> {
    list.value = media ? sortDevices(await media.enumerateDevices().catch(() => [])) : NO_DEVICES;
  }

  /** Whether the wish still stands is asked after the browser has answered: the person may have changed it meanwhile. */
  async function acquire(kinds: readonly DeviceKind[]): Promise<void> {
    const mine = life;
    batch(() => kinds.forEach((kind) => patch(kind, { asking: true, problem: null })));
    const wish = (kind: DeviceKind) => kinds.includes(kind) ? { deviceId: devices[kind].value.deviceId } : null;
    const got = await openDevices({ microphone: wish("microphone"), camera: wish("camera") }, media);
    batch(() => {
      for (const kind of kinds) {
        const track = got.tracks[kind];
        if (life !== mine || (kind === "camera" && !devices.camera.value.on)) {
          track?.stop();
          patch(kind, { asking: false });
        } else adopt(kind, track, got.problems[kind]);
      }
    });
    await refreshList();
  }

  function adopt(kind: DeviceKind, track: MediaStreamTrack | null, problem: DeviceProblem | null): void {
    const before = devices[kind].value.track;
    if (track) {
      track.enabled = kind === "camera" || devices[kind].value.on;
      track.contentHint = kind === "camera" ? "motion" : "speech";
      track.onended = () => void unplugged(kind, track);
      patch(kind, { track, problem: null, asking: false, deviceId: track.getSettings().deviceId ?? null });
    } else patch(kind, { track: null, problem, asking: false });
    stop(before);
  }

  async function unplugged(kind: DeviceKind, track: MediaStreamTrack): Promise<void> {
    if (devices[kind].value.track !== track) return;
    patch(kind, { track: null, deviceId: null });
    await settle[kind]();
    onUnplugged(kind, devices[kind].value.track !== null);
  }

  const microphoneTo = createLatest(async () => {
    const { track, on, asking } = devices.microphone.value;
    if (track) track.enabled = on;
    else if (on && !asking) await acquire(["microphone"]);
  });
  const cameraTo = createLatest(async () => {
    const { track, on, asking } = devices.camera.value;
    if (on && !track && !asking) await acquire(["camera"]);
    else if (!on && track) {
      patch("camera", { track: null });
      stop(track);
    }
  });
  const changeTo = {
    microphone: createLatest(async (deviceId: string) => {
      patch("microphone", { deviceId });
      await acquire(["microphone"]);
    }),
    camera: createLatest(async (deviceId: string) => {
      patch("camera", { deviceId });
      // Phones open only one camera at a time: the old one has to go first. Its last frame stays until the new one's first.
      stop(devices.camera.value.track);
      if (devices.camera.value.on) await acquire(["camera"]);
    }),
  };
  const settle = { microphone: () => microphoneTo(undefined), camera: () => cameraTo(undefined) };

  return {
    ...devices,
    screen,
    speakerId,
    list,
    async open(retry = false) {
      media?.addEventListener("devicechange", refreshList);
      const wanted: DeviceKind[] = devices.camera.value.on ? ["microphone", "camera"] : ["microphone"];
      const missing = wanted.filter((kind) => {
        const { track, asking, problem } = devices[kind].value;
        return !track && !asking && (retry || problem === null);
      });
      if (missing.length > 0) await acquire(missing);
    },
    async setOn(kind, on) {
      patch(kind, { on, problem: on ? null : devices[kind].value.problem });
      remember();
      await settle[kind]();
    },
    async silence(kind) {
      patch(kind, { on: false });
      await settle[kind]();
    },
    async choose(kind, deviceId) {
      patch(kind, { deviceId });
      await changeTo[kind](deviceId);
      remember();
    },
    chooseSpeaker(deviceId) {
      speakerId.value = deviceId;
      remember();
    },
    media: () => ({
      microphone: devices.microphone.value.on && devices.microphone.value.track !== null,
      camera: devices.camera.value.on && devices.camera.value.track !== null,
      screen: screen.track.value !== null,
    }),
    close() {
      life++;
      screen.stop();
      media?.removeEventListener("devicechange", refreshList);
      for (const kind of ["microphone", "camera"] as const) {
        const { track } = devices[kind].value;
        patch(kind, { track: null, asking: false, problem: null });
        stop(track);
      }
    },
  };
}

function closed(on: boolean, deviceId: string | null): OwnDevice {
  return { on, deviceId, track: null, problem: null, asking: false };
}

function stop(track: MediaStreamTrack | null): void {
  if (!track) return;
  track.onended = null;
  track.stop();
}
