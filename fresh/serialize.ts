/**
 * Writes props as JavaScript for the inline script: what it makes needs no code that reads it. Text from outside stands
 * in string literals alone, and no literal holds what could end the script element.
 * What has no meaning in the browser (functions, symbols, instances of classes) is refused, with the path to it.
 */
export interface Serialized {
  /** Statements that make `r`, the objects that are met more than once, circles included. */
  setup: string;
  /** An expression that makes the value; it may use `r`, `slot(index)` and `s`, the module of signals. */
  expression: string;
  usesSignals: boolean;
}

/** How an object is written: all of it, or first `empty` and then filled, so that circles close. */
interface Form {
  literal: string;
  empty?: string;
  fill?: (target: string) => string;
}

/** `slotIndex` gives the number of a slot, and null for everything that is none. */
export function serialize(root: unknown, slotIndex: (value: object) => number | null = () => null): Serialized {
  const seen = new Set<object>();
  const shared = new Map<object, number>();
  const path: string[] = [];
  let usesSignals = false;

  function write(value: unknown): string {
    if (typeof value === "object" && value !== null) return writeObject(value);
    if (typeof value === "string") return quote(value);
    if (typeof value === "bigint") return `${value}n`;
    if (typeof value === "function" || typeof value === "symbol") throw refusal(`a ${typeof value}`);
    return Object.is(value, -0) ? "-0" : String(value);
  }

  function writeObject(value: object): string {
    const slot = slotIndex(value);
    if (slot !== null) return `slot(${slot})`;
    const number = shared.get(value);
    if (number !== undefined) return `r[${number}]`;
    if (seen.has(value)) {
      shared.set(value, shared.size);
      return "";
    }
    seen.add(value);
    return formOf(value).literal;
  }

  function formOf(value: object): Form {
    if (isSignal(value)) {
      usesSignals = true;
      const held = at("value", value.peek());
      if (isComputed(value)) return { literal: `s.computed(()=>(${held}))` };
      return { literal: `s.signal(${held})`, empty: "s.signal()", fill: (r) => `${r}.value=${held}` };
    }
    if ("type" in value && "props" in value && value.constructor === undefined) {
      throw refusal("JSX below the first level; pass it as a prop of its own");
    }
    if (value instanceof Date) return { literal: `new Date(${value.getTime()})` };
    if (value instanceof URL) return { literal: `new URL(${quote(value.href)})` };
    if (value instanceof RegExp) return { literal: `new RegExp(${quote(value.source)},${quote(value.flags)})` };
    if (value instanceof Uint8Array) {
      const base64 = btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join(""));
      return { literal: `Uint8Array.from(atob("${base64}"),c=>c.charCodeAt(0))` };
    }
    if (Array.isArray(value)) {
      const literal = `[${Array.from(value, (item, i) => at(String(i), item))}]`;
      return { literal, empty: "[]", fill: (r) => `Object.assign(${r},${literal})` };
    }
    if (value instanceof Map) {
      const entries = [...value].map(([key, item]) => {
        return `[${at("key", key)},${at(typeof key === "string" ? key : "value", item)}]`;
      });
      const literal = `new Map([${entries}])`;
      return { literal, empty: "new Map", fill: (r) => `${literal}.forEach((v,k)=>${r}.set(k,v))` };
    }
    if (value instanceof Set) {
      const literal = `new Set([${[...value].map((item) => at("item", item))}])`;
      return { literal, empty: "new Set", fill: (r) => `${literal}.forEach(v=>${r}.add(v))` };
    }
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== null && prototype !== Object.prototype) throw refusal(`an instance of ${value.constructor.name}`);
    // A plain "__proto__" would set the prototype.
    const name = (key: string) => key === "__proto__" ? `["__proto__"]` : quote(key);
    const literal = `{${Object.entries(value).map(([key, item]) => `${name(key)}:${at(key, item)}`)}}`;
    const fill = (r: string) => `Object.defineProperties(${r},Object.getOwnPropertyDescriptors(${literal}))`;
    return { literal, empty: "{}", fill };
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

  // Where nothing is met more than once, which is nearly always, the first round is all there is to it.
  const plain = write(root);
  if (shared.size === 0) return { setup: "", expression: plain, usesSignals };
  seen.clear();
  const forms = [...shared.keys()].map(formOf);
  const made = forms.map(({ literal, empty }) => empty ?? literal);
  const fills = forms.map(({ fill }, number) => fill ? `${fill(`r[${number}]`)};` : "");
  return {
    setup: `const r=[${made}];${fills.join("")}`,
    expression: write(root),
    usesSignals,
  };
}

const ENDING = /[<\u2028\u2029]/;

/** Neither a script element nor a line of it ends in the literal. */
function quote(text: string): string {
  const quoted = JSON.stringify(text);
  if (!ENDING.test(quoted)) return quoted;
  return quoted.replaceAll(new RegExp(ENDING, "g"), (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** To be asked before `isValidElement`, for which signals are elements too. */
export function isSignal(value: unknown): value is { peek(): unknown } {
  return typeof value === "object" && value !== null && "brand" in value &&
    value.brand === Symbol.for("preact-signals");
}

/** A computed signal cannot be assigned to: its class has no setter. */
function isComputed(value: object): boolean {
  return Object.getOwnPropertyDescriptor(Object.getPrototypeOf(value), "value")?.set === undefined;
}
