import { beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { createOwnDevices, type OwnDevices } from "./own_devices.ts";
import type { DeviceChoice } from "./storage.ts";

class FakeTrack {
  enabled = true;
  readyState: "live" | "ended" = "live";
  contentHint = "";
  onended: (() => void) | null = null;
  constructor(readonly kind: "audio" | "video", readonly deviceId: string) {}
  getSettings(): { deviceId: string } {
    return { deviceId: this.deviceId };
  }
  stop(): void {
    this.readyState = "ended";
  }
}

/** `navigator.mediaDevices` with tracks that tests can see; an answer can be held back. */
class FakeMedia extends EventTarget {
  readonly given: FakeTrack[] = [];
  asked = 0;
  failure: string | null = null;
  gate: Promise<void> = Promise.resolve();
  /** As on many phones: a second camera does not open beside the first. */
  onlyOne = false;

  async getUserMedia({ audio, video }: MediaStreamConstraints): Promise<MediaStream> {
    this.asked++;
    await this.gate;
    if (this.failure) throw new DOMException("no", this.failure);
    const tracks: FakeTrack[] = [];
    if (audio) tracks.push(new FakeTrack("audio", "mic"));
    if (video && this.onlyOne && this.live("video").length > 0) throw new DOMException("in use", "NotReadableError");
    if (video) tracks.push(new FakeTrack("video", askedFor(video) ?? "cam"));
    this.given.push(...tracks);
    return { getTracks: () => tracks } as unknown as MediaStream;
  }
  enumerateDevices(): Promise<MediaDeviceInfo[]> {
    return Promise.resolve([]);
  }
  live(kind: "audio" | "video"): FakeTrack[] {
    return this.given.filter((track) => track.kind === kind && track.readyState === "live");
  }
}

function askedFor(constraints: MediaTrackConstraints | boolean): string | null {
  const wish = typeof constraints === "object" ? constraints.deviceId : null;
  return typeof wish === "object" && wish && "ideal" in wish ? String(wish.ideal) : null;
}

const choice: DeviceChoice = {
  microphoneId: null,
  cameraId: null,
  speakerId: null,
  microphoneOn: true,
  cameraOn: true,
};

describe("createOwnDevices()", () => {
  let media: FakeMedia;
  let own: OwnDevices;
  let remembered: DeviceChoice[];
  let unplugged: [string, boolean][];

  function create(given: DeviceChoice): OwnDevices {
    return createOwnDevices({
      media: media as unknown as MediaDevices,
      choice: given,
      onChoice: (chosen) => remembered.push(chosen),
      onUnplugged: (kind, replaced) => unplugged.push([kind, replaced]),
      onScreenFailed: () => {},
    });
  }

  beforeEach(() => {
    media = new FakeMedia();
    remembered = [];
    unplugged = [];
    own = create(choice);
  });

  it("opens what is wanted and tells others so", async () => {
    await own.open();
    assert.equal(media.asked, 1);
    assert.deepEqual(own.media(), { microphone: true, camera: true, screen: false });
  });

  it("leaves a camera that is off closed, and a muted microphone open", async () => {
    own = create({ ...choice, cameraOn: false, microphoneOn: false });
    await own.open();
    assert.deepEqual([media.live("video").length, media.live("audio").map(({ enabled }) => enabled)], [0, [false]]);
  });

  it("stops the camera when it is turned off, so that its light goes out", async () => {
    await own.open();
    await own.setOn("camera", false);
    assert.deepEqual([own.camera.value.track, media.live("video").length], [null, 0]);
    await own.setOn("camera", true);
    assert.equal(media.live("video").length, 1);
    assert.deepEqual(remembered.map(({ cameraOn }) => cameraOn), [false, true]);
  });

  it("keeps no camera that came after it was turned off again", async () => {
    own = create({ ...choice, cameraOn: false });
    await own.open();
    const gate = Promise.withResolvers<void>();
    media.gate = gate.promise;
    const on = own.setOn("camera", true);
    const off = own.setOn("camera", false);
    gate.resolve();
    await Promise.all([on, off]);
    assert.deepEqual([media.live("video").length, own.camera.value.track, own.media().camera], [0, null, false]);
  });

  it("ends every track that arrives after closing", async () => {
    const gate = Promise.withResolvers<void>();
    media.gate = gate.promise;
    const opening = own.open();
    own.close();
    gate.resolve();
    await opening;
    assert.equal(media.given.length, 2);
    assert.deepEqual([media.live("audio").length, media.live("video").length], [0, 0]);
  });

  it("does not ask again for what was refused unless told to", async () => {
    media.failure = "NotAllowedError";
    await own.open();
    assert.equal(own.camera.value.problem, "refused");
    const before = media.asked;
    await own.open();
    assert.equal(media.asked, before);
    media.failure = null;
    await own.open(true);
    assert.deepEqual([own.camera.value.problem, own.media().camera], [null, true]);
  });

  it("replaces a device that was unplugged, and says whether it could", async () => {
    await own.open();
    media.live("audio")[0]?.onended?.();
    await new Promise((resolve) => setTimeout(resolve));
    assert.deepEqual([unplugged, media.live("audio").length], [[["microphone", true]], 2]);
    media.failure = "NotFoundError";
    media.live("video")[0]?.onended?.();
    await new Promise((resolve) => setTimeout(resolve));
    assert.deepEqual(unplugged.at(-1), ["camera", false]);
    assert.deepEqual([own.camera.value.problem, own.media().camera], ["missing", false]);
  });

  it("stops the old camera before it opens another one", async () => {
    await own.open();
    const [old] = media.live("video");
    let wasLive: string | undefined;
    media.gate = Promise.resolve().then(() => {
      wasLive = old?.readyState;
    });
    await own.choose("camera", "other");
    assert.equal(wasLive, "ended");
    assert.equal(media.live("video").length, 1);
  });

  it("ends with the camera that was chosen last, where only one opens at a time", async () => {
    media.onlyOne = true;
    await own.open();
    const gate = Promise.withResolvers<void>();
    media.gate = gate.promise;
    const choosing = ["back", "wide", "front"].map((id) => own.choose("camera", id));
    gate.resolve();
    await Promise.all(choosing);
    assert.deepEqual(media.live("video").map(({ deviceId }) => deviceId), ["front"]);
    const { deviceId, problem } = own.camera.value;
    assert.deepEqual([deviceId, problem, remembered.at(-1)?.cameraId], ["front", null, "front"]);
  });
});
