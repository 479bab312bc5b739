import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { sayLetter, sayWhen } from "./letter_text.ts";
import { messageIdOf, topicOf } from "./keys.ts";
import { mailText } from "./mail_text.ts";
import { pushMessage } from "./push_text.ts";
import { knockId, roomId } from "../domain/ids.ts";
import type { Letter } from "../domain/letter.ts";
import { LETTER_KINDS } from "../domain/notice.ts";

const NOW = new Date("2026-03-02T17:55:00Z");
const LETTER: Letter = {
  kind: "opens_soon",
  name: "Mara",
  room: "Painting",
  group: "Choir",
  path: "/r/code",
  opensAt: new Date("2026-03-02T18:00:00Z"),
  endsAt: null,
  event: null,
  zone: "Europe/Berlin",
  knock: null,
  calendar: null,
};

describe("sayLetter()", () => {
  it("says how long it is until the start, and when that is where the reader is", () => {
    const { title, text } = sayLetter(LETTER, NOW, "en");
    assert.equal(title, "“Painting” opens in 5 minutes");
    assert.match(text, /^With Mara, Monday,? 2 March 2026, 19:00 \(Central European Time\)\.$/);
    assert.equal(sayLetter(LETTER, new Date("2026-03-02T17:59:50Z"), "en").title, "“Painting” opens now");
    assert.match(sayLetter({ ...LETTER, zone: "Asia/Kolkata" }, NOW, "en").text, /23:30 \(India Standard Time\)/);
  });

  it("speaks of an event: when it begins, and where", () => {
    const letter = { ...LETTER, room: "Birthday", event: { place: "Main street 1" } };
    const { title, text, button } = sayLetter(letter, NOW, "en");
    assert.deepEqual([title, button], ["“Birthday” begins in 5 minutes", "Open the room"]);
    assert.match(text, /19:00 \(Central European Time\)\. Where: Main street 1\.$/);
    const said = (kind: Letter["kind"]) => sayLetter({ ...letter, kind }, NOW, "en");
    assert.match(said("invited").text, /^It begins Monday.* Where: Main street 1\.$/);
    assert.match(said("moved").text, /^It begins .* now\. Where/);
    assert.match(said("cancelled").text, /^It was to begin [^:]*:00 \([^)]*\)\.$/);
    assert.deepEqual([said("opened").title, said("moved").button], ["The room of “Birthday” is open", "See the event"]);
    assert.doesNotMatch(sayLetter({ ...letter, event: { place: null } }, NOW, "en").text, /Where/);
  });

  it("has words for every kind, also where nothing is known", () => {
    for (const kind of LETTER_KINDS) {
      const bare = { ...LETTER, name: null, room: null, group: null, opensAt: null };
      const event = { place: "Main street 1" };
      for (const letter of [LETTER, bare, { ...LETTER, event }, { ...bare, event }]) {
        const { title, text, button } = sayLetter({ ...letter, kind }, NOW, "en");
        for (const words of [title, text, button]) assert.ok(words.length > 3 && !/[{}]|null/.test(words), words);
      }
    }
  });
});

describe("sayWhen()", () => {
  it("names the second day of what goes on over midnight there", () => {
    const span = { opensAt: LETTER.opensAt, endsAt: new Date("2026-03-02T23:30:00Z"), zone: "Europe/Berlin" };
    assert.match(sayWhen(span, "en"), /2 March 2026, 19:00 to Tuesday,? 3 March 2026, 00:30/);
    assert.match(sayWhen({ ...span, zone: "UTC" }, "en"), /2 March 2026, 18:00 to 23:30/);
  });
});

describe("mailText()", () => {
  const links = { target: "https://a.example/?a&b", stop: "https://a.example/s", settings: null, house: "a.example" };

  it("writes nothing into HTML that is not text", () => {
    const { html, subject } = mailText({ ...LETTER, room: `<script>"&'` }, links, NOW, "en");
    assert.match(subject, /<script>/);
    assert.doesNotMatch(html, /<script>/);
    assert.match(html, /&lt;script&gt;&quot;&amp;&#39;/);
    assert.match(html, /href="https:\/\/a\.example\/\?a&amp;b"/);
  });

  it("loads nothing", () => {
    assert.doesNotMatch(mailText(LETTER, links, NOW, "en").html, /<(img|link|script|iframe)|url\(/);
  });
});

describe("pushMessage()", () => {
  it("offers to answer a knock that can be answered", () => {
    const knock = { roomId: roomId("r"), knockId: knockId("k") };
    const deeds = (letter: Letter) => pushMessage(letter, "tag", NOW, "en").deeds.map(({ deed }) => deed);
    assert.deepEqual(deeds({ ...LETTER, kind: "knock", knock }), ["let_in", "not_now"]);
    assert.deepEqual(deeds({ ...LETTER, kind: "knock" }), []);
    assert.deepEqual(deeds({ ...LETTER, kind: "opened" }), ["join"]);
    assert.deepEqual(deeds(LETTER), ["join"]);
    assert.deepEqual(deeds({ ...LETTER, kind: "moved" }), []);
  });

  it("stays within what a push service takes, whatever people are called", () => {
    for (const name of ["👨‍👩‍👧‍👦".repeat(300), "é".repeat(5000), "a".repeat(100_000)]) {
      const message = pushMessage({ ...LETTER, name, room: name }, "t".repeat(32), NOW, "en");
      assert.ok(new TextEncoder().encode(JSON.stringify(message)).length < 3900, name.slice(0, 12));
    }
  });
});

describe("keys", () => {
  it("are the same each time, unlike for another, and as the protocols want them", () => {
    assert.equal(topicOf("a"), topicOf("a"));
    assert.notEqual(topicOf("a"), topicOf("b"));
    assert.match(topicOf("a"), /^[\w-]{32}$/);
    assert.match(messageIdOf("a", "ajar.example"), /^<[\w-]{32}@ajar\.example>$/);
  });
});
