/**
 * Whether a page may open a socket here. Browsers send cookies along with a WebSocket from any site and ask nobody, so a
 * foreign page could otherwise speak as its visitor.
 */

/** Exact: scheme, host and port. No Origin, or `null` (a sandboxed frame, a file), is none of our pages. */
export function originAllowed(originHeader: string | null, publicUrl: URL): boolean {
  return originHeader !== null && originHeader !== "null" && originHeader === publicUrl.origin;
}
