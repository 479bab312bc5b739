/** What a browser does with cookies, as far as tests of accounts need it: keep, replace and drop them. */

export interface CookieJar {
  readonly names: readonly string[];
  get(name: string): string | undefined;
  set(name: string, value: string): void;
  drop(name: string): void;
  /** Takes `Set-Cookie` values in. */
  take(setCookies: readonly string[]): void;
  /** The headers of the next request. */
  headers(others?: Readonly<Record<string, string>>): Headers;
}

export function cookieJar(setCookies: readonly string[] = []): CookieJar {
  const cookies = new Map<string, string>();
  const jar: CookieJar = {
    get names() {
      return [...cookies.keys()];
    },
    get: (name) => cookies.get(name),
    set: (name, value) => void cookies.set(name, value),
    drop: (name) => void cookies.delete(name),
    take(values) {
      for (const value of values) {
        const [pair = "", ...attributes] = value.split(";").map((part) => part.trim());
        const name = pair.slice(0, pair.indexOf("="));
        if (attributes.some((attribute) => /^max-age=0$/i.test(attribute))) cookies.delete(name);
        else cookies.set(name, pair.slice(pair.indexOf("=") + 1));
      }
    },
    headers: (others = {}) =>
      new Headers({ ...others, cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") }),
  };
  jar.take(setCookies);
  return jar;
}
