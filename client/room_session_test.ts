import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { setImmediate } from "node:timers";
import FakeTimers from "@sinonjs/fake-timers";
import { type Signal, signal } from "@preact/signals";
import { knockId, roomCode, seatId } from "../domain/ids.ts";
import type { Refusal } from "../domain/refusal.ts";
import { type LiveRoom, type RoomEvent, type Seat, SILENT } from "../domain/room.ts";
import { defaultSettings } from "../domain/room_settings.ts";
import type { ClientMessage, DoorView, ServerMessage, ServerMessageOf, ToldAudience } from "../protocol/signal.ts";
import { PROTOCOL_VERSION } from "../protocol/version.ts";
import type { MediaLink } from "./media_link.ts";
import type { OwnDevice, OwnDevices } from "./own_devices.ts";
import { createRoomSession, type RoomSession } from "./room_session.ts";
import { type Connection, Refused, type SignalSocket, SocketLost } from "./socket.ts";
import type { RoomStorage, Whereabouts } from "./storage.ts";
import { WINDOW_TIMERS } from "./window_timers.ts";

const DOOR: DoorView = {
  state: "open",
  activity: { emoji: "☕", title: "Coffee" },
  forYou: true,
  locked: false,
  started: true,
  inside: 0,
  seatLimit: 12,
  opensAt: null,
  media: "up",
};
const ME = seatId("me");

function seat(id: string): Seat {
  const media = { ...SILENT, microphone: true };
  return {
    id: seatId(id),
    kind: "guest",
    name: id,
    host: false,
    coHost: false,
    muted: false,
    presence: "inside",
    media,
    speaking: false,
    joinedAt: 1,
  };
}

const LIVE: LiveRoom = {
  state: "open",
  code: roomCode("code"),
  opensAt: 1,
  endsAt: null,
  locked: false,
  started: true,
  settings: defaultSettings("link"),
  activity: { emoji: "☕", title: "Coffee" },
  hostName: "Ada",
  audience: { kind: "link" },
  groupName: null,
  audienceAt: 1,
  seatLimit: 12,
  seats: [seat("me")],
  lines: [],
};

type WithoutId<T> = T extends unknown ? Omit<T, "id"> : never;
type Asked = WithoutId<Extract<ClientMessage, { id: number }>>;

/** Plays the server: answers are given by the test, one request at a time. */
class FakeServer implements Pick<SignalSocket, "send" | "request"> {
  readonly connection = signal<Connection>("connecting");
  readonly sent: ClientMessage[] = [];
  readonly asked: { message: Asked; answer: PromiseWithResolvers<ServerMessage> }[] = [];
  reconnects: boolean[] = [];
  onMessage: (message: ServerMessage) => void = () => {};

  send(message: ClientMessage): boolean {
    this.sent.push(message);
    return true;
  }
  request = ((message: Asked) => {
    const answer = Promise.withResolvers<ServerMessage>();
    this.asked.push({ message, answer });
    return answer.promise;
  }) as SignalSocket["request"];

  open(held: string | null = null, audience: ToldAudience | null = null): void {
    this.connection.value = "open";
    const own = held === null ? null : { id: seatId(held), name: held };
    this.onMessage({ type: "ready", door: DOOR, iceServers: [], seat: own, audience, knock: null });
  }
  lose(state: Connection = "lost"): void {
    this.connection.value = state;
    for (const { answer } of this.asked.splice(0)) answer.reject(new SocketLost("gone"));
  }
  /** The oldest unanswered request of that kind, once it has been made. */
  async take<T extends Asked["type"]>(type: T): Promise<Extract<Asked, { type: T }>> {
    for (let turns = 0; turns < 100 && !this.asked.some(({ message }) => message.type === type); turns++) {
      await Promise.resolve();
    }
    const found = this.asked.find(({ message }) => message.type === type);
    assert.ok(found, `no ${type} was sent`);
    return found.message as Extract<Asked, { type: T }>;
  }
  async answer(type: Asked["type"], message: ServerMessage | Refusal): Promise<void> {
    const sent = await this.take(type);
    const [found] = this.asked.splice(this.asked.findIndex(({ message }) => message === sent), 1);
    if (typeof message === "string") found?.answer.reject(new Refused(message));
    else found?.answer.resolve(message);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function joined(change: Partial<ServerMessageOf<"joined">> = {}): ServerMessageOf<"joined"> {
  return {
    type: "joined",
    to: 1,
    seatId: ME,
    live: LIVE,
    kept: false,
    offer: null,
    ahead: null,
    ...change,
  };
}

describe("createRoomSession()", () => {
  let server: FakeServer;
  let linkCalls: string[];
  let opened: number;
  let restarting: Promise<void>;
  let isAhead: boolean;
  let whereabouts: Whereabouts | null;
  let session: RoomSession;
  let onBroken: () => void;
  let links: string[];
  let hello: () => ClientMessage;
  let arriving: Promise<void>;
  let camera: ReturnType<typeof signal<OwnDevice>>;
  let microphone: Signal<OwnDevice>;
  let screen: Signal<MediaStreamTrack | null>;
  let shares: Signal<boolean>;

  beforeEach(() => {
    server = new FakeServer();
    linkCalls = [];
    links = [];
    opened = 0;
    isAhead = false;
    restarting = Promise.resolve();
    arriving = Promise.resolve();
    whereabouts = null;
    const device: OwnDevice = { on: true, deviceId: null, track: null, problem: null, asking: false };
    camera = signal(device);
    microphone = signal(device);
    screen = signal<MediaStreamTrack | null>(null);
    shares = signal(false);
    const own: OwnDevices = {
      microphone,
      camera: camera as OwnDevices["camera"],
      speakerId: signal(null),
      list: signal({ microphones: [], cameras: [], speakers: [] }),
      screen: { track: screen, canShare: true, start: () => Promise.resolve(), stop: () => screen.value = null },
      open: () => Promise.resolve(void opened++),
      setOn(kind, on) {
        linkCalls.push(`${kind} ${on ? "on" : "off"}`);
        return Promise.resolve();
      },
      silence(kind) {
        linkCalls.push(`${kind} silenced`);
        microphone.value = { ...device, on: false };
        return Promise.resolve();
      },
      choose: () => Promise.resolve(),
      chooseSpeaker: () => {},
      media: () => ({
        microphone: microphone.value.on,
        camera: camera.value?.on ?? false,
        screen: screen.value !== null,
      }),
      close() {
        linkCalls.push("devices closed");
        camera.value = { ...device, ...camera.value, track: null };
      },
    };
    const note = (what: string) => () => {
      linkCalls.push(what);
      return Promise.resolve();
    };
    const link: MediaLink = {
      remote: signal(new Map()),
      interrupted: signal(false),
      shares,
      renew: note("renew"),
      offer: () => Promise.resolve({ sdp: "offer", tracks: [] }),
      joined: () => ({ arriving, done: note("joined")() }),
      takePublishAnswer: note("publish answer"),
      takeOffer: note("offer"),
      takeAhead: note("offer at the door"),
      isAhead: () => Promise.resolve(isAhead),
      takeCandidates: note("candidates"),
      hungUp: note("hung up"),
      restart() {
        linkCalls.push("restart");
        return restarting;
      },
      fit: () => {},
      reset: note("reset"),
      close: () => {},
    };
    const storage: RoomStorage = {
      tab: "tab-key-1",
      whereabouts: () => whereabouts,
      setWhereabouts: (now) => whereabouts = now,
      nickname: () => null,
      setNickname: () => {},
      devices: () => ({ microphoneId: null, cameraId: null, speakerId: null, microphoneOn: true, cameraOn: true }),
      setDevices: () => {},
      shortcuts: () => true,
      setShortcuts: () => {},
    };
    session = createRoomSession({
      code: "code",
      onLink: (code) => links.push(code),
      door: DOOR,
      barrier: null,
      signedIn: false,
      timers: WINDOW_TIMERS,
      storage,
      own,
      openSocket: ({ hello: say, onMessage }) => {
        server.onMessage = onMessage;
        hello = say;
        return {
          connection: server.connection,
          send: (message) => server.send(message),
          request: server.request,
          reconnect: (afresh = false) => server.reconnects.push(afresh),
          close: () => {},
        };
      },
      createLink: (deps) => {
        onBroken = deps.onBroken;
        return link;
      },
    });
  });
  afterEach(() => session.close());

  async function enter(): Promise<void> {
    server.open();
    const joining = session.join("Bo");
    await server.answer("join", joined());
    await joining;
  }

  it("prepares its connections in the lobby and joins with one message", async () => {
    server.open();
    assert.deepEqual(linkCalls, ["renew"]);
    const joining = session.join("Bo");
    assert.equal(session.stage.value, "joining");
    const message = await server.take("join");
    assert.deepEqual(
      [message.nickname, message.tab, message.keep, message.takeOver, message.publish?.sdp],
      ["Bo", "tab-key-1", false, false, "offer"],
    );
    await server.answer("join", joined());
    await joining;
    assert.deepEqual([session.stage.value, session.ownSeatId.value, whereabouts], ["inside", ME, "inside"]);
    assert.deepEqual(linkCalls, ["renew", "joined"]);
    assert.deepEqual(server.sent, []);
  });

  it("takes what it is offered at the door, and says so when it joins", async () => {
    server.open();
    server.onMessage({ type: "offer", offer: { negotiation: 1, sdp: "at the door", tracks: [] } });
    server.onMessage({ type: "candidates", direction: "receive", candidates: [], complete: true });
    assert.deepEqual(linkCalls, ["renew", "offer at the door", "candidates"]);
    isAhead = true;
    const joining = session.join("Bo");
    assert.equal((await server.take("join")).ahead, true);
    // One that was on its way when the page joined: the answer brings another, or goes on from the one before.
    server.onMessage({ type: "offer", offer: { negotiation: 1, sdp: "late", tracks: [] } });
    await server.answer("join", joined({ ahead: [] }));
    await joining;
    assert.deepEqual(linkCalls, ["renew", "offer at the door", "candidates", "joined"]);
    server.onMessage({ type: "offer", offer: { negotiation: 2, sdp: "inside", tracks: [] } });
    assert.equal(linkCalls.at(-1), "offer");
  });

  it("knows whom the room is for: from the door, from the room, and by what is newest", async () => {
    const told = (audienceAt: number, kind: "link" | "friends" = "link"): ToldAudience => ({
      audience: { kind },
      groupName: null,
      audienceAt,
    });
    const known = () => [session.audience.value?.audience.kind, session.audience.value?.audienceAt];
    assert.equal(session.audience.value, null);
    server.open(null, told(1));
    assert.deepEqual(known(), ["link", 1]);
    server.lose();
    assert.deepEqual(known(), ["link", 1], "a lost socket is no news");
    server.open(null, told(1));
    server.onMessage({ type: "door", door: DOOR, audience: told(2, "friends") });
    assert.deepEqual(known(), ["friends", 2]);
    const joining = session.join("Bo");
    await server.answer("join", joined({ live: { ...LIVE, ...told(3) } }));
    await joining;
    assert.deepEqual(known(), ["link", 3]);
    const event = { type: "audience_changed", audience: { kind: "friends" }, groupName: null, at: 4 } as const;
    server.onMessage({ type: "room_event", event });
    assert.deepEqual(known(), ["friends", 4]);
    void session.leave();
    assert.deepEqual(known(), ["friends", 4], "what the door said before is older");
  });

  it("waits for the socket when the click comes first", async () => {
    const joining = session.join("Bo");
    server.open();
    await server.answer("join", joined());
    await joining;
    assert.equal(session.stage.value, "inside");
  });

  it("waits behind the open door without devices or connections, and comes in from there", async () => {
    server.open();
    linkCalls.length = 0;
    const waiting = session.wait();
    const message = await server.take("join");
    assert.deepEqual([message.ajar, message.publish, message.media], [true, null, SILENT]);
    await server.answer("join", joined());
    await waiting;
    assert.deepEqual([session.stage.value, whereabouts], ["waiting", "waiting"]);
    assert.deepEqual(linkCalls, ["devices closed", "reset"]);
    const joining = session.join(null);
    assert.equal((await server.take("join")).ajar, false);
    await server.answer("join", joined());
    await joining;
    assert.deepEqual([session.stage.value, whereabouts], ["inside", "inside"]);
    assert.deepEqual(linkCalls.slice(2), ["renew", "joined"]);
  });

  it("waits on over a lost socket and a reload, and opens nothing", async () => {
    server.open();
    const waiting = session.wait();
    await server.answer("join", joined());
    await waiting;
    linkCalls.length = 0;
    server.lose();
    server.open();
    assert.equal((await server.take("join")).ajar, true);
    await server.answer("join", joined());
    assert.equal(session.stage.value, "waiting");
    server.lose();
    const back = session.comeBack();
    server.open("Bo");
    assert.equal((await server.take("join")).ajar, true);
    await server.answer("join", joined());
    await back;
    assert.equal(session.stage.value, "waiting");
    assert.ok(!linkCalls.includes("renew") && !linkCalls.includes("joined"), linkCalls.join());
  });

  it("goes back to the lobby with the reason when it is refused", async () => {
    server.open();
    const joining = session.join("Bo");
    await server.answer("join", "suspended");
    await joining;
    assert.deepEqual([session.stage.value, session.trouble.value, whereabouts], ["lobby", "suspended", null]);
  });

  it("takes its seat over from another tab when told to", async () => {
    server.open();
    const refused = session.join("Bo");
    await server.answer("join", "seat_in_use");
    await refused;
    const joining = session.join("Bo", true);
    assert.equal((await server.take("join")).takeOver, true);
    await server.answer("join", joined());
    await joining;
    assert.equal(session.stage.value, "inside");
  });

  it("comes in although somebody blocked is inside when told to, and says so again on the way back", async () => {
    server.open();
    const warned = session.join("Bo");
    await server.answer("join", "blocked_inside");
    await warned;
    assert.deepEqual([session.stage.value, session.trouble.value], ["lobby", "blocked_inside"]);
    const joining = session.join("Bo", false, true);
    assert.equal((await server.take("join")).anyway, true);
    await server.answer("join", joined());
    await joining;
    server.lose();
    server.open();
    assert.equal((await server.take("join")).anyway, true);
  });

  it("is outside when its account's session has ended, and says what to do", async () => {
    await enter();
    server.lose("signed_out");
    assert.deepEqual([session.stage.value, session.trouble.value], ["lobby", "not_signed_in"]);
  });

  it("goes on to say that it was left when the room is no longer for it", async () => {
    await enter();
    server.onMessage({ type: "room_event", event: { type: "person_left", seatId: ME } });
    for (const why of ["lost", "unknown"] as const) {
      server.lose(why);
      assert.deepEqual([session.stage.value, session.trouble.value], ["left", null]);
    }
    const joining = session.join("Bo");
    server.open();
    await server.take("join");
    server.lose("unknown");
    await joining;
    assert.deepEqual([session.stage.value, session.trouble.value], ["lobby", "not_found"]);
  });

  it("says hello with the link that leads to the room now, heard of inside or when coming back", async () => {
    await enter();
    assert.deepEqual([links, hello()], [[], { type: "hello", version: PROTOCOL_VERSION, code: "code" }]);
    server.onMessage({ type: "room_event", event: { type: "link_replaced", code: roomCode("second") } });
    assert.deepEqual([links, hello()], [["second"], { type: "hello", version: PROTOCOL_VERSION, code: "second" }]);
    server.lose();
    server.open("me");
    await server.answer("join", joined({ live: { ...LIVE, code: roomCode("third") } }));
    assert.deepEqual(links, ["second", "third"]);
    void session.leave();
    assert.deepEqual(hello(), { type: "hello", version: PROTOCOL_VERSION, code: "third" });
  });

  it("folds what happens to others and tells the news", async () => {
    await enter();
    server.onMessage({ type: "room_event", event: { type: "person_joined", seat: seat("Cy") } });
    assert.deepEqual(session.live.value?.seats.map(({ name }) => name), ["Cy", "me"]);
    assert.deepEqual(session.news.value.map(({ news }) => news), [{ what: "came", name: "Cy" }]);
  });

  it("keeps its connections over a lost socket", async () => {
    await enter();
    linkCalls.length = 0;
    server.lose();
    assert.equal(session.stage.value, "inside");
    server.open();
    const message = await server.take("join");
    assert.deepEqual([message.keep, message.publish], [true, null]);
    await server.answer("join", joined({ kept: true }));
    assert.deepEqual(linkCalls, ["joined"]);
  });

  it("builds them anew when the server could not keep its side", async () => {
    await enter();
    linkCalls.length = 0;
    server.lose();
    server.open();
    await server.answer("join", joined({ kept: false }));
    assert.deepEqual(linkCalls, ["renew", "joined"]);
  });

  it("joins again with new connections when the media server is back", async () => {
    await enter();
    linkCalls.length = 0;
    server.onMessage({ type: "media", state: "down" });
    onBroken();
    assert.equal(session.mediaDown.value, true);
    assert.deepEqual([linkCalls, server.asked.length], [[], 0]);
    server.onMessage({ type: "media", state: "rejoin" });
    const message = await server.take("join");
    assert.deepEqual([message.keep, message.takeOver, message.publish?.sdp], [false, false, "offer"]);
    await server.answer("join", joined());
    assert.deepEqual([linkCalls, session.mediaDown.value], [["renew", "joined"], false]);
  });

  describe("while the media server is away", () => {
    let clock: FakeTimers.Clock;
    beforeEach(() => {
      clock = FakeTimers.install({ toFake: ["setTimeout", "clearTimeout"] });
    });
    afterEach(() => clock.uninstall());

    it("stays inside and asks again until it is back", async () => {
      await enter();
      linkCalls.length = 0;
      server.onMessage({ type: "media", state: "rejoin" });
      for (let round = 0; round < 3; round++) {
        await server.answer("join", "media_unavailable");
        assert.deepEqual([session.stage.value, session.mediaDown.value, whereabouts], ["inside", true, "inside"]);
        assert.equal(server.asked.length, 0);
        clock.tick(1000);
      }
      const message = await server.take("join");
      assert.deepEqual([message.keep, message.publish?.sdp], [false, "offer"]);
      await server.answer("join", joined());
      assert.deepEqual([session.stage.value, session.mediaDown.value], ["inside", false]);
      assert.deepEqual(linkCalls, ["renew", "joined"], "what was refused unused serves the next time");
    });

    it("comes back to a server that has started before its media server", async () => {
      await enter();
      linkCalls.length = 0;
      server.lose();
      server.open();
      assert.equal((await server.take("join")).keep, true);
      await server.answer("join", "media_unavailable");
      assert.deepEqual([session.stage.value, session.mediaDown.value], ["inside", true]);
      clock.tick(1000);
      const message = await server.take("join");
      assert.deepEqual([message.keep, message.publish?.sdp], [false, "offer"]);
      await server.answer("join", joined());
      assert.deepEqual(linkCalls, ["renew", "joined"]);
    });

    it("leaves when told to, and comes again without waiting for the next try", async () => {
      await enter();
      server.onMessage({ type: "media", state: "rejoin" });
      await server.answer("join", "media_unavailable");
      const leaving = session.leave();
      await server.answer("leave", { type: "left", to: 2 });
      await leaving;
      assert.deepEqual([session.stage.value, session.mediaDown.value], ["left", false]);
      const again = session.join("Bo");
      await server.answer("join", joined());
      await again;
      assert.equal(session.stage.value, "inside");
    });

    it("says so to who is not inside yet", async () => {
      server.open();
      const joining = session.join("Bo");
      await server.answer("join", "media_unavailable");
      await joining;
      assert.deepEqual([session.stage.value, session.trouble.value], ["lobby", "media_unavailable"]);
    });
  });

  it("replaces what is broken once, however often it is told", async () => {
    await enter();
    linkCalls.length = 0;
    onBroken();
    await server.take("join");
    onBroken();
    await server.answer("join", joined());
    assert.deepEqual([linkCalls, server.asked.length], [["renew", "joined"], 0]);
  });

  it("hears of a media server that is lost while the first pictures are on their way", async () => {
    server.open();
    const onTheWay = Promise.withResolvers<void>();
    arriving = onTheWay.promise;
    const joining = session.join("Bo");
    await server.answer("join", joined());
    server.onMessage({ type: "media", state: "down" });
    onTheWay.resolve();
    await joining;
    assert.deepEqual([session.stage.value, session.mediaDown.value], ["inside", true]);
  });

  it("joins again if the media server was back before the first pictures came", async () => {
    server.open();
    const onTheWay = Promise.withResolvers<void>();
    arriving = onTheWay.promise;
    const joining = session.join("Bo");
    await server.answer("join", joined());
    server.onMessage({ type: "media", state: "rejoin" });
    onTheWay.resolve();
    await joining;
    assert.equal((await server.take("join")).keep, false);
    await server.answer("join", joined());
    assert.deepEqual(linkCalls, ["renew", "joined", "renew", "joined"]);
  });

  it("asks on a new socket when this one gives no answer or thinks otherwise", async () => {
    await enter();
    server.onMessage({ type: "media", state: "rejoin" });
    await server.answer("join", "already_joined");
    assert.deepEqual(server.reconnects.at(-1), true);
  });

  it("tells what its devices do, only when that changes", async () => {
    await enter();
    const before = camera.value;
    assert.ok(before);
    camera.value = { ...before, on: false };
    camera.value = { ...camera.value, asking: true };
    assert.deepEqual(server.sent, [
      { type: "set_media", media: { microphone: true, camera: false, screen: false } },
    ]);
  });

  it("comes back into a seat that is still held, and else stays in the lobby", async () => {
    const back = session.comeBack();
    assert.equal(session.stage.value, "joining");
    server.open("me");
    assert.equal((await server.take("join")).nickname, "me");
    await server.answer("join", joined());
    await back;
    assert.equal(session.stage.value, "inside");
  });

  it("stays in the lobby when the seat is gone", async () => {
    const back = session.comeBack();
    server.open(null);
    await back;
    assert.deepEqual([session.stage.value, session.trouble.value, server.asked.length], ["lobby", null, 0]);
  });

  it("says that the call goes on in another tab", async () => {
    await enter();
    server.lose("replaced");
    assert.deepEqual([session.stage.value, whereabouts], ["elsewhere", null]);
    assert.ok(linkCalls.includes("devices closed"));
  });

  it("is out, with the devices closed, when the server says that the own seat is left; not when another is", async () => {
    await enter();
    server.onMessage({ type: "room_event", event: { type: "person_left", seatId: seatId("other") } });
    assert.equal(session.stage.value, "inside");
    server.onMessage({ type: "room_event", event: { type: "person_left", seatId: ME } });
    assert.deepEqual([session.stage.value, session.live.value, whereabouts], ["left", null, null]);
    assert.ok(linkCalls.includes("devices closed"));
  });

  it("is out, with the devices closed, when it was removed; when another was, it is told like their leaving", async () => {
    await enter();
    const cy = seat("Cy");
    server.onMessage({ type: "room_event", event: { type: "person_joined", seat: cy } });
    server.onMessage({ type: "room_event", event: { type: "person_removed", seatId: cy.id } });
    assert.deepEqual([session.stage.value, session.news.value.at(-1)?.news], ["inside", { what: "left", name: "Cy" }]);
    linkCalls.length = 0;
    server.onMessage({ type: "room_event", event: { type: "person_removed", seatId: ME } });
    assert.deepEqual([session.stage.value, session.trouble.value, whereabouts], ["out", null, null]);
    assert.deepEqual(linkCalls, ["reset", "devices closed"]);
  });

  it("is out in the same way when the door was locked to it while the connection was lost", async () => {
    await enter();
    server.lose();
    server.open();
    await server.answer("join", "room_locked");
    assert.deepEqual([session.stage.value, session.trouble.value], ["out", null]);
  });

  describe("who finds the door closed", () => {
    const CLOSED: DoorView = { ...DOOR, started: false };
    const WAITING = { type: "knock", state: "waiting", againInSeconds: 30, line: null } as const;

    /** Presses Join, and is told that the room has not started: the page then knocks. */
    async function knock(door: DoorView = CLOSED): Promise<void> {
      server.open();
      server.onMessage({ type: "door", door, audience: null });
      const joining = session.join("Bo", false, true);
      await server.answer("join", "room_not_started");
      await joining;
      assert.deepEqual([session.stage.value, session.trouble.value, whereabouts], ["knocking", null, null]);
      const { nickname, line } = await server.take("knock");
      assert.deepEqual([nickname, line], ["Bo", null]);
      server.onMessage(WAITING);
      await server.answer("knock", { type: "done", to: 1 });
    }

    it("comes in by itself when it opens, as it had asked to", async () => {
      await knock();
      server.onMessage({ type: "door", door: { ...CLOSED, inside: 1 }, audience: null });
      assert.deepEqual([session.stage.value, server.asked.length], ["knocking", 0]);
      server.onMessage({ type: "door", door: DOOR, audience: null });
      const { nickname, anyway } = await server.take("join");
      assert.deepEqual([nickname, anyway], ["Bo", true]);
      await server.answer("join", joined());
      assert.equal(session.stage.value, "inside");
    });

    it("comes in by itself when it is let in", async () => {
      await knock({ ...DOOR, locked: true, inside: null });
      server.onMessage({ ...WAITING, state: "minute" });
      assert.deepEqual([session.stage.value, session.knocking.value?.state], ["knocking", "minute"]);
      server.onMessage({ ...WAITING, state: "in" });
      await server.answer("join", joined());
      assert.equal(session.stage.value, "inside");
    });

    it("hears of the start on the next socket if the one before was lost", async () => {
      await knock();
      server.lose();
      server.open();
      await server.answer("join", joined());
      assert.equal(session.stage.value, "inside");
    });

    it("goes back to the lobby when it likes, knocks no more and comes in no more by itself", async () => {
      await knock();
      session.stopKnocking();
      await server.answer("leave", { type: "left", to: 2 });
      server.onMessage({ ...WAITING, state: null });
      server.onMessage({ type: "door", door: DOOR, audience: null });
      assert.deepEqual([session.stage.value, session.trouble.value, server.asked.length], ["lobby", null, 0]);
    });

    it("is told of the end", async () => {
      await knock();
      server.onMessage({ type: "door", door: { ...CLOSED, state: "ended" }, audience: null });
      assert.equal(session.stage.value, "ended");
    });

    it("goes on knocking when the door is locked meanwhile", async () => {
      await knock();
      server.onMessage({ type: "door", door: { ...DOOR, locked: true, inside: null }, audience: null });
      assert.deepEqual([session.stage.value, session.barrier.value], ["knocking", "room_locked"]);
      server.onMessage({ type: "door", door: DOOR, audience: null });
      await server.answer("join", joined());
      assert.equal(session.stage.value, "inside");
    });

    it("does not go round in circles where it is let in and refused all the same", async () => {
      await knock();
      server.onMessage({ ...WAITING, state: "in" });
      await server.answer("join", "room_locked");
      assert.deepEqual([session.stage.value, server.asked.length], ["knocking", 0]);
    });

    it("knocks from the lobby with what was typed, and is told of a bad name there", async () => {
      server.open();
      server.onMessage({ type: "door", door: CLOSED, audience: null });
      assert.equal(session.barrier.value, "room_not_started");
      session.knock(" ", "It is me");
      assert.equal((await server.take("knock")).line, "It is me");
      await server.answer("knock", "bad_nickname");
      assert.deepEqual([session.stage.value, session.trouble.value], ["lobby", "bad_nickname"]);
    });
  });

  it("knows who knocks as long as it is inside, and answers", async () => {
    await enter();
    const knock = { id: knockId("k"), name: "Bo", kind: "guest", line: null, at: 1, state: "waiting" } as const;
    server.onMessage({ type: "knocks", knocks: [knock] });
    assert.deepEqual(session.knocks.value, [knock]);
    const answering = session.answerKnock(knock.id, "in");
    const { knockId: id, answer } = await server.take("answer_knock");
    assert.deepEqual([id, answer], [knock.id, "in"]);
    await server.answer("answer_knock", "knocker_gone");
    assert.equal(await answering, "knocker_gone");
    void session.leave();
    assert.deepEqual(session.knocks.value, []);
  });

  it("leaves at once, and can come again", async () => {
    await enter();
    const leaving = session.leave();
    assert.deepEqual([session.stage.value, whereabouts], ["left", null]);
    await server.answer("leave", { type: "left", to: 2 });
    await leaving;
    const again = session.join("Bo");
    await server.answer("join", joined());
    await again;
    assert.equal(session.stage.value, "inside");
  });

  it("takes no more of the media that was under way when it left", async () => {
    await enter();
    const leaving = session.leave();
    linkCalls.length = 0;
    server.onMessage({ type: "hung_up", direction: "send" });
    server.onMessage({ type: "offer", offer: { negotiation: 2, sdp: "late", tracks: [] } });
    await server.answer("leave", { type: "left", to: 2 });
    await leaving;
    assert.deepEqual(linkCalls, []);
  });

  it("leaves a seat that it is given after the person has changed their mind", async () => {
    server.open();
    const joining = session.join("Bo");
    await server.take("join");
    const leaving = session.leave();
    await server.answer("leave", { type: "left", to: 2 });
    await server.answer("join", joined());
    await Promise.all([joining, leaving]);
    await server.take("leave");
    assert.deepEqual([session.stage.value, session.live.value], ["left", null]);
  });

  it("ends when the room does", async () => {
    await enter();
    server.onMessage({ type: "room_event", event: { type: "room_ended" } });
    assert.deepEqual([session.stage.value, whereabouts], ["ended", null]);
  });

  it("closes the devices of somebody in the lobby when the room ends", () => {
    const ended: DoorView = { ...DOOR, state: "ended" };
    server.open();
    server.onMessage({ type: "door", door: ended, audience: null });
    assert.deepEqual([session.stage.value, session.trouble.value], ["ended", null]);
    assert.equal(linkCalls.at(-1), "devices closed");
  });

  it("finds the room ended on the way back", async () => {
    const back = session.comeBack();
    server.onMessage({
      type: "ready",
      door: { ...DOOR, state: "ended" },
      iceServers: [],
      seat: null,
      audience: null,
      knock: null,
    });
    await back;
    assert.equal(session.stage.value, "ended");
    assert.equal(linkCalls.at(-1), "devices closed");
  });

  it("tells somebody who has left that the room has ended, but not somebody who is inside by the door", async () => {
    await enter();
    server.onMessage({ type: "door", door: { ...DOOR, state: "ended" }, audience: null });
    assert.equal(session.stage.value, "inside");
    server.onMessage({ type: "door", door: DOOR, audience: null });
    void session.leave();
    server.onMessage({ type: "door", door: { ...DOOR, state: "ended" }, audience: null });
    assert.equal(session.stage.value, "ended");
  });

  it("opens the devices again when it cannot wait behind the open door", async () => {
    server.open();
    const waiting = session.wait();
    assert.deepEqual([opened, linkCalls.includes("devices closed")], [0, true]);
    await server.answer("join", "room_locked");
    await waiting;
    assert.deepEqual([session.stage.value, session.trouble.value, opened], ["lobby", "room_locked", 1]);
  });

  it("opens the devices when a seat behind the open door is gone after a reload", async () => {
    whereabouts = "waiting";
    const back = session.comeBack();
    server.open(null);
    await back;
    assert.deepEqual([session.stage.value, opened], ["lobby", 1]);
  });

  it("restarts both directions after a change of network, once there is a socket", async () => {
    await enter();
    linkCalls.length = 0;
    server.lose();
    session.wake(true);
    assert.deepEqual(server.reconnects.at(-1), false);
    server.open();
    await server.answer("join", joined({ kept: true }));
    assert.deepEqual(linkCalls, ["joined", "restart"]);
  });

  it("restarts them on the next socket if the page heard of the network before its socket was lost", async () => {
    await enter();
    linkCalls.length = 0;
    restarting = Promise.reject(new SocketLost("gone"));
    session.wake(true);
    assert.deepEqual(linkCalls, ["restart"]);
    server.lose();
    restarting = Promise.resolve();
    for (const expected of [["joined", "restart"], ["joined"]]) {
      linkCalls.length = 0;
      server.open();
      await server.answer("join", joined({ kept: true }));
      assert.deepEqual(linkCalls, expected);
      server.lose();
    }
  });

  it("makes no connections for who will not come in", () => {
    server.open();
    server.onMessage({ type: "door", door: { ...DOOR, state: "ended" }, audience: null });
    linkCalls.length = 0;
    server.lose();
    server.open();
    assert.deepEqual([session.stage.value, linkCalls], ["ended", []]);
  });

  it("takes the newest wish: who leaves the door ajar on the way in, waits", async () => {
    server.open();
    const joining = session.join("Bo");
    await server.take("join");
    const waiting = session.wait();
    await server.answer("join", joined());
    assert.deepEqual([session.stage.value, session.live.value], ["joining", null]);
    await server.answer("leave", { type: "left", to: 2 });
    assert.equal((await server.take("join")).ajar, true);
    await server.answer("join", joined());
    await Promise.all([joining, waiting]);
    assert.deepEqual([session.stage.value, whereabouts], ["waiting", "waiting"]);
  });

  it("takes the newest wish: who leaves and comes again while a slow join is under way is inside once", async () => {
    await enter();
    server.onMessage({ type: "media", state: "rejoin" });
    await server.take("join");
    void session.leave();
    const again = session.join("Cy");
    await server.answer("join", joined());
    assert.equal(session.stage.value, "joining");
    const message = await server.take("join");
    assert.deepEqual([message.nickname, message.keep], ["Cy", false]);
    await server.answer("join", joined());
    await again;
    assert.equal(session.stage.value, "inside");
  });

  it("comes in on the seat behind the open door, although taking it was still under way", async () => {
    server.open();
    const waiting = session.wait();
    await server.take("join");
    const joining = session.join(null);
    await server.answer("join", joined());
    assert.equal((await server.take("join")).ajar, false);
    assert.ok(!server.asked.some(({ message }) => message.type === "leave"));
    await server.answer("join", joined());
    await Promise.all([waiting, joining]);
    assert.equal(session.stage.value, "inside");
  });

  describe("what hosts and others do", () => {
    const muted = { ...seat("me"), muted: true, media: SILENT };
    const news = () => session.news.value.map(({ news }) => news.what);
    const event = (event: RoomEvent) => server.onMessage({ type: "room_event", event });

    it("turns the microphone off when a host mutes one, and says so", async () => {
      await enter();
      event({ type: "mute_changed", seatId: seatId("cy"), muted: true });
      assert.equal(linkCalls.includes("microphone silenced"), false);
      event({ type: "mute_changed", seatId: ME, muted: true });
      event({ type: "mute_changed", seatId: ME, muted: true });
      assert.deepEqual(linkCalls.filter((call) => call.startsWith("microphone")), ["microphone silenced"]);
      assert.deepEqual(news(), ["muted"]);
      const last = server.sent.at(-1);
      assert.equal(last?.type === "set_media" && last.media.microphone, false);
    });

    it("is silent from the start who was muted before a reload", async () => {
      server.open();
      const joining = session.join("Bo");
      await server.answer("join", joined({ live: { ...LIVE, seats: [muted] } }));
      await joining;
      assert.ok(linkCalls.includes("microphone silenced"));
      assert.deepEqual(news(), []);
    });

    it("takes a refused microphone back and says why", async () => {
      await enter();
      server.onMessage({ type: "refused", to: null, code: "no_offer_yet" });
      assert.ok(!linkCalls.includes("microphone silenced"));
      server.onMessage({ type: "refused", to: null, code: "muted" });
      assert.ok(linkCalls.includes("microphone silenced"));
      assert.deepEqual(news(), ["stays_muted"]);
    });

    it("shows who asks one to unmute, until it is answered one way or another", async () => {
      await enter();
      server.onMessage({ type: "unmute_asked", by: "Ada" });
      assert.equal(session.unmuteAskedBy.value, null, "one is heard already");
      microphone.value = { ...microphone.value, on: false };
      for (const isYes of [true, false]) {
        server.onMessage({ type: "unmute_asked", by: "Ada" });
        assert.equal(session.unmuteAskedBy.value, "Ada");
        session.answerUnmute(isYes);
        assert.equal(session.unmuteAskedBy.value, null);
      }
      assert.deepEqual(linkCalls.filter((call) => call.startsWith("microphone")), ["microphone on"]);
      server.onMessage({ type: "unmute_asked", by: "Ada" });
      microphone.value = { ...microphone.value, on: true };
      assert.equal(session.unmuteAskedBy.value, null, "by the button");
    });

    it("says that a screen is shared once it can be seen, and ends it when a host stops it", async () => {
      await enter();
      const told = () => server.sent.flatMap((sent) => sent.type === "set_media" ? [sent.media.screen] : []);
      screen.value = { kind: "video" } as MediaStreamTrack;
      assert.deepEqual(told(), []);
      shares.value = true;
      assert.deepEqual(told(), [true]);
      event({ type: "screen_stopped", seatId: seatId("cy") });
      assert.ok(screen.value);
      event({ type: "screen_stopped", seatId: ME });
      assert.equal(screen.value, null);
      assert.deepEqual([told(), news()], [[true, false], ["screen_stopped"]]);
    });

    it("ends the sharing of a screen with the visit", async () => {
      await enter();
      screen.value = { kind: "video" } as MediaStreamTrack;
      void session.leave();
      assert.equal(screen.value, null);
    });

    it("tells of a screen that others share", async () => {
      await enter();
      event({ type: "person_joined", seat: seat("cy") });
      event({ type: "media_changed", seatId: seatId("cy"), media: { ...SILENT, screen: true } });
      assert.deepEqual(news(), ["came", "shares"]);
    });
  });

  describe("the chat", () => {
    const line = (who: string, at: number) => ({ seatId: seatId(who), name: who, text: `line ${at}`, at });
    const said = (who: string, at: number) =>
      server.onMessage({ type: "room_event", event: { type: "said", line: line(who, at) } });

    it("counts what others say while nobody looks", async () => {
      server.open();
      const joining = session.join("Bo");
      await server.answer("join", joined({ live: { ...LIVE, lines: [line("cy", 1)] } }));
      await joining;
      assert.deepEqual([session.chat.lines.value.length, session.chat.unread.value], [1, 0]);
      said("cy", 2);
      said("me", 3);
      said("cy", 4);
      assert.equal(session.chat.unread.value, 2);
      assert.deepEqual(session.news.value.map(({ news }) => news.what), ["said", "said"]);
      session.chat.look(true);
      said("cy", 5);
      assert.equal(session.chat.unread.value, 0);
      assert.equal(session.news.value.length, 2);
      session.chat.look(false);
      said("cy", 6);
      assert.equal(session.chat.unread.value, 1);
    });

    it("says a line, or why it does not stand there", async () => {
      await enter();
      const saying = session.chat.say("hello");
      assert.deepEqual(await server.take("say"), { type: "say", text: "hello" });
      await server.answer("say", { type: "done", to: 3 });
      assert.equal(await saying, null);
      const refused = session.chat.say("hello");
      await server.answer("say", "chat_closed");
      assert.equal(await refused, "chat_closed");
      const lost = session.chat.say("hello");
      server.lose();
      assert.equal(await lost, "failed");
    });
  });
});
