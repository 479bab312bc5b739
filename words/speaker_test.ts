import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import type { ArgumentsOf } from "./message_arguments.ts";
import { speaker } from "./speaker.ts";

const words = {
  en: {
    plain: "Join",
    hello: "Hello {name}, it''s '{quoted}' text",
    inside: "{count, plural, =0 {{host} waits alone} one {# person} other {# people}}",
    who: "{kind, select, guest {a guest} other {{ name }}} at {place}",
  },
  pl: { inside: "{count, plural, one {# osoba} few {# osoby} many {# osób} other {# osoby}}" },
} as const;

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
function sameType<_T extends true>(): void {}

describe("speaker()", () => {
  it("says a message of its section", () => {
    const say = speaker(words, "en");
    assert.equal(say("plain"), "Join");
    assert.equal(say("hello", { name: "Noor" }), "Hello Noor, it's {quoted} text");
    assert.equal(say("inside", { count: 0, host: "Mara" }), "Mara waits alone");
    assert.equal(say("who", { kind: "guest", name: "x", place: "home" }), "a guest at home");
  });

  it("speaks another language by its own plural rules, and English where that has no words", () => {
    const say = speaker(words, "pl");
    assert.equal(say("inside", { count: 3, host: "Mara" }), "3 osoby");
    assert.equal(say("inside", { count: 5, host: "Mara" }), "5 osób");
    assert.equal(say("plain"), "Join");
  });

  it("does not compile with a missing, misspelt or wrongly typed argument", () => {
    const say = speaker(words, "en");
    // @ts-expect-error -- the argument is missing
    assert.equal(typeof say("hello"), "string");
    // @ts-expect-error -- the argument is misspelt
    assert.equal(typeof say("hello", { nmae: "Noor" }), "string");
    // @ts-expect-error -- a plural wants a number
    assert.equal(typeof say("inside", { count: "3", host: "Mara" }), "string");
    // @ts-expect-error -- the message has no arguments
    assert.equal(typeof say("plain", { name: "Noor" }), "string");
    // @ts-expect-error -- there is no such message
    assert.equal(typeof say("absent"), "string");
  });

  it("reads the arguments from the text, nested ones too, and none from quoted braces", () => {
    type Flat<T> = { [K in keyof T]: T[K] };
    sameType<
      Same<Flat<ArgumentsOf<(typeof words.en)["inside"]>>, { readonly count: number; readonly host: string | number }>
    >();
    sameType<Same<keyof ArgumentsOf<(typeof words.en)["who"]>, "kind" | "name" | "place">>();
    sameType<Same<keyof ArgumentsOf<(typeof words.en)["hello"]>, "name">>();
    sameType<Same<keyof ArgumentsOf<"''{a}'' '{b}' it's {c}">, "a" | "c">>();
  });
});
