/**
 * Pictures made before there is a place for them: a browser needs some time until a `<video>` can show the first frame of a
 * track, and the view in which it will stand is drawn meanwhile.
 */
/** Null: it was taken. */
const ahead = new WeakMap<MediaStreamTrack, HTMLVideoElement | null>();

/** Does nothing for a track that has, or had, one. */
export function makePicture(track: MediaStreamTrack): void {
  if (!ahead.has(track)) ahead.set(track, pictureOf(track));
}

/** The one that was made ahead, for whoever asks first; otherwise a new one. Always silent. */
export function takePicture(track: MediaStreamTrack | null): HTMLVideoElement {
  const made = track && ahead.get(track);
  if (!made) return pictureOf(track);
  ahead.set(track, null);
  return made;
}

export function showOn(video: HTMLVideoElement, track: MediaStreamTrack | null): void {
  const shown = video.srcObject instanceof MediaStream ? video.srcObject.getTracks()[0] : null;
  if ((shown ?? null) !== track) video.srcObject = track && new MediaStream([track]);
}

function pictureOf(track: MediaStreamTrack | null): HTMLVideoElement {
  const video = document.createElement("video");
  video.muted =
    video.autoplay =
    video.playsInline =
    video.disablePictureInPicture =
      true;
  showOn(video, track);
  return video;
}
