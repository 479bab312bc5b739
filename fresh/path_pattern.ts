/**
 * The path that a route file answers, read from its name: `/blog/[slug]` → `/blog/:slug`. Patterns are `RegExp`s with
 * the meaning that `URLPattern` gives to the same text, because `URLPattern` costs a hundred times as much per request.
 */
export interface PathPattern {
  /** In the syntax of `URLPattern`. */
  route: string;
  /** The one path that a pattern without parameters matches, escaped as in a URL; otherwise null. */
  fixedPath: string | null;
  /** Texts in the order of these go from the more specific pattern to the less. */
  specificity: string;
  match(pathname: string): Record<string, string> | null;
}

/** What specificity each kind of segment has; `END` is that of a path that has no more. */
const [FIXED, MIXED, PARAMETER, OPTIONAL, END, REST] = ["0", "1", "2", "3", "4", "5"] as const;

/** `id` is the path below the routes folder, without extension. */
export function pathPattern(id: string): PathPattern {
  const parts = id.split("/").filter((part) => part !== "" && !/^\(.*\)$/.test(part));
  if (parts.at(-1) === "index") parts.pop();
  const names: string[] = [];
  let [route, source, specificity] = ["", "", ""];
  for (const part of parts) {
    const whole = /^(?:\[(\.\.\.)(\w+)\]|\[\[(\w+)\]\])$/.exec(part);
    if (whole?.[1]) {
      names.push(whole[2] ?? "");
      route += `/:${whole[2]}*`;
      source += "(?:/([^/]+?(?:/[^/]+?)*))?";
      specificity += REST;
    } else if (whole) {
      names.push(whole[3] ?? "");
      route += `{/:${whole[3]}}?`;
      source += "(?:/([^/]+?))?";
      specificity += OPTIONAL;
    } else {
      const own = [...part.matchAll(/\[(\w+)\]/g)].map((match) => match[1] ?? "");
      const text = part.replaceAll(/\[\w+\]/g, "\0");
      if (/[[\]{}()*+?:\\]|\0\0/.test(text)) throw new SyntaxError(`Invalid route file name: "${id}"`);
      names.push(...own);
      route += `/${part.replaceAll(/\[(\w+)\]/g, ":$1")}`;
      source += `/${text.split("\0").map((fixed) => RegExp.escape(encodeURI(fixed))).join("([^/]+?)")}`;
      specificity += own.length === 0 ? FIXED : text === "\0" ? PARAMETER : MIXED;
    }
  }
  const regExp = new RegExp(`^${source || "/"}$`);
  return {
    route: route || "/",
    fixedPath: names.length === 0 ? encodeURI(route || "/") : null,
    specificity: specificity + END,
    match(pathname) {
      const found = regExp.exec(pathname);
      return found && Object.fromEntries(names.map((name, i) => [name, decode(found[i + 1] ?? "")]));
    },
  };
}

/** A malformed escape stays as it came: it is the caller's unknown id, not our fault. */
function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
