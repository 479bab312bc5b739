/** After a form: on to another page of ours, by GET, so that a reload sends nothing twice. */
export function seeOther(path: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ Location: path });
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  return new Response(null, { status: 303, headers });
}

const HERE = "http://here.invalid";

/**
 * Where to go after signing in. Only a path of this site, so that a link cannot send somebody who has just typed a password
 * to another one; anything else is the first page.
 */
export function nextPath(raw: string | null | undefined): string {
  if (!raw || !URL.canParse(raw, HERE)) return "/";
  const url = new URL(raw, HERE);
  const path = url.pathname + url.search;
  return url.origin === HERE && raw.startsWith("/") && !path.startsWith("//") ? path : "/";
}

/** `path` (of signing in or up) with the way onwards. */
export function withNext(path: string, next: string): string {
  return next === "/" ? path : `${path}?next=${encodeURIComponent(next)}`;
}

export function signInPath(next: string): string {
  return withNext("/sign-in", next);
}
