/** The wire's version; the first message names it. A change that an older page cannot live with raises it. */
export const PROTOCOL_VERSION = 4;

/** The largest frame that a page sends, in bytes of UTF-8; a larger one closes the socket with 1009. */
export const FRAME_LIMIT_BYTES = 64 * 1024;

/** Close codes of our own (RFC 6455 leaves 4000–4999 to applications). */
export const CLOSE = {
  /** A message that breaks the protocol: malformed, unknown, out of order. */
  violation: 4400,
  /** Too many messages. */
  rate: 4429,
  /** The session that the socket was opened with has ended. */
  signedOut: 4401,
  /** The link of `hello` leads nowhere; coming back with it is of no use. */
  unknown: 4404,
  /** No `hello` in time. */
  silent: 4408,
  /** The same seat was taken up by another connection of its holder. */
  replaced: 4409,
  /** The page speaks a version that the server does not. */
  version: 4426,
  /** The server is stopping; reconnect. RFC 6455's registry: service restart. */
  restart: 1012,
} as const;
