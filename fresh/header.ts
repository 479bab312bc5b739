/** Sets headers on any response. Those of `Response.redirect()` and `fetch()` are immutable and have to be copied. */
export function withHeaders(response: Response, entries: Record<string, string>): Response {
  let target = response;
  for (const [name, value] of Object.entries(entries)) {
    try {
      target.headers.set(name, value);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      target = new Response(target.body, target);
      target.headers.set(name, value);
    }
  }
  return target;
}
