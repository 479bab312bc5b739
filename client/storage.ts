/**
 * What a tab and a browser remember about rooms. `sessionStorage` belongs to the tab: its key and whether it was inside.
 * `localStorage` belongs to the browser: nickname, devices and shortcuts. Either may be forbidden or full; then nothing is
 * remembered and nothing breaks.
 */
export interface DeviceChoice {
  readonly microphoneId: string | null;
  readonly cameraId: string | null;
  readonly speakerId: string | null;
  readonly microphoneOn: boolean;
  readonly cameraOn: boolean;
}

const FIRST_CHOICE: DeviceChoice = {
  microphoneId: null,
  cameraId: null,
  speakerId: null,
  microphoneOn: true,
  cameraOn: true,
};

/** `waiting`: behind the open door. */
export type Whereabouts = "inside" | "waiting";

export interface RoomStorage {
  /** Names this tab to the server; the same over reloads. */
  readonly tab: string;
  /** Where this tab was when it was last seen: then a reload comes straight back. Null: outside. */
  whereabouts(): Whereabouts | null;
  setWhereabouts(whereabouts: Whereabouts | null): void;
  nickname(): string | null;
  setNickname(nickname: string): void;
  devices(): DeviceChoice;
  setDevices(choice: DeviceChoice): void;
  /** Whether single keys work the devices. */
  shortcuts(): boolean;
  setShortcuts(on: boolean): void;
}

export function openRoomStorage(
  room: string,
  tabStorage: () => Storage,
  browserStorage: () => Storage,
  randomKey: () => string,
): RoomStorage {
  const key = `ajar.whereabouts.${room}`;
  const tab = read(tabStorage, "ajar.tab") ?? randomKey();
  write(tabStorage, "ajar.tab", tab);

  return {
    tab,
    whereabouts() {
      const kept = read(tabStorage, key);
      return kept === "inside" || kept === "waiting" ? kept : null;
    },
    setWhereabouts: (whereabouts) => write(tabStorage, key, whereabouts),
    nickname: () => read(browserStorage, "ajar.nickname"),
    setNickname: (nickname) => write(browserStorage, "ajar.nickname", nickname),
    devices: () => readChoice(read(tabStorage, "ajar.devices") ?? read(browserStorage, "ajar.devices")),
    setDevices(choice) {
      const text = JSON.stringify(choice);
      write(tabStorage, "ajar.devices", text);
      write(browserStorage, "ajar.devices", text);
    },
    shortcuts: () => read(browserStorage, "ajar.shortcuts") !== "off",
    setShortcuts: (on) => write(browserStorage, "ajar.shortcuts", on ? null : "off"),
  };
}

function read(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}

function write(storage: () => Storage, key: string, value: string | null): void {
  try {
    if (value === null) storage().removeItem(key);
    else storage().setItem(key, value);
  } catch {
    // Forbidden or full: this visit works without a memory.
  }
}

function readChoice(text: string | null): DeviceChoice {
  try {
    const found: unknown = JSON.parse(text ?? "null");
    if (typeof found !== "object" || found === null) return FIRST_CHOICE;
    const entries = Object.entries(found).filter(([key, value]) => fits(FIRST_CHOICE, key, value));
    return { ...FIRST_CHOICE, ...Object.fromEntries(entries) };
  } catch {
    return FIRST_CHOICE;
  }
}

function fits(choice: DeviceChoice, key: string, value: unknown): boolean {
  const first = Object.entries(choice).find(([name]) => name === key)?.[1];
  return first === null ? typeof value === "string" : typeof first === typeof value;
}
