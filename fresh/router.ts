/**
 * Finds the chain that answers a method and a path. Fixed paths are looked up in a map and win over patterns;
 * patterns are tried in the order they were added. Everything is compiled when it is added, nothing per request.
 */
import { compilePattern, isPattern, type PathMatcher } from "./pattern.ts";

export type Method = "HEAD" | "GET" | "POST" | "PATCH" | "PUT" | "DELETE" | "OPTIONS";

export const ALL_METHODS: readonly Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

interface Entry<T> {
  pattern: string;
  byMethod: Map<string, T[]>;
}

export interface RouteMatch<T> {
  /** The pattern that matched, or null. */
  pattern: string | null;
  params: Record<string, string>;
  /** The chain for this method; null when the path matched but the method did not, or nothing matched. */
  chain: T[] | null;
}

export class Router<T> {
  #fixed = new Map<string, Entry<T>>();
  #patterns: { entry: Entry<T>; match: PathMatcher }[] = [];

  add(method: Method, path: string, chain: T[]): void {
    const byMethod = this.#entry(path).byMethod;
    byMethod.set(method, [...(byMethod.get(method) ?? []), ...chain]);
  }

  match(method: string, pathname: string): RouteMatch<T> {
    const fixed = this.#fixed.get(pathname);
    if (fixed !== undefined) return { pattern: fixed.pattern, params: {}, chain: chainFor(fixed, method) };

    for (const { entry, match } of this.#patterns) {
      const params = match(pathname);
      if (params !== null) return { pattern: entry.pattern, params, chain: chainFor(entry, method) };
    }
    return { pattern: null, params: {}, chain: null };
  }

  /** The methods of a pattern, in the order they were added, `HEAD` included wherever `GET` is. */
  allowedMethods(pattern: string): string[] {
    const entry = [...this.#fixed.values(), ...this.#patterns.map((dynamic) => dynamic.entry)]
      .find((candidate) => candidate.pattern === pattern);
    return entry === undefined ? [] : withHead([...entry.byMethod.keys()]);
  }

  #entry(path: string): Entry<T> {
    if (!isPattern(path)) {
      const pathname = new URL(path, "http://localhost").pathname;
      const known = this.#fixed.get(pathname);
      if (known !== undefined) return known;
      const entry: Entry<T> = { pattern: path, byMethod: new Map() };
      this.#fixed.set(pathname, entry);
      return entry;
    }
    const known = this.#patterns.find(({ entry }) => entry.pattern === path);
    if (known !== undefined) return known.entry;
    const entry: Entry<T> = { pattern: path, byMethod: new Map() };
    this.#patterns.push({ entry, match: compilePattern(path) });
    return entry;
  }
}

function chainFor<T>(entry: Entry<T>, method: string): T[] | null {
  return entry.byMethod.get(method) ?? (method === "HEAD" ? entry.byMethod.get("GET") : undefined) ?? null;
}

export function withHead(methods: string[]): string[] {
  return methods.includes("GET") && !methods.includes("HEAD") ? [...methods, "HEAD"] : methods;
}
