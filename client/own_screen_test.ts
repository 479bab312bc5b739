import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { createOwnScreen, type OwnScreen, showsItself } from "./own_screen.ts";

class PaperTrack {
  onended: (() => void) | null = null;
  contentHint = "";
  stopped = 0;
  readonly displaySurface: string;
  constructor(displaySurface = "window") {
    this.displaySurface = displaySurface;
  }
  stop(): void {
    this.stopped++;
  }
  getSettings() {
    return { displaySurface: this.displaySurface };
  }
}

function made(answer: () => Promise<PaperTrack[]>): { screen: OwnScreen; asked: () => number; failed: () => number } {
  let asked = 0;
  let failed = 0;
  const media = {
    async getDisplayMedia() {
      asked++;
      const tracks = await answer();
      return { getVideoTracks: () => tracks } as unknown as MediaStream;
    },
  };
  return { screen: createOwnScreen(media, () => failed++), asked: () => asked, failed: () => failed };
}

describe("createOwnScreen()", () => {
  it("shares what the person chose, until it is stopped", async () => {
    const track = new PaperTrack();
    const { screen } = made(() => Promise.resolve([track]));
    await screen.start();
    assert.equal(screen.track.value as unknown, track);
    assert.equal(track.contentHint, "detail");
    screen.stop();
    screen.stop();
    assert.deepEqual([screen.track.value, track.stopped], [null, 1]);
  });

  it("ends when the browser's own bar ends it, and may begin again", async () => {
    const track = new PaperTrack();
    const { screen, asked } = made(() => Promise.resolve([track]));
    await screen.start();
    track.onended?.();
    assert.equal(screen.track.value, null);
    await screen.start();
    assert.equal(asked(), 2);
  });

  it("asks once at a time, and not while something is shared", async () => {
    const gate = Promise.withResolvers<PaperTrack[]>();
    const { screen, asked } = made(() => gate.promise);
    const starting = [screen.start(), screen.start()];
    gate.resolve([new PaperTrack()]);
    await Promise.all(starting);
    await screen.start();
    assert.equal(asked(), 1);
  });

  it("says nothing when the person changes their mind, and something when the browser fails", async () => {
    for (const [name, failures] of [["NotAllowedError", 0], ["NotReadableError", 1]] as const) {
      const { screen, failed } = made(() => Promise.reject(new DOMException("no", name)));
      await screen.start();
      assert.deepEqual([screen.track.value, failed()], [null, failures], name);
    }
  });

  it("is not there where the browser has no such thing", async () => {
    const screen = createOwnScreen(undefined, () => assert.fail());
    assert.equal(screen.canShare, false);
    await screen.start();
    assert.equal(screen.track.value, null);
  });
});

describe("showsItself()", () => {
  it("is true of whole screens alone", () => {
    assert.equal(showsItself(new PaperTrack("monitor") as unknown as MediaStreamTrack), true);
    assert.equal(showsItself(new PaperTrack("window") as unknown as MediaStreamTrack), false);
    assert.equal(showsItself(null), false);
  });
});
