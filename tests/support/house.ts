/**
 * Ajar without pages: real deeds, database, seat tokens and sockets, a media server in memory, and time that a test moves.
 * Who a socket belongs to is told by a header, as the middleware would tell it from the session.
 */
import type { Accounts } from "../../accounts/accounts.ts";
import { createStopTokens } from "../../accounts/stop_tokens_hmac.ts";
import { createSeatTokens } from "../../accounts/seat_tokens_hmac.ts";
import { Background } from "../../actions/background.ts";
import type { Deps } from "../../actions/deps.ts";
import type { Db } from "../../db/database.ts";
import { Doors } from "../../db/doors.ts";
import { SuspendedPeople } from "../../db/suspended_people.ts";
import type { NewRoom } from "../../db/rooms.ts";
import {
  eventId,
  eventPostId,
  groupId,
  invitationId,
  knockId,
  noticeId,
  personId,
  removalId,
  reportId,
  roomCode,
  roomId,
  type SeatId,
  seatId,
} from "../../domain/ids.ts";
import { type RateLimits, UNLIMITED } from "../../domain/rate_limit.ts";
import type { Room } from "../../domain/room.ts";
import type { Viewer } from "../../domain/viewer.ts";
import { FakeGateway } from "../../media/fake/fake_gateway.ts";
import { seatCookieName } from "../../protocol/cookies.ts";
import { createSignalling, type Signalling, type SignallingOptions } from "../../signalling/signalling.ts";
import { RoomClock } from "../../tray/room_clock.ts";
import { RoomWatches } from "../../tray/room_watches.ts";
import { TrayStreams } from "../../tray/streams.ts";
import { TidingsBoard } from "../../tray/tidings.ts";
import { type KeptLog, keptLog } from "./kept_log.ts";
import { ManualTime } from "./manual_time.ts";
import { NOON, somePerson, someRoom } from "./rows.ts";
import { SignalClient } from "./signal_client.ts";

export type PersonViewer = Extract<Viewer, { kind: "person" }>;

export interface House extends AsyncDisposable {
  readonly deps: Deps;
  readonly gateway: FakeGateway;
  readonly signalling: Signalling;
  readonly trays: TrayStreams;
  readonly watches: RoomWatches;
  /** Opens and closes rooms at their times, once it has been told to look. */
  readonly clock: RoomClock;
  readonly tidings: TidingsBoard;
  readonly time: ManualTime;
  readonly log: KeptLog;
  person(name: string): Promise<PersonViewer>;
  room(changes?: Partial<NewRoom>): Promise<Room>;
  /** The cookie header of a guest of that room, with a seat id of their own unless one is given. */
  guest(room: Pick<Room, "id">, seat?: SeatId): Promise<string>;
  /** An open socket, closed with the house. */
  socket(who: { readonly viewer?: PersonViewer; readonly cookie?: string }): Promise<SignalClient>;
}

/**
 * A process on that database; a second one shows what a restart does. `opensRooms` false: rooms do not open and close by
 * themselves, for tests that do it by hand; two at once would leave a room to each other.
 */
export function openHouse(
  db: Db,
  options: Omit<SignallingOptions, "timers"> & { readonly limits?: RateLimits; readonly opensRooms?: boolean } = {},
): House {
  const gateway = new FakeGateway();
  const time = new ManualTime(NOON);
  const log = keptLog();
  const seatTokens = createSeatTokens(new Uint8Array(32).fill(3));
  const base = {
    db,
    doors: new Doors(db, time.now),
    accounts: noAccounts(),
    suspended: new SuspendedPeople(db, time.now),
    seatTokens,
    gateway,
    tidings: new TidingsBoard(),
    stopTokens: createStopTokens(new Uint8Array(32).fill(5)),
    mailLeaves: true,
    push: { publicKey: "", toLocal: true },
    background: new Background(log),
    ids: {
      roomId: () => roomId(crypto.randomUUID()),
      roomCode: () => roomCode(crypto.randomUUID()),
      seatId: () => seatId(crypto.randomUUID()),
      groupId: () => groupId(crypto.randomUUID()),
      groupCode: () => crypto.randomUUID(),
      noticeId: () => noticeId(crypto.randomUUID()),
      reportId: () => reportId(crypto.randomUUID()),
      removalId: () => removalId(crypto.randomUUID()),
      knockId: () => knockId(crypto.randomUUID()),
      invitationId: () => invitationId(crypto.randomUUID()),
      invitationCode: () => crypto.randomUUID(),
      subscriptionId: () => crypto.randomUUID(),
      eventId: () => eventId(crypto.randomUUID()),
      eventPostId: () => eventPostId(crypto.randomUUID()),
      questionCode: () => crypto.randomUUID(),
      calendarToken: () => crypto.randomUUID(),
    },
    now: time.now,
    log,
    limits: options.limits ?? UNLIMITED,
    // Nobody's: else whoever a test made first would look after the house.
    operatorEmail: "operator@example.org",
    publicUrl: new URL("http://127.0.0.1"),
  };
  const signalling = createSignalling(base, { ...options, timers: time });
  base.tidings.listen((tiding) => {
    if (tiding.type === "ties_changed") signalling.tiesChanged(tiding.people);
    if (tiding.type === "signed_out") signalling.signedOut(tiding.people);
  });
  const watches = new RoomWatches(base, time);
  const clock = new RoomClock({ ...base, publisher: signalling.publisher }, time);
  if (options.opensRooms === false) clock[Symbol.dispose]();
  const trays = new TrayStreams(base, { timers: time, talking: signalling.talking });
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    const facts = {
      viewer: viewerOf(request.headers),
      cookieHeader: request.headers.get("cookie"),
      traces: { browser: request.headers.get("x-browser"), address: request.headers.get("x-address") },
      requestId: "test",
    };
    const { socket, response } = Deno.upgradeWebSocket(request);
    signalling.connect(socket, facts);
    return response;
  });
  const clients: SignalClient[] = [];
  return {
    deps: { ...base, publisher: signalling.publisher, stage: signalling.stage },
    gateway,
    signalling,
    trays,
    watches,
    clock,
    tidings: base.tidings,
    time,
    log,
    async person(name) {
      return { kind: "person", personId: await somePerson(db, name), name };
    },
    room: (changes) => someRoom(db, changes),
    async guest(room, seat = seatId(crypto.randomUUID())) {
      return `${seatCookieName(room.id)}=${await seatTokens.issue({ roomId: room.id, seatId: seat }, time.now())}`;
    },
    async socket({ viewer, cookie }) {
      const client = await SignalClient.open(`ws://127.0.0.1:${server.addr.port}/`, {
        ...(viewer === undefined ? {} : { "x-person": JSON.stringify([viewer.personId, viewer.name]) }),
        ...(cookie === undefined ? {} : { cookie }),
      });
      clients.push(client);
      return client;
    },
    async [Symbol.asyncDispose]() {
      trays.drain();
      watches.drain();
      clock[Symbol.dispose]();
      await signalling.drain();
      await base.background.idle();
      await Promise.all(clients.map((client) => client[Symbol.asyncDispose]()));
      await server.shutdown();
      await gateway[Symbol.asyncDispose]();
    },
  };
}

function viewerOf(headers: Headers): Viewer {
  const [id, name] = JSON.parse(headers.get("x-person") ?? "[]");
  return typeof id === "string" && typeof name === "string"
    ? { kind: "person", personId: personId(id), name }
    : { kind: "guest" };
}

function noAccounts(): Accounts {
  const unused = () => Promise.reject(new Error("This house has no accounts"));
  return {
    sessionOf: unused,
    personOf: unused,
    sessionIdOf: unused,
    signUp: unused,
    signIn: unused,
    signOut: unused,
    handle: unused,
  };
}
