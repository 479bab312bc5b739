/**
 * Writes props for the inline script. The result is JSON, and safe inside a script element as it stands.
 * What has no meaning in the browser (functions, symbols, instances of classes) is refused, with the path to it.
 */
import { Tag } from "./tags.ts";

interface SignalLike {
  peek(): unknown;
}

export interface StringifyHooks {
  /** The number of a slot, null for everything that is none. */
  slotIndex?(value: object): number | null;
  /** Called for every signal that is written. */
  onSignal?(): void;
}

export function stringify(root: unknown, hooks: StringifyHooks = {}): string {
  const numbers = new Map<object, number>();
  const path: string[] = [];

  function write(value: unknown): string {
    switch (typeof value) {
      case "string":
        return quote(value);
      case "boolean":
        return String(value);
      case "number":
        return Number.isFinite(value) && !Object.is(value, -0) ? String(value) : tagged(Tag.Number, quote(name(value)));
      case "bigint":
        return tagged(Tag.BigInt, quote(String(value)));
      case "undefined":
        return tagged(Tag.Undefined);
      case "object":
        return value === null ? "null" : writeObject(value);
      default:
        throw refusal(`a ${typeof value}`);
    }
  }

  function writeObject(value: object): string {
    const number = numbers.get(value);
    if (number !== undefined) return tagged(Tag.Reference, String(number));
    const slot = hooks.slotIndex?.(value) ?? null;
    if (slot !== null) return tagged(Tag.Slot, String(slot));
    if (isSignal(value)) {
      hooks.onSignal?.();
      numbers.set(value, numbers.size);
      return tagged(isComputed(value) ? Tag.Computed : Tag.Signal, at("value", value.peek()));
    }
    if ("type" in value && "props" in value && value.constructor === undefined) {
      throw refusal("JSX below the first level; pass it as a prop of its own");
    }
    numbers.set(value, numbers.size);

    if (Array.isArray(value)) return tagged(Tag.Array, ...Array.from(value, (item, i) => at(String(i), item)));
    if (value instanceof Date) return tagged(Tag.Date, write(value.getTime()));
    if (value instanceof URL) return tagged(Tag.URL, quote(value.href));
    if (value instanceof RegExp) return tagged(Tag.RegExp, quote(value.source), quote(value.flags));
    if (value instanceof Map) {
      return tagged(
        Tag.Map,
        ...[...value].flatMap(([key, item]) => [at("key", key), at(typeof key === "string" ? key : "value", item)]),
      );
    }
    if (value instanceof Set) return tagged(Tag.Set, ...[...value].map((item) => at("item", item)));
    if (value instanceof Uint8Array) return tagged(Tag.Bytes, quote(toBase64(value)));

    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== null && prototype !== Object.prototype) throw refusal(`an instance of ${value.constructor.name}`);
    return tagged(Tag.Object, ...Object.entries(value).flatMap(([key, item]) => [quote(key), at(key, item)]));
  }

  function at(key: string, value: unknown): string {
    path.push(key);
    const text = write(value);
    path.pop();
    return text;
  }

  function refusal(what: string): TypeError {
    return new TypeError(`Island props can only hold data: ${path.join(".")} is ${what}`);
  }

  return write(root);
}

function tagged(tag: Tag, ...parts: string[]): string {
  return `[${[String(tag), ...parts].join(",")}]`;
}

/** `<` and the two line separators are escaped: neither a script element nor its JavaScript can be left. */
function quote(text: string): string {
  return JSON.stringify(text).replaceAll(/[<\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

function name(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

const SIGNAL_BRAND = Symbol.for("preact-signals");

export function isSignal(value: unknown): value is SignalLike {
  return typeof value === "object" && value !== null && "brand" in value && value.brand === SIGNAL_BRAND;
}

/** A computed signal cannot be assigned to: its class has no setter. */
function isComputed(value: object): boolean {
  return Object.getOwnPropertyDescriptor(Object.getPrototypeOf(value), "value")?.set === undefined;
}
