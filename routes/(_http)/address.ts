/**
 * Where a request came from, as far as it can be known. Rate limits count by it; it is never shown to other people.
 */

/**
 * The peer's address, or behind a trusted proxy the last entry of X-Forwarded-For: the only one which that proxy wrote
 * itself; those before it are the visitor's own claim.
 */
export function addressOf(req: Request, info: Deno.ServeHandlerInfo, trustProxy: boolean): string {
  if (trustProxy) {
    const last = req.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
    if (last) return last;
  }
  return "hostname" in info.remoteAddr ? info.remoteAddr.hostname : "local";
}
