/**
 * How large a picture is sent: as large as others see it, and no larger. Two people who look at each other get 720 lines,
 * everybody else 360. Alone one sends a small picture that may take much: whoever comes in then has a whole one soon, as
 * browsers pace what they send by what they may. The camera itself stays at
 * 720 lines: browsers scale a running one down but do not open it anew at a larger size.
 */
export const CAPTURE: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 24, max: 30 },
};

/** Beside the camera's. */
export const SCREEN_BITS_PER_SECOND = 2_500_000;

export interface PictureSize {
  /** Bits per second. */
  readonly maxBitrate: number;
  readonly scaleResolutionDownBy: number;
}

/** `seats`: how many people are inside, oneself included. */
export function pictureSize(seats: number): PictureSize {
  if (seats === 1) return { maxBitrate: 1_500_000, scaleResolutionDownBy: 3 };
  if (seats === 2) return { maxBitrate: 1_500_000, scaleResolutionDownBy: 1 };
  if (seats <= 4) return { maxBitrate: 600_000, scaleResolutionDownBy: 2 };
  if (seats <= 9) return { maxBitrate: 400_000, scaleResolutionDownBy: 2 };
  return { maxBitrate: 200_000, scaleResolutionDownBy: 3 };
}
