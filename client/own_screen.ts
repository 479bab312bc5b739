/**
 * One's own screen, window or tab, as far as one shares it: asking the browser for it, and ending it, whoever does that. It
 * owns the track. Sound of the machine is not shared.
 */
import { type ReadonlySignal, signal } from "@preact/signals";

export interface OwnScreen {
  /** Null while nothing is shared. */
  readonly track: ReadonlySignal<MediaStreamTrack | null>;
  /** False where the browser has no such thing, as on most phones. */
  readonly canShare: boolean;
  /** On a click. Never throws: the browser itself asks, and who says no there has changed their mind. */
  start(): Promise<void>;
  /** Idempotent. */
  stop(): void;
}

/** The part of `navigator.mediaDevices` in use; undefined on insecure pages. */
export type ScreenOpener = Pick<MediaDevices, "getDisplayMedia"> | undefined;

/** Small print is to be read, so the picture is large and comes slowly rather than blurred. */
const CAPTURE: DisplayMediaStreamOptions = {
  video: { width: { max: 1920 }, height: { max: 1080 }, frameRate: { ideal: 15, max: 30 } },
  audio: false,
};

/** `onFailed`: the browser would not, although nobody said no. */
export function createOwnScreen(media: ScreenOpener, onFailed: () => void): OwnScreen {
  const track = signal<MediaStreamTrack | null>(null);
  let isAsking = false;

  function stop(): void {
    const before = track.peek();
    track.value = null;
    if (before === null) return;
    before.onended = null;
    before.stop();
  }

  return {
    track,
    canShare: media !== undefined && "getDisplayMedia" in media,
    async start() {
      if (media === undefined || isAsking || track.peek() !== null) return;
      isAsking = true;
      try {
        const [taken] = (await media.getDisplayMedia(CAPTURE)).getVideoTracks();
        if (taken === undefined) return;
        taken.contentHint = "detail";
        // The browser's own bar, or the window was closed.
        taken.onended = stop;
        track.value = taken;
      } catch (error) {
        if (!isNo(error)) onFailed();
      } finally {
        isAsking = false;
      }
    },
    stop,
  };
}

/** https://w3c.github.io/mediacapture-screen-share/#dom-mediadevices-getdisplaymedia; a policy's no looks the same. */
function isNo(error: unknown): boolean {
  return error instanceof DOMException && (error.name === "NotAllowedError" || error.name === "AbortError");
}

/** Showing a whole screen on itself would be a hall of mirrors. */
export function showsItself(track: MediaStreamTrack | null): boolean {
  return track?.getSettings().displaySurface === "monitor";
}
