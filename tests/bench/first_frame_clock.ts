/**
 * The clock of the join bench, run inside a page before anything else: from the click on "Join" to the first decoded frame of
 * somebody else. It looks at the page from outside, so both pages that are compared are measured alike.
 */
export function installFirstFrameClock(): void {
  const clock = { clickedAt: 0, firstFrameAt: 0 };
  Object.assign(globalThis, { firstFrameClock: clock });
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button?.textContent?.trim() === "Join") clock.clickedAt = performance.now();
  }, { capture: true });
  const watched = new WeakSet<HTMLVideoElement>();
  function look(): void {
    for (const video of document.querySelectorAll("video")) {
      if (watched.has(video) || video.closest("[data-self]") || !video.closest("[data-seat]")) continue;
      watched.add(video);
      video.requestVideoFrameCallback(() => {
        if (clock.firstFrameAt === 0) clock.firstFrameAt = performance.now();
      });
    }
  }
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
}

/** Milliseconds from the click to the first frame, or null while there is none. Evaluated in the page. */
export function readFirstFrameClock(): number | null {
  const { clickedAt, firstFrameAt } = (globalThis as unknown as {
    firstFrameClock: { clickedAt: number; firstFrameAt: number };
  }).firstFrameClock;
  return clickedAt > 0 && firstFrameAt > 0 ? firstFrameAt - clickedAt : null;
}
