/**
 * Tells somebody who waits that somebody came, also when the tab is in the background: two notes, the tab's title, and a
 * notification where the person has allowed them. Browsers let a page sound only after it was touched: make the bell on a click.
 */
export interface DoorBell {
  ring(text: string): void;
  /** The title is the page's own again. */
  hush(): void;
  close(): void;
}

/** Hertz and seconds: a fourth down, as doors sound. */
const NOTES = [{ pitch: 880, at: 0 }, { pitch: 659.26, at: 0.22 }] as const;
const NOTE_SECONDS = 0.9;
const LOUDNESS = 0.18;
/** One notification at a time: the next replaces it. */
const TAG = "ajar-door";

export function createDoorBell(): DoorBell {
  const context = new AudioContext();
  const title = document.title;
  let shown: Notification | null = null;

  function sound(): void {
    for (const { pitch, at } of NOTES) {
      const start = context.currentTime + at;
      const loudness = context.createGain();
      loudness.gain.setValueAtTime(LOUDNESS, start);
      loudness.gain.exponentialRampToValueAtTime(0.001, start + NOTE_SECONDS);
      const tone = context.createOscillator();
      tone.frequency.value = pitch;
      tone.connect(loudness).connect(context.destination);
      tone.start(start);
      tone.stop(start + NOTE_SECONDS);
    }
  }

  function hush(): void {
    document.title = title;
    shown?.close();
    shown = null;
  }

  return {
    ring(text) {
      void context.resume().then(sound).catch(() => {});
      document.title = `● ${text}`;
      if (!document.hidden || mayNotify() !== "granted") return;
      shown = notification(text);
      if (!shown) return;
      shown.onclick = () => {
        globalThis.focus();
        hush();
      };
    },
    hush,
    close() {
      hush();
      void context.close().catch(() => {});
    },
  };
}

/** Browsers of phones have the constructor only to throw: there none but a service worker may notify, and there is none. */
function notification(text: string): Notification | null {
  try {
    return new Notification(text, { tag: TAG });
  } catch {
    return null;
  }
}

/**
 * `missing` where the browser has none, keeps them from pages, or the page came over plain http. Tried out only while nothing
 * can be shown yet.
 */
export function mayNotify(): NotificationPermission | "missing" {
  if (!("Notification" in globalThis)) return "missing";
  const { permission } = Notification;
  return permission === "default" && !notification("") ? "missing" : permission;
}
