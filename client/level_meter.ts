/**
 * How loud a microphone is, for a meter. Owns an AudioContext until stopped. Browsers may hold audio back until the page is
 * touched; the meter then starts with the first touch.
 */
const FRAME_MILLISECONDS = 80;
/** Quiet speech is around −50 dBFS and loud speech around −15. */
const FLOOR_DECIBELS = -55;
const CEILING_DECIBELS = -15;

/** `onLevel` gets 0 … 1 some twelve times a second. Returns what stops it. */
export function startLevelMeter(track: MediaStreamTrack, onLevel: (level: number) => void): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);

  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    onLevel(loudness(samples));
  }, FRAME_MILLISECONDS);
  const resume = () => void context.resume().catch(() => {});
  document.addEventListener("pointerdown", resume);

  return () => {
    clearInterval(timer);
    document.removeEventListener("pointerdown", resume);
    void context.close().catch(() => {});
  };
}

/** Root mean square in decibels, laid on 0 … 1. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const decibels = 10 * Math.log10(sum / Math.max(1, samples.length) + 1e-12);
  return Math.min(1, Math.max(0, (decibels - FLOOR_DECIBELS) / (CEILING_DECIBELS - FLOOR_DECIBELS)));
}
