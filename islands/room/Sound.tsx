/** The sound of one other person. Browsers may forbid it until the page is touched; the call then asks for a tap. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

export interface SoundProps {
  readonly track: MediaStreamTrack;
  readonly speakerId: string | null;
  readonly onBlocked: () => void;
}

export default function Sound({ track, speakerId, onBlocked }: SoundProps): JSX.Element {
  const ref = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const audio = ref.current;
    if (!audio) return;
    audio.srcObject = new MediaStream([track]);
    audio.play().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === "NotAllowedError") onBlocked();
    });
  }, [track]);
  useEffect(() => {
    const audio = ref.current;
    // A speaker that is gone leaves the sound where it is.
    if (audio && speakerId !== null && "setSinkId" in audio) audio.setSinkId(speakerId).catch(() => {});
  }, [speakerId]);
  return <audio ref={ref} autoPlay />;
}
