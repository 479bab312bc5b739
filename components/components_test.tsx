import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import fc from "fast-check";
import { renderToString } from "preact-render-to-string";
import { encode } from "uqr";
import { SUGGESTED_ACTIVITIES } from "../domain/activity.ts";
import { personId, roomCode, roomId, seatId } from "../domain/ids.ts";
import { REFUSALS } from "../domain/refusal.ts";
import { type DoorView, type Room, type Seat, SILENT } from "../domain/room.ts";
import { defaultSettings } from "../domain/room_settings.ts";
import type { Because, TrayRoom } from "../domain/tray.ts";
import { ActivityPicker } from "./ActivityPicker.tsx";
import { Avatar, AVATAR_COLOURS, avatarColour, initials } from "./Avatar.tsx";
import { Button, ButtonLink } from "./Button.tsx";
import { DoorLine } from "./DoorLine.tsx";
import { errorText } from "./error_text.ts";
import { Field } from "./Field.tsx";
import { Frame } from "./Frame.tsx";
import { Mic } from "./call_icons.ts";
import { InsideList, type InsideListProps } from "./InsideList.tsx";
import { Notice } from "./Notice.tsx";
import { QrCode } from "./QrCode.tsx";
import { RoomCard } from "./RoomCard.tsx";
import { RoomState } from "./RoomState.tsx";
import { TrayRoomCard } from "./TrayRoomCard.tsx";

const HOSTILE = `"><script>boom</script><img src=x onerror=boom>'&`;
const NOW = new Date("2026-11-20T18:00:00Z");

function room(changes: Partial<Room> = {}): Room {
  return {
    id: roomId("r1"),
    code: roomCode("Vq3zX9a0bTt4kLw2mN8pQr5s"),
    hostId: personId("p1"),
    hostName: "Mara",
    activity: { emoji: "☕", title: "Coffee" },
    audience: { kind: "link" },
    groupName: null,
    shownSince: NOW,
    shownToAll: false,
    firstCameAt: null,
    state: "open",
    locked: false,
    lock: null,
    settings: defaultSettings("link"),
    startedAt: NOW,
    seatLimit: 12,
    opensAt: NOW,
    closesAt: null,
    schedule: null,
    endsAt: null,
    endedAt: null,
    ...changes,
  };
}

function trayRoom(changes: Partial<TrayRoom> = {}): TrayRoom {
  return {
    id: roomId("r1"),
    code: roomCode("Vq3zX9a0bTt4kLw2mN8pQr5s"),
    activity: { emoji: "☕", title: "Coffee" },
    host: { id: personId("p1"), name: "Mara" },
    audience: "friends",
    inside: [],
    since: NOW.getTime() - 180_000,
    talking: false,
    because: { kind: "friends" },
    rank: 0,
    ...changes,
  };
}

describe("text of strangers", () => {
  it("stays text in every component that shows a name or a title", () => {
    const pages = [
      renderToString(<Frame locale="en" personName={HOSTILE} signInHref={null}>{HOSTILE}</Frame>),
      renderToString(<Avatar name={HOSTILE} />),
      renderToString(<Field name="name" label={HOSTILE} value={HOSTILE} hint={HOSTILE} error={HOSTILE} />),
      renderToString(
        <ActivityPicker locale="en" chosen="own" own={{ emoji: HOSTILE, title: HOSTILE }} error={HOSTILE} />,
      ),
      renderToString(<QrCode text={HOSTILE} label={HOSTILE} />),
      renderToString(
        <RoomCard
          locale="en"
          room={room({ activity: { emoji: HOSTILE, title: HOSTILE } })}
          inside={1}
          link={`https://x.example/${HOSTILE}`}
          now={NOW}
        />,
      ),
    ];
    pages.push(renderToString(
      <TrayRoomCard
        locale="en"
        room={trayRoom({
          activity: { emoji: HOSTILE, title: HOSTILE },
          host: { id: personId("p1"), name: HOSTILE },
          inside: [{ name: HOSTILE, kind: "guest" }],
          because: { kind: "group", name: HOSTILE },
        })}
        now={NOW}
        isNew
      />,
    ));
    for (const html of pages) {
      assert.doesNotMatch(html, /<script|<img/);
      assert.doesNotMatch(html, /\sstyle=/);
    }
  });
});

describe("Field", () => {
  it("ties hint and error to the input", () => {
    const html = renderToString(<Field name="email" label="Email" hint="A hint" error="Wrong" value="x" />);
    const input = /<input[^>]*>/.exec(html)?.[0] ?? "";
    assert.match(html, /<label[^>]*for="email"/);
    assert.match(input, /id="email"/);
    assert.match(input, /aria-invalid="true"/);
    assert.match(input, /aria-describedby="email-error email-hint"/);
    assert.match(html, /id="email-error"/);
    assert.match(html, /id="email-hint"/);
  });

  it("points at nothing that is not there", () => {
    const input = /<input[^>]*>/.exec(renderToString(<Field name="email" label="Email" />))?.[0] ?? "";
    assert.doesNotMatch(input, /aria-/);
  });
});

describe("Button", () => {
  it("is no submit button unless told, and is named by its label when it shows an icon alone", () => {
    const html = renderToString(<Button icon={Mic} label="Mute microphone" />);
    assert.match(html, /type="button"/);
    assert.match(html, /aria-label="Mute microphone"/);
    assert.match(html, /button-round/);
    assert.match(html, /<svg[^>]*aria-hidden="true"/);
    assert.match(renderToString(<Button type="submit">Go</Button>), /type="submit"/);
  });

  it("takes no press while busy", () => {
    const html = renderToString(<Button busy icon={Mic}>Go</Button>);
    assert.match(html, /aria-busy="true"/);
    assert.match(html, /disabled/);
    assert.doesNotMatch(html, /<svg/);
  });

  it("is a link when it leads somewhere", () => {
    assert.match(
      renderToString(<ButtonLink href="/x" variant="primary">Go</ButtonLink>),
      /^<a href="\/x" class="button button-primary/,
    );
  });
});

describe("Notice", () => {
  it("interrupts for what needs attention only", () => {
    assert.match(renderToString(<Notice kind="error">x</Notice>), /role="alert"/);
    assert.match(renderToString(<Notice kind="warning">x</Notice>), /role="alert"/);
    assert.match(renderToString(<Notice kind="info">x</Notice>), /role="status"/);
    assert.match(renderToString(<Notice kind="success">x</Notice>), /role="status"/);
  });
});

describe("Avatar", () => {
  it("takes the first letters of the first and last word, as readers see letters", () => {
    assert.equal(initials("Mara Lindqvist"), "ML");
    assert.equal(initials("  noor "), "N");
    assert.equal(initials("Ana de la Cruz"), "AC");
    assert.equal(initials("👩‍👩‍👧 Family"), "👩‍👩‍👧F");
    assert.equal(initials(""), "");
  });

  it("gives every name one of the colours, the same for the same name, and uses them evenly", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (name) => {
      const colour = avatarColour(name);
      assert.ok(Number.isInteger(colour) && colour >= 0 && colour < AVATAR_COLOURS);
      assert.equal(
        avatarColour(` ${name.toLocaleUpperCase().toLocaleLowerCase()} `),
        avatarColour(name.toLocaleUpperCase()),
      );
    }));
    const counts = new Array<number>(AVATAR_COLOURS).fill(0);
    for (let i = 0; i < 800; i++) counts[avatarColour(`Person ${i}`)] = (counts[avatarColour(`Person ${i}`)] ?? 0) + 1;
    assert.ok(Math.min(...counts) > 60, counts.join(" "));
  });
});

describe("QrCode", () => {
  it("draws exactly the dark modules", () => {
    fc.assert(
      fc.property(fc.webUrl(), (text) => {
        const { data, size } = encode(text, { ecc: "M", border: 4 });
        const drawn = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
        for (
          const [, x, y, width] of renderToString(<QrCode text={text} label="x" />).matchAll(/M(\d+) (\d+)h(\d+)v1/g)
        ) {
          drawn[Number(y)]?.fill(true, Number(x), Number(x) + Number(width));
        }
        assert.deepEqual(drawn, data);
      }),
      { numRuns: 20 },
    );
  });
});

describe("RoomCard", () => {
  it("says the state, who is inside, the link, and ends the room by a form", () => {
    const html = renderToString(
      <RoomCard locale="en" room={room()} inside={1} link="https://x.example/r/abc" now={NOW} />,
    );
    assert.match(html, /1 person inside/);
    assert.match(html, /Open/);
    assert.match(html, /value="https:\/\/x\.example\/r\/abc"/);
    assert.match(html, /<form method="post" action="\/rooms\/r1\/end">/);
    const locked = renderToString(<RoomCard locale="en" room={room({ locked: true })} inside={0} link="x" now={NOW} />);
    assert.match(locked, /Locked/);
    const later = room({ state: "scheduled", opensAt: new Date(NOW.getTime() + 7_200_000) });
    assert.match(
      renderToString(<RoomCard locale="en" room={later} inside={0} link="x" now={NOW} />),
      /Opens in 2 hours/,
    );
  });
});

describe("TrayRoomCard", () => {
  function textOf(room: TrayRoom): string {
    return renderToString(<TrayRoomCard locale="en" room={room} now={NOW} isNew={false} />)
      .replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
  }

  it("says whose room it is, since when, whether it talks, and leads in", () => {
    const html = renderToString(<TrayRoomCard locale="en" room={trayRoom()} now={NOW} isNew={false} />);
    assert.match(html, /href="\/r\/Vq3zX9a0bTt4kLw2mN8pQr5s#drop-in"/);
    assert.match(textOf(trayRoom()), /Coffee .*Mara’s room Nobody inside yet Quiet Opened 3 minutes ago/);
    assert.match(textOf(trayRoom({ talking: true })), /Talking/);
  });

  it("names five of those inside and counts the others", () => {
    const names = ["Ann", "Bo", "Cy", "Di", "Ed", "Flo", "Gil"];
    const inside = names.map((name) => ({ name, kind: "person" as const }));
    assert.match(textOf(trayRoom({ inside: inside.slice(0, 2) })), /Inside: Ann and Bo /);
    assert.match(textOf(trayRoom({ inside })), /Inside: Ann, Bo, Cy, Di, Ed, and 2 others /);
  });

  it("gives the reason for which one sees it", () => {
    const reasons: readonly (readonly [Because, RegExp])[] = [
      [{ kind: "chosen" }, /because Mara chose you\./],
      [{ kind: "together", rooms: 4 }, /because you and Mara were in 4 rooms this month\./],
      [{ kind: "together", rooms: 1 }, /because you and Mara were in 1 room this month\./],
      [{ kind: "friends" }, /because you and Mara are friends\./],
      [{ kind: "group", name: "Chess club" }, /because you are in Chess club\./],
    ];
    for (const [because, expected] of reasons) assert.match(textOf(trayRoom({ because })), expected);
  });
});

describe("ActivityPicker", () => {
  it("offers every suggestion and one's own, with the chosen one checked", () => {
    const html = renderToString(<ActivityPicker locale="en" chosen="lunch" own={{ emoji: "", title: "" }} />);
    const values = [...html.matchAll(/type="radio" name="activity" value="(\w+)"( checked)?/g)];
    assert.deepEqual(values.map(([, value]) => value), [...SUGGESTED_ACTIVITIES.map(({ key }) => key), "own"]);
    assert.deepEqual(values.filter(([, , checked]) => checked).map(([, value]) => value), ["lunch"]);
  });
});

describe("errorText()", () => {
  it("has a sentence of its own for every refusal", () => {
    const sentences = REFUSALS.map((refusal) => errorText(refusal, "en"));
    assert.equal(new Set(sentences).size, REFUSALS.length);
    for (const sentence of sentences) assert.match(sentence, /^[A-Z].*[.?]$/);
  });
});

describe("InsideList()", () => {
  const seat: Seat = {
    id: seatId("s1"),
    kind: "guest",
    name: HOSTILE,
    host: false,
    coHost: false,
    muted: false,
    presence: "inside",
    media: { microphone: true, camera: true, screen: true },
    speaking: false,
    joinedAt: NOW.getTime() - 180_000,
  };
  function list(changes: Partial<Seat> = {}, props: Partial<InsideListProps> = {}): string {
    return renderToString(
      <InsideList
        locale="en"
        roomId={roomId("r1")}
        seats={[{ ...seat, ...changes }]}
        seatLimit={8}
        ownSeatId={null}
        isHost
        locks
        now={NOW}
        {...props}
      />,
    );
  }

  it("says who is inside and since when, and what can be done about what they send", () => {
    const html = list();
    assert.match(html, /Came in 3 minutes ago/);
    assert.match(html, /1 of 8 seats/);
    for (const deed of ["mute", "stop-screen", "name-co-host", "remove"]) {
      assert.ok(html.includes(`action="/rooms/r1/seats/s1/${deed}"`), deed);
    }
    assert.doesNotMatch(html, /ask-unmute|<script|<img/);
    const silent = list({ media: SILENT, muted: true, coHost: true });
    assert.match(silent, /seats\/s1\/ask-unmute/);
    assert.match(silent, /seats\/s1\/unname-co-host/);
    assert.match(silent, /Muted by a host/);
    assert.doesNotMatch(silent, /stop-screen|seats\/s1\/mute"/);
  });

  it("offers nothing about oneself, no removal of the host, and no naming of co-hosts to a co-host", () => {
    assert.doesNotMatch(list({}, { ownSeatId: seat.id }), /<form/);
    const html = list({ host: true }, { isHost: false });
    assert.doesNotMatch(html, /co-host"|\/remove/);
    assert.match(html, /seats\/s1\/mute/);
  });

  it("says of a removal whether it locks the room, and of an empty room that it is", () => {
    assert.match(list(), /The room is locked then/);
    assert.doesNotMatch(list({}, { locks: false }), /locked then/);
    assert.match(list({}, { seats: [] }), /Nobody is inside yet/);
  });
});

describe("RoomState()", () => {
  it("tells the first thing that stands in the way", () => {
    const now = NOW;
    const state = (changes: Partial<Room>, isHost = true) =>
      renderToString(<RoomState locale="en" room={room(changes)} isHost={isHost} now={now} />).replaceAll(
        /<[^>]+>/g,
        "",
      );
    assert.equal(state({}), "Open");
    assert.equal(state({ startedAt: null }), "Waiting for you");
    assert.equal(state({ startedAt: null }, false), "Waiting for Mara");
    assert.equal(state({ startedAt: null, locked: true }), "Locked");
    assert.equal(state({ state: "ended", endedAt: NOW }), "Ended");
    assert.equal(state({ state: "scheduled", opensAt: new Date(NOW.getTime() + 3_600_000) }), "Opens in 1 hour");
  });
});

describe("DoorLine()", () => {
  it("says what stands in the way, and how many are inside where that is told", () => {
    const activity = { emoji: "☕", title: "Coffee" };
    const door = {
      forYou: true,
      state: "open",
      activity,
      locked: false,
      started: true,
      inside: 2,
      seatLimit: 8,
      opensAt: null,
      media: "up",
    } as const;
    const line = (changes: Partial<DoorView>, isHost = false) =>
      renderToString(<DoorLine locale="en" door={{ ...door, ...changes }} hostName="Mara" isHost={isHost} />)
        .replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ").trim();
    assert.equal(line({}), "The door is open 2 people are inside");
    assert.equal(line({ locked: true, inside: null }), "The door is locked");
    assert.equal(line({ started: false, inside: 0 }), "Mara is not here yet Nobody is inside yet");
    assert.equal(line({ started: false, inside: 0 }, true), "The door opens when you come in Nobody is inside yet");
    assert.equal(line({ forYou: false, inside: null }), "Knock first");
    assert.equal(line({ inside: 8 }), "Every seat is taken 8 people are inside");
    assert.equal(line({ state: "scheduled", inside: 0 }), "Not open yet Nobody is inside yet");
  });
});
