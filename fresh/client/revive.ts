/**
 * Reads props back in the browser: the counterpart of stringify.ts. An object is numbered before what it holds is
 * read, so that circles close. Signals come by argument: a page without them does not load their code.
 */
import { Tag } from "../tags.ts";

export interface SignalFactories {
  signal(value: unknown): { value: unknown };
  computed(compute: () => unknown): { readonly value: unknown };
}

export function revive(wire: unknown, slot: (index: number) => unknown, signals?: SignalFactories): unknown {
  const objects: unknown[] = [];

  function number<T>(value: T): T {
    objects.push(value);
    return value;
  }

  function read(node: unknown): unknown {
    if (!Array.isArray(node)) return node;
    const [tag, first, second] = node;
    const rest = node.slice(1);
    switch (tag) {
      case Tag.Reference:
        return objects[first];
      case Tag.Number:
        return Number(first);
      case Tag.BigInt:
        return BigInt(first);
      case Tag.Slot:
        return slot(first);
      case Tag.Date: {
        const date = number(new Date(NaN));
        date.setTime(Number(read(first)));
        return date;
      }
      case Tag.URL:
        return number(new URL(first));
      case Tag.RegExp:
        return number(new RegExp(first, second));
      case Tag.Bytes:
        return number(Uint8Array.from(atob(first), (character) => character.charCodeAt(0)));
      case Tag.Array: {
        const array = number<unknown[]>([]);
        for (const item of rest) array.push(read(item));
        return array;
      }
      case Tag.Set: {
        const set = number(new Set());
        for (const item of rest) set.add(read(item));
        return set;
      }
      case Tag.Map: {
        const map = number(new Map());
        for (let i = 0; i < rest.length; i += 2) map.set(read(rest[i]), read(rest[i + 1]));
        return map;
      }
      case Tag.Object: {
        const object = number({});
        for (let i = 0; i < rest.length; i += 2) {
          // Assignment would set the prototype for a key that is called "__proto__".
          const value = read(rest[i + 1]);
          Object.defineProperty(object, rest[i], { value, writable: true, enumerable: true, configurable: true });
        }
        return object;
      }
      case Tag.Signal: {
        const signal = number(signals?.signal(undefined));
        const value = read(first);
        if (signal) signal.value = value;
        return signal;
      }
      case Tag.Computed: {
        const held: { value?: unknown } = {};
        const computed = number(signals?.computed(() => held.value));
        held.value = read(first);
        return computed;
      }
    }
    return undefined;
  }

  return read(wire);
}
