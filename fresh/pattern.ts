/**
 * Path patterns: from file names (`[id]`) to the `:id` syntax of `URLPattern`, joining them, and compiling them.
 * The usual shapes become a `RegExp`, because `URLPattern` costs a hundred times as much per request;
 * everything else falls back to `URLPattern`.
 */
export type PathMatcher = (pathname: string) => Record<string, string> | null;

export function isPattern(path: string): boolean {
  return /[*:{}+?()]/.test(path);
}

const TOKEN = /\{\/:(\w+)\}\?|(\/?):(\w+)([*+?]?)|\*|(?:(?!\/:)[^:*{}()+?\\])+/gy;

export function compilePattern(pattern: string): PathMatcher {
  let source = "";
  const names: string[] = [];
  TOKEN.lastIndex = 0;
  let end = 0;
  for (let token = TOKEN.exec(pattern); token !== null; token = TOKEN.exec(pattern)) {
    end = TOKEN.lastIndex;
    const [text, optional, slash = "", name, modifier] = token;
    if (optional !== undefined) {
      names.push(optional);
      source += "(?:/([^/]+?))?";
    } else if (name !== undefined) {
      names.push(name);
      source += segment(slash, modifier ?? "");
    } else if (text === "*") {
      names.push(String(names.filter((known) => /^\d+$/.test(known)).length));
      source += "(.*)";
    } else {
      source += encodeURI(text).replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
    }
  }
  if (end !== pattern.length) return compileWithUrlPattern(pattern);

  const regExp = new RegExp(`^${source}$`);
  return (pathname) => {
    const found = regExp.exec(pathname);
    return found === null ? null : Object.fromEntries(names.map((name, i) => [name, decode(found[i + 1])]));
  };
}

function segment(slash: string, modifier: string): string {
  switch (modifier) {
    case "*":
      return `(?:${slash}([^/]+?(?:/[^/]+?)*))?`;
    case "+":
      return `${slash}([^/]+?(?:/[^/]+?)*)`;
    case "?":
      return `(?:${slash}([^/]+?))?`;
    default:
      return `${slash}([^/]+?)`;
  }
}

function compileWithUrlPattern(pattern: string): PathMatcher {
  const compiled = new URLPattern({ pathname: pattern });
  return (pathname) => {
    const groups = compiled.exec({ pathname })?.pathname.groups;
    if (groups === undefined) return null;
    return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decode(value)]));
  };
}

/** A malformed escape stays as it came: it is the caller's unknown id, not our fault. */
function decode(value: string | undefined): string {
  if (value === undefined) return "";
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** `blog/[slug]` → `/blog/:slug`. With `keepGroups`, `(group)` stays, because it owns layouts and middlewares. */
export function fileToPattern(path: string, options: { keepGroups: boolean }): string {
  const parts = path.split("/").filter((part) => part !== "");
  if (parts.at(-1) === "index") parts.pop();
  const pattern = parts
    .filter((part) => options.keepGroups || !/^\(.*\)$/.test(part))
    .map((part) => segmentToPattern(part, path))
    .join("");
  return pattern === "" ? "/" : pattern;
}

function segmentToPattern(part: string, path: string): string {
  const rest = /^\[\.\.\.(\w+)\]$/.exec(part);
  if (rest !== null) return `/:${rest[1]}*`;
  const optional = /^\[\[(\w+)\]\]$/.exec(part);
  if (optional !== null) return `{/:${optional[1]}}?`;
  const plain = part.replaceAll(/\[(\w+)\]/g, ":$1");
  if (/[[\]]/.test(plain) || part.includes("][")) throw new SyntaxError(`Invalid route file name: "${path}"`);
  return `/${plain}`;
}

/** Puts a base in front of a path; `*` below a base means everything below it. */
export function joinPath(base: string, path: string): string {
  const prefix = base.replace(/\/?\*?$/, "");
  if (path === "*" || path === "/*") return `${prefix}/*`;
  return prefix !== "" && path === "/" ? prefix : prefix + path;
}
