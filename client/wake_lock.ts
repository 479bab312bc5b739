/** Keeps a phone's screen lit during a call. Browsers drop the lock whenever the page is hidden; it is asked for again. */

/** Returns what gives the lock back. Does nothing where there is no such thing. */
export function keepScreenLit(): () => void {
  let lock: WakeLockSentinel | null = null;
  let ended = false;

  async function ask(): Promise<void> {
    if (document.hidden || !("wakeLock" in navigator)) return;
    // Refused on low battery.
    const given = await navigator.wakeLock.request("screen").catch(() => null);
    if (ended) await given?.release();
    else lock = given;
  }

  document.addEventListener("visibilitychange", ask);
  void ask();
  return () => {
    ended = true;
    document.removeEventListener("visibilitychange", ask);
    void lock?.release();
  };
}
