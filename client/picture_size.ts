/**
 * How large a picture is taken and sent: as large as others see it, and no larger. Two people who look at each other get
 * 720 lines; everybody else 360, which cost a quarter to take, encode and decode. Alone one sends little, so that whoever
 * comes in has a first picture soon.
 */
export interface PictureSize {
  readonly capture: { readonly width: number; readonly height: number };
  readonly encoding: { readonly maxBitrate: number; readonly scaleResolutionDownBy: number };
}

const SMALL = { width: 640, height: 360 };

/** `seats`: how many people are inside, oneself included. Bit rates are bits per second. */
export function pictureSize(seats: number): PictureSize {
  if (seats === 2) {
    return { capture: { width: 1280, height: 720 }, encoding: { maxBitrate: 1_500_000, scaleResolutionDownBy: 1 } };
  }
  if (seats <= 4) return { capture: SMALL, encoding: { maxBitrate: 600_000, scaleResolutionDownBy: 1 } };
  if (seats <= 9) return { capture: SMALL, encoding: { maxBitrate: 400_000, scaleResolutionDownBy: 1 } };
  return { capture: SMALL, encoding: { maxBitrate: 200_000, scaleResolutionDownBy: 1.5 } };
}

/** As constraints: what the camera cannot do is no reason to fail. */
export function captureConstraints({ width, height }: PictureSize["capture"]): MediaTrackConstraints {
  return { width: { ideal: width }, height: { ideal: height }, frameRate: { ideal: 24, max: 30 } };
}
