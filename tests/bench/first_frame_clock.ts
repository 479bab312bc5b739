/**
 * The clock of the join bench, run inside a page before anything else: from the click on "Join" to the first decoded frame of
 * somebody else. It looks at the page from outside, so both pages that are compared are measured alike.
 */
export function installFirstFrameClock(): void {
  const { promise: took, resolve } = Promise.withResolvers<number>();
  Object.assign(globalThis, { firstFrameClock: took });
  let clickedAt = 0;
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button?.textContent?.trim() === "Join") clickedAt = performance.now();
  }, { capture: true });
  const watched = new WeakSet<HTMLVideoElement>();
  function look(): void {
    for (const video of document.querySelectorAll("video")) {
      if (watched.has(video) || video.closest("[data-self]") || !video.closest("[data-seat]")) continue;
      watched.add(video);
      video.requestVideoFrameCallback(() => resolve(performance.now() - clickedAt));
    }
  }
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
}

/** Milliseconds from the click to the first frame, once there is one: asking again and again would slow what is measured. */
export function readFirstFrameClock(deadlineMs: number): Promise<number> {
  const { firstFrameClock } = globalThis as unknown as { firstFrameClock: Promise<number> };
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error("No frame came")), deadlineMs));
  return Promise.race([firstFrameClock, late]);
}
