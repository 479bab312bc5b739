/**
 * Puts the parts of a room's page together on the browser's real objects and ties them to the window's own events. The
 * islands load this lazily; nothing here draws.
 */
import { effect } from "@preact/signals";
import { takeDropIn } from "./drop_in.ts";
import { startLevelMeter } from "./level_meter.ts";
import { createMediaLink, REAL_PEERS } from "./media_link.ts";
import { createOwnDevices, type OwnDevices } from "./own_devices.ts";
import { makePicture } from "./picture_ahead.ts";
import { createRoomSession, type RoomSession } from "./room_session.ts";
import { followShowing, type RoomShowing } from "./showing.ts";
import { openSignalSocket } from "./socket.ts";
import { openRoomStorage, type RoomStorage } from "./storage.ts";
import { WINDOW_TIMERS } from "./window_timers.ts";
import type { RoomId } from "../domain/ids.ts";
import type { Barrier } from "../domain/knock.ts";
import type { DoorView } from "../protocol/signal.ts";

const SHOWING_DEADLINE_MILLISECONDS = 10_000;

export interface RoomClient {
  readonly session: RoomSession;
  readonly own: OwnDevices;
  readonly storage: RoomStorage;
  /** One comes from the tray and is to be let in at once. */
  readonly dropsIn: boolean;
  /**
   * The lobby's form was sent, or none was: comes in, or knocks where one is kept out, or says a line with a knock. `typed`: a
   * guest's name.
   */
  enter(form: HTMLFormElement | null, typed: string, takeOver: boolean, anyway: boolean): Promise<void>;
  /** How loud one's microphone is, 0 … 1, some twelve times a second. Returns what ends the watch. */
  watchLevel(onLevel: (level: number) => void): () => void;
  /** For the host of a room for friends; returns what ends it. */
  followShowing(roomId: RoomId, show: (showing: RoomShowing) => void): () => void;
  close(): void;
}

export interface RoomClientFacts {
  readonly code: string;
  readonly room: { readonly id: RoomId };
  readonly door: DoorView;
  readonly barrier: Barrier | null;
  readonly signedIn: boolean;
}

export function openRoomClient({ code, room, door, barrier, signedIn }: RoomClientFacts): RoomClient {
  const storage = openRoomStorage(room.id, () => sessionStorage, () => localStorage, () => randomKey());
  const own = createOwnDevices({
    media: navigator.mediaDevices,
    choice: storage.devices(),
    onChoice: (choice) => storage.setDevices(choice),
    onUnplugged: (device, replaced) => session.tellNews({ what: "unplugged", device, replaced }),
    onScreenFailed: () => session.tellNews({ what: "screen_failed" }),
  });
  const session = createRoomSession({
    code,
    // A reload, and whoever copies the address, goes by the link that leads here now.
    onLink: (now) => history.replaceState(history.state, "", `/r/${encodeURIComponent(now)}`),
    door,
    barrier,
    signedIn,
    timers: WINDOW_TIMERS,
    storage,
    own,
    openSocket: (deps) =>
      openSignalSocket({ ...deps, open: () => new WebSocket(signalUrl(location)), random: Math.random }),
    createLink: (deps) => createMediaLink({ ...deps, ...REAL_PEERS }),
  });

  const stopMaking = effect(() => {
    for (const { camera } of session.link.remote.value.values()) if (camera) makePicture(camera);
  });
  const ending = new AbortController();
  const { signal } = ending;
  addEventListener("online", () => session.wake(true), { signal });
  addEventListener("pageshow", () => session.wake(false), { signal });
  document.addEventListener("visibilitychange", () => document.hidden || session.wake(false), { signal });

  return {
    session,
    own,
    storage,
    dropsIn: takeDropIn({ location, history, referrer: document.referrer }) && signedIn,
    async enter(form, typed, takeOver, anyway) {
      const nickname = signedIn ? null : typed;
      if (session.stage.peek() === "knocking") session.knockAgain(lineIn(form));
      else if (form && session.barrier.peek()) session.knock(nickname, lineIn(form));
      else await session.join(nickname, takeOver, anyway);
    },
    watchLevel: (onLevel) =>
      effect(() => {
        const { track, on } = own.microphone.value;
        onLevel(0);
        return track && on ? startLevelMeter(track, onLevel) : undefined;
      }),
    followShowing: (roomId, show) =>
      followShowing(roomId, show, {
        fetch: (path) => fetch(path, { signal: AbortSignal.timeout(SHOWING_DEADLINE_MILLISECONDS) }),
        timers: WINDOW_TIMERS,
        now: Date.now,
      }),
    close() {
      ending.abort();
      stopMaking();
      session.close();
    },
  };
}

/** What one says with a knock. */
function lineIn(form: HTMLFormElement | null): string | null {
  const line = form && new FormData(form).get("line");
  return typeof line === "string" && line !== "" ? line : null;
}

export function signalUrl({ protocol, host }: Pick<Location, "protocol" | "host">): string {
  return `${protocol === "https:" ? "wss" : "ws"}://${host}/signal`;
}

/** `crypto.randomUUID` is missing on plain http pages. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("");
}
