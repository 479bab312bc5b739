import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { makePicture, showOn, takePicture } from "./picture_ahead.ts";

class PaperStream {
  constructor(readonly tracks: readonly object[]) {}
  getTracks() {
    return this.tracks;
  }
}

const PAPER = { MediaStream: PaperStream, document: { createElement: () => ({ srcObject: null }) } };

describe("pictures made ahead", () => {
  const real = new Map<string, PropertyDescriptor | undefined>();
  let track: MediaStreamTrack;

  beforeEach(() => {
    for (const [name, value] of Object.entries(PAPER)) {
      real.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
      Object.defineProperty(globalThis, name, { value, configurable: true });
    }
    track = { kind: "video" } as MediaStreamTrack;
  });
  afterEach(() => {
    for (const [name, before] of real) {
      if (before) Object.defineProperty(globalThis, name, before);
      else Reflect.deleteProperty(globalThis, name);
    }
  });

  function trackOn({ srcObject }: HTMLVideoElement): unknown {
    return (srcObject as unknown as PaperStream | null)?.tracks[0];
  }

  it("are silent, play by themselves, and show their track", () => {
    const picture = takePicture(track);
    assert.deepEqual([picture.muted, picture.autoplay, picture.playsInline], [true, true, true]);
    assert.equal(trackOn(picture), track);
    assert.equal(takePicture(null).srcObject, null);
  });

  it("are given once: a track that is shown twice has two", () => {
    makePicture(track);
    const first = takePicture(track);
    makePicture(track);
    const second = takePicture(track);
    assert.notEqual(second, first);
    assert.notEqual(takePicture(track), second);
    assert.equal(trackOn(second), track);
  });

  it("go on undisturbed when they are told what they show already", () => {
    const picture = takePicture(track);
    const stream = picture.srcObject;
    showOn(picture, track);
    assert.equal(picture.srcObject, stream);
    showOn(picture, null);
    assert.equal(picture.srcObject, null);
  });
});
