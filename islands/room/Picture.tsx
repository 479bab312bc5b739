/** A moving picture: one video track on a `<video>`, always silent (sound has an element of its own, see Sound.tsx). */
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

export interface PictureProps {
  readonly track: MediaStreamTrack | null;
  /** One's own face, as in a mirror. */
  readonly mirrored?: boolean;
  /** Stands still. */
  readonly still?: boolean;
  /** A frame of this track stands on the screen. */
  readonly onFrame?: () => void;
  /** Width divided by height, whenever it changes. */
  readonly onShape?: (ratio: number) => void;
}

export default function Picture(
  { track, mirrored = false, still = false, onFrame, onShape }: PictureProps,
): JSX.Element {
  const ref = useRef<HTMLVideoElement>(null);
  // Not an effect: those wait until the element is painted, and the first frame should not.
  useLayoutEffect(() => {
    const video = ref.current;
    if (!video) return;
    video.srcObject = track && new MediaStream([track]);
    if (!track) return;
    // Rejects when another picture takes its place meanwhile.
    video.play().catch(() => {});
    const request = video.requestVideoFrameCallback(() => onFrame?.());
    return () => video.cancelVideoFrameCallback(request);
  }, [track]);
  useEffect(() => {
    if (still) ref.current?.pause();
    else if (track) ref.current?.play().catch(() => {});
  }, [still]);
  return (
    <video
      ref={ref}
      class="picture"
      data-mirrored={mirrored ? "" : undefined}
      muted
      autoPlay
      playsInline
      disablePictureInPicture
      aria-hidden="true"
      onResize={({ currentTarget: { videoWidth, videoHeight } }) =>
        videoHeight > 0 && onShape?.(videoWidth / videoHeight)}
    />
  );
}

/** The camera on a phone's back shows the world, not oneself. */
export function looksAtOneself(track: MediaStreamTrack | null): boolean {
  return track?.getSettings().facingMode !== "environment";
}
