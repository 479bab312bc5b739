/**
 * Puts arguments into a message of the catalogue. The subset of ICU MessageFormat that the catalogue needs: `{name}`,
 * `{n, plural, =0 {…} one {…} other {# …}}`, `{x, select, a {…} other {…}}`, nested at will, and ICU's apostrophes (`''` is
 * one, `'{'` is a brace). It exists because the lobby's JavaScript budget leaves no room for a full formatter; the tests
 * compare it with `intl-messageformat`. Messages are ours, so a malformed one is a mistake that the catalogue's test finds.
 */
export type Arguments = Readonly<Record<string, string | number>>;

const plurals = new Map<string, Intl.PluralRules>();
const numbers = new Map<string, Intl.NumberFormat>();

function kept<T>(cache: Map<string, T>, locale: string, make: () => T): T {
  const found = cache.get(locale) ?? make();
  cache.set(locale, found);
  return found;
}

export function format(message: string, args: Arguments, locale: string): string {
  const word = /\s*([^\s,{}]+)\s*[,{}]/y;
  let at = 0;

  function nextWord(): string {
    word.lastIndex = at;
    const found = word.exec(message)?.[1] ?? "";
    at = found ? word.lastIndex : message.length;
    return found;
  }

  /** Up to the brace that closes this text. Inside a plural's branch `#` is its number. */
  function text(hash: string): string {
    let out = "";
    while (at < message.length && message[at] !== "}") {
      const char = message[at++] ?? "";
      if (char === "{") out += argument();
      else if (char === "'") out += apostrophe(hash);
      else out += char === "#" && hash ? hash : char;
    }
    return out;
  }

  /** ICU's "double optional" mode: an apostrophe quotes only before a character that would otherwise mean something. */
  function apostrophe(hash: string): string {
    const next = message[at] ?? "";
    if (next === "'") at++;
    if (!next || !("{}<>" + (hash && "#")).includes(next)) return "'";
    const [quoted = "", inside = ""] = /((?:''|[^'])*)'?/.exec(message.slice(at)) ?? [];
    at += quoted.length;
    return inside.replaceAll("''", "'");
  }

  function argument(): string {
    const value = args[nextWord()] ?? "";
    if (message[at - 1] === "}") return String(value);
    const plural = nextWord() === "plural";
    const hash = plural ? kept(numbers, locale, () => new Intl.NumberFormat(locale)).format(Number(value)) : "";
    const branches: Record<string, string> = Object.create(null);
    while (at < message.length && !/^\s*}/.test(message.slice(at))) {
      const selector = nextWord();
      branches[selector] = text(hash);
      at++;
    }
    at = message.indexOf("}", at) + 1 || message.length;
    const category = plural && kept(plurals, locale, () => new Intl.PluralRules(locale)).select(Number(value));
    return branches[category ? "=" + value : value] ?? branches[category || ""] ?? branches["other"] ?? "";
  }

  return /[{}']/.test(message) ? text("") : message;
}
