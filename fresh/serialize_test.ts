import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { computed, signal } from "@preact/signals";
import fc from "fast-check";
import { serialize } from "./serialize.ts";

/** What the inline script would make of it. */
function roundTrip(value: unknown): unknown {
  const { setup, expression } = serialize(value);
  return new Function("s", `"use strict";${setup}return ${expression}`)({ signal, computed });
}

function sourceOf(value: unknown): string {
  const { setup, expression } = serialize(value);
  return setup + expression;
}

const leaf = fc.oneof(
  fc.constantFrom(null, undefined, true, false, NaN, Infinity, -Infinity, -0, 0, "</script>", "<!--", "-->", "\u2028"),
  fc.double(),
  fc.bigInt(),
  fc.string({ unit: "binary" }),
  fc.date({ noInvalidDate: false }),
  fc.webUrl().map((url) => new URL(url)),
  fc.constantFrom(/a+/gi, /<\/script>/u, /[/\]]/),
  fc.uint8Array(),
);

const tree = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.array(tie("value"), { maxLength: 5 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constant("__proto__")), tie("value"), { maxKeys: 5, noNullPrototype: true }),
    fc.array(fc.tuple(tie("value"), tie("value")), { maxLength: 3 }).map((entries) => new Map(entries)),
    fc.array(tie("value"), { maxLength: 3 }).map((items) => new Set(items)),
  ),
})).value;

describe("serialize()", () => {
  it("brings any data through unchanged", () => {
    fc.assert(fc.property(tree, (value) => assert.deepStrictEqual(roundTrip(value), value)));
  });

  it("leaves nothing in the text that could end a script element or a line of it", () => {
    fc.assert(fc.property(tree, (value) => assert.doesNotMatch(sourceOf(value), /[<\u2028\u2029]/)));
  });

  it("keeps what is shared shared, wherever it is", () => {
    fc.assert(fc.property(tree, (value) => {
      const shared = { value };
      const [a, b, c] = roundTrip([shared, { b: shared }, new Map([["c", shared]])]) as [
        object,
        { b: object },
        Map<string, object>,
      ];
      assert.equal(a, b.b);
      assert.equal(a, c.get("c"));
    }));
  });

  it("closes circles through objects, arrays, maps and sets", () => {
    const circle: { name: string; items: unknown[]; map: Map<unknown, unknown>; set: Set<unknown> } = {
      name: "circle",
      items: [],
      map: new Map(),
      set: new Set(),
    };
    circle.items.push(circle, circle.items);
    circle.map.set(circle, circle.map);
    circle.set.add(circle);
    const revived = roundTrip(circle) as typeof circle;
    assert.equal(revived.items[0], revived);
    assert.equal(revived.items[1], revived.items);
    assert.equal(revived.map.get(revived), revived.map);
    assert.ok(revived.set.has(revived));
  });

  it("keeps one signal one signal, with what it holds", () => {
    fc.assert(fc.property(tree, (value) => {
      const one = signal(value);
      const revived = roundTrip([{ one }, { one }]) as { one: typeof one }[];
      assert.equal(revived[0]?.one, revived[1]?.one);
      assert.deepStrictEqual(revived[0]?.one.value, value);
    }));
  });

  it("closes circles through signals", () => {
    const holder: { self?: unknown } = {};
    const one = signal(holder);
    holder.self = one;
    const revived = roundTrip(one) as typeof one;
    assert.equal(revived.value.self, revived);
  });

  it("turns a computed signal into one that cannot be assigned to", () => {
    const revived = roundTrip(computed(() => 6)) as { value: number };
    assert.equal(revived.value, 6);
    assert.throws(() => revived.value = 7, TypeError);
  });

  it("keeps an own key called __proto__ without changing the prototype", () => {
    const revived = roundTrip(JSON.parse('{"__proto__": {"isAdmin": true}}')) as object;
    assert.equal(Object.getPrototypeOf(revived), Object.prototype);
    assert.equal("isAdmin" in revived, false);
    assert.deepEqual(Object.keys(revived), ["__proto__"]);
  });

  it("makes an ordinary object of one without a prototype", () => {
    const bare = Object.assign(Object.create(null), { a: 1 });
    assert.deepStrictEqual(roundTrip(bare), { a: 1 });
  });

  it("refuses what is no data, with the path to it", () => {
    assert.throws(() => serialize([{ onClick: () => {} }]), /0\.onClick is a function/);
    assert.throws(() => serialize({ a: { b: Symbol("x") } }), /a\.b is a symbol/);
    assert.throws(() => serialize({ a: new (class Room {})() }), /a is an instance of Room/);
  });
});
