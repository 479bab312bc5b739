/** Muting, asking to unmute and stopping screens, as those inside hear of it and as the media server is told. */
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { askUnmute } from "../../actions/ask_unmute.ts";
import { changeRoom } from "../../actions/change_room.ts";
import { muteSeat } from "../../actions/mute_seat.ts";
import { removeSeat } from "../../actions/remove_seat.ts";
import { setCoHost } from "../../actions/set_co_host.ts";
import { stopScreen } from "../../actions/stop_screen.ts";
import { listDeeds } from "../../db/audit.ts";
import { findSeat } from "../../db/seats.ts";
import { type SeatId, seatId } from "../../domain/ids.ts";
import type { Refusal } from "../../domain/refusal.ts";
import type { Room, SeatMedia } from "../../domain/room.ts";
import type { RoomSettings } from "../../domain/room_settings.ts";
import { fakeSdp } from "../../media/fake/fake_sdp.ts";
import type { TrackKind } from "../../media/gateway.ts";
import { asking } from "../support/asking.ts";
import { embeddedForSuite } from "../support/databases.ts";
import { type House, openHouse, type PersonViewer } from "../support/house.ts";
import { NOBODY_WAITS } from "../support/rows.ts";
import { expectJoined, type SignalClient } from "../support/signal_client.ts";
import { until } from "../support/until.ts";

const ON: SeatMedia = { microphone: true, camera: true, screen: false };
const MUTED: SeatMedia = { ...ON, microphone: false };

function offer(...kinds: TrackKind[]) {
  const tracks = kinds.map((kind, index) => ({ mid: String(index), kind }));
  const sections = tracks.map(({ mid, kind }) => ({ mid, media: kind === "microphone" ? "audio" : "video" } as const));
  return { sdp: fakeSdp(sections), tracks };
}

describe("what a host stops of what others send", () => {
  const db = embeddedForSuite();
  let house: House;
  let room: Room;
  let host: PersonViewer;
  let hosting: SignalClient;
  let ann: SignalClient;
  let annCookie: string;
  let annSeat: SeatId;
  let hostSeat: SeatId;
  beforeEach(() => open({}));
  afterEach(async () => {
    await house[Symbol.asyncDispose]();
    assert.equal(house.gateway.liveLines, 0);
    assert.deepEqual(house.log.records.filter(({ level }) => level === "error"), []);
  });

  async function open(settings: Partial<RoomSettings>): Promise<void> {
    await house?.[Symbol.asyncDispose]();
    house = openHouse(db());
    room = await house.room({ settings: { ...NOBODY_WAITS, ...settings } });
    host = { kind: "person", personId: room.hostId, name: room.hostName };
    hosting = await house.socket({ viewer: host });
    await hosting.hello(room.code);
    hostSeat = expectJoined(await hosting.join({ publish: offer("microphone") })).seatId;
    annCookie = await house.guest(room);
    ann = await house.socket({ cookie: annCookie });
    await ann.hello(room.code);
    annSeat = expectJoined(await ann.join({ nickname: "Ann", publish: offer("microphone", "camera") })).seatId;
    await ann.next("publish_answer");
  }

  const asHost = () => asking(host);
  const dropped = () => [...house.gateway.lineOf(annSeat).silent];
  const mediaOfAnn = () => house.deps.stage.seat(room.id, annSeat)?.media;
  const told = (client: SignalClient, type: string) => client.next("room_event", ({ event }) => event.type === type);

  async function isRefused(outcome: Promise<{ ok: boolean }>, refusal: Refusal): Promise<void> {
    assert.deepEqual(await outcome, { ok: false, refusal });
  }

  async function mute(): Promise<void> {
    const outcome = await muteSeat(house.deps, asHost(), room.id, annSeat);
    assert.ok(outcome.ok && outcome.value.muted);
  }

  it("mutes at the media server at once, tells everybody, and writes it down", async () => {
    await mute();
    assert.deepEqual(dropped(), ["microphone"]);
    assert.deepEqual(mediaOfAnn(), MUTED);
    for (const client of [ann, hosting]) {
      assert.deepEqual((await told(client, "mute_changed")).event, {
        type: "mute_changed",
        seatId: annSeat,
        muted: true,
      });
    }
    await mute();
    const deeds = await listDeeds(db(), { room: room.id, before: null, limit: 10 });
    assert.deepEqual(deeds.map(({ deed, subject, actor }) => [deed, subject?.name, actor.name]), [
      ["person_muted", "Ann", host.name],
    ]);
  });

  it("refuses who is not inside, not heard, or oneself, and who may not", async () => {
    const deeds = [muteSeat, askUnmute, stopScreen];
    for (const deed of deeds) {
      await isRefused(deed(house.deps, asHost(), room.id, seatId("nobody")), "not_found");
      await isRefused(deed(house.deps, asHost(), room.id, hostSeat), "is_oneself");
      const guest = { ...asking({ kind: "guest" }), seatToken: () => annCookie.split("=")[1] ?? null };
      await isRefused(deed(house.deps, guest, room.id, hostSeat), "not_allowed");
      await isRefused(deed(house.deps, asking(await house.person("Eve")), room.id, annSeat), "not_found");
    }
    await isRefused(stopScreen(house.deps, asHost(), room.id, annSeat), "not_sending");
    ann.send({ type: "set_media", media: MUTED });
    await told(hosting, "media_changed");
    await isRefused(muteSeat(house.deps, asHost(), room.id, annSeat), "not_sending");
    await ann.ask({ type: "leave" });
    for (const deed of deeds) await isRefused(deed(house.deps, asHost(), room.id, annSeat), "not_found");
  });

  it("who was muted stays so with a new line, whatever the page says", async () => {
    await mute();
    await ann.cut();
    const again = await house.socket({ cookie: annCookie });
    await again.hello(room.code);
    const joined = expectJoined(await again.join({ publish: offer("microphone", "camera") }));
    const own = joined.live.seats.find(({ id }) => id === annSeat);
    assert.deepEqual([own?.muted, own?.media], [true, MUTED]);
    await again.next("publish_answer");
    assert.deepEqual(dropped(), ["microphone"]);
  });

  it("who was muted stays so when the app starts again", async () => {
    await mute();
    await house[Symbol.asyncDispose]();
    house = openHouse(db());
    const again = await house.socket({ cookie: annCookie });
    await again.hello(room.code);
    const joined = expectJoined(await again.join({ publish: offer("microphone") }));
    assert.equal(joined.live.seats.find(({ id }) => id === annSeat)?.media.microphone, false);
    assert.deepEqual(dropped(), ["microphone"]);
  });

  it("mutes who is on the way in", async () => {
    const release = house.gateway.holdNext("join");
    await ann.cut();
    const again = await house.socket({ cookie: annCookie });
    await again.hello(room.code);
    again.startJoin({ publish: offer("microphone") });
    await until("the line to be joining", () => (house.gateway.calls.get("join") ?? 0) >= 3);
    await mute();
    release();
    const { live } = await again.next("joined");
    assert.deepEqual([live.seats.find(({ id }) => id === annSeat)?.muted, mediaOfAnn()], [true, MUTED]);
    assert.deepEqual(dropped(), ["microphone"]);
  });

  it("who was muted unmutes by turning the microphone on", async () => {
    await mute();
    ann.send({ type: "set_media", media: ON });
    const { event } = await hosting.next("room_event", ({ event }) => event.type === "mute_changed" && !event.muted);
    assert.equal(event.type === "mute_changed" && event.seatId, annSeat);
    await until("the microphone to be on", () => mediaOfAnn()?.microphone);
    assert.deepEqual(dropped(), []);
    assert.equal((await findSeat(db(), annSeat))?.muted, false);
  });

  it("where people may not unmute themselves they are refused, and the rest of what they say is taken", async () => {
    await open({ selfUnmute: false });
    await mute();
    ann.send({ type: "set_media", media: { ...ON, camera: false } });
    assert.deepEqual(await ann.next("refused"), { type: "refused", to: null, code: "muted" });
    assert.deepEqual(mediaOfAnn(), { microphone: false, camera: false, screen: false });
    assert.deepEqual(dropped(), ["microphone"]);
    await setCoHost(house.deps, asHost(), room.id, annSeat, true);
    ann.send({ type: "set_media", media: ON });
    await until("a co-host to be heard", () => mediaOfAnn()?.microphone);
  });

  it("who is asked to unmute may, by their own hand", async () => {
    await open({ selfUnmute: false });
    await mute();
    const outcome = await askUnmute(house.deps, asHost(), room.id, annSeat);
    assert.ok(outcome.ok && !outcome.value.muted);
    assert.deepEqual(await ann.next("unmute_asked"), { type: "unmute_asked", by: host.name });
    assert.ok(!hosting.unread.some(({ type }) => type === "unmute_asked"));
    assert.equal(mediaOfAnn()?.microphone, false);
    ann.send({ type: "set_media", media: ON });
    await until("the microphone to be on", () => mediaOfAnn()?.microphone);
    assert.ok((await askUnmute(house.deps, asHost(), room.id, annSeat)).ok);
    const deeds = await listDeeds(db(), { room: room.id, before: null, limit: 10 });
    assert.deepEqual(deeds.map(({ deed }) => deed), ["unmute_asked", "person_muted"]);
  });

  it("changing the setting counts at once", async () => {
    await mute();
    const settings = { selfUnmute: false };
    assert.ok((await changeRoom(house.deps, asHost(), room.id, { settings })).ok);
    ann.send({ type: "set_media", media: ON });
    assert.equal((await ann.next("refused")).code, "muted");
  });

  it("a mute outlasts the media server", async () => {
    house.gateway.failNext("silence");
    await mute();
    assert.deepEqual(mediaOfAnn(), MUTED);
    house.gateway.goDown();
    house.gateway.comeBack();
    await ann.next("media", ({ state }) => state === "rejoin");
    expectJoined(await ann.join({ publish: offer("microphone", "camera") }));
    assert.deepEqual(dropped(), ["microphone"]);
  });

  it("stops a screen, which may be shared again but does not go on", async () => {
    await ann.ask({ type: "publish", ...offer("microphone", "camera", "screen") });
    ann.send({ type: "set_media", media: { ...ON, screen: true } });
    await told(hosting, "media_changed");
    assert.ok((await stopScreen(house.deps, asHost(), room.id, annSeat)).ok);
    assert.deepEqual(dropped(), ["screen"]);
    assert.deepEqual((await told(ann, "screen_stopped")).event, { type: "screen_stopped", seatId: annSeat });
    assert.deepEqual(mediaOfAnn(), ON);
    // A page that does not obey is not seen.
    await ann.ask({ type: "publish", ...offer("microphone", "camera", "screen") });
    ann.send({ type: "set_media", media: { ...ON, screen: true } });
    await ann.ask({ type: "publish", ...offer("microphone", "camera") });
    assert.deepEqual([dropped(), mediaOfAnn()], [["screen"], ON]);
    await ann.ask({ type: "publish", ...offer("microphone", "camera", "screen") });
    ann.send({ type: "set_media", media: { ...ON, screen: true } });
    await until("the new screen", () => mediaOfAnn()?.screen);
    assert.deepEqual(dropped(), []);
  });

  it("puts whom a host removes out of the media server, by its own account", async () => {
    const outcome = await removeSeat(house.deps, asHost(), room.id, annSeat);
    assert.ok(outcome.ok);
    await house.deps.background.idle();
    assert.equal(house.gateway.calls.get("removeSeat"), 1);
    assert.deepEqual(await house.gateway.seatsInside(room.id), [hostSeat]);
    await hosting.ask({ type: "leave" });
    await house.deps.background.idle();
    assert.equal(house.gateway.calls.get("removeSeat"), 1);
  });
});
