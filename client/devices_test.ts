import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { deviceProblem, openDevices, sortDevices } from "./devices.ts";

type Grants = Readonly<Record<"audio" | "video", string | null>>;

/** Devices of a browser: null works, a name is the error that opening throws. Asking for several fails if one does. */
function browser(grants: Grants) {
  const asked: string[] = [];
  return {
    asked,
    getUserMedia({ audio, video }: MediaStreamConstraints = {}): Promise<MediaStream> {
      // As browsers read it: whatever is not false or missing is asked for, null too.
      const kinds: ("audio" | "video")[] = [];
      if (audio !== false && audio !== undefined) kinds.push("audio");
      if (video !== false && video !== undefined) kinds.push("video");
      asked.push(kinds.join("+"));
      const error = kinds.map((kind) => grants[kind]).find((name) => name !== null);
      if (error) return Promise.reject(new DOMException("no", error));
      const tracks = kinds.map((kind) => ({ kind }));
      return Promise.resolve({ getTracks: () => tracks } as unknown as MediaStream);
    },
  };
}

const both = { microphone: { deviceId: null }, camera: { deviceId: null } };

describe("openDevices()", () => {
  it("asks once when both are there", async () => {
    const media = browser({ audio: null, video: null });
    const { tracks, problems } = await openDevices(both, media);
    assert.deepEqual(media.asked, ["audio+video"]);
    assert.deepEqual([tracks.microphone?.kind, tracks.camera?.kind], ["audio", "video"]);
    assert.deepEqual(problems, { microphone: null, camera: null });
  });

  it("comes with sound only where there is no camera", async () => {
    const { tracks, problems } = await openDevices(both, browser({ audio: null, video: "NotFoundError" }));
    assert.equal(tracks.microphone?.kind, "audio");
    assert.equal(tracks.camera, null);
    assert.deepEqual(problems, { microphone: null, camera: "missing" });
  });

  it("comes with the picture only where the microphone is taken", async () => {
    const { tracks, problems } = await openDevices(both, browser({ audio: "NotReadableError", video: null }));
    assert.equal(tracks.camera?.kind, "video");
    assert.deepEqual(problems, { microphone: "busy", camera: null });
  });

  it("stops asking a person who has refused both", async () => {
    const media = browser({ audio: "NotAllowedError", video: "NotAllowedError" });
    const { problems } = await openDevices(both, media);
    assert.deepEqual(problems, { microphone: "refused", camera: "refused" });
    assert.deepEqual(media.asked, ["audio+video", "audio"]);
  });

  it("asks for nothing when nothing is wanted", async () => {
    const media = browser({ audio: null, video: null });
    const { problems } = await openDevices({ microphone: null, camera: null }, media);
    assert.deepEqual([media.asked, problems], [[], { microphone: null, camera: null }]);
  });

  it("says so on a page without secure context", async () => {
    const { problems } = await openDevices(both, undefined);
    assert.deepEqual(problems, { microphone: "insecure", camera: "insecure" });
  });
});

describe("deviceProblem()", () => {
  it("takes what no list names for busy", () => {
    assert.equal(deviceProblem(new DOMException("?", "AbortError")), "busy");
    assert.equal(deviceProblem("?"), "busy");
  });
});

describe("sortDevices()", () => {
  it("leaves out devices that browsers hide before permission", () => {
    const list = sortDevices([
      { kind: "audioinput", deviceId: "", label: "" },
      { kind: "videoinput", deviceId: "cam", label: "Front" },
      { kind: "audiooutput", deviceId: "out", label: "Speaker" },
    ]);
    assert.deepEqual(list, {
      microphones: [],
      cameras: [{ id: "cam", label: "Front" }],
      speakers: [{ id: "out", label: "Speaker" }],
    });
  });
});
