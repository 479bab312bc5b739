/** How a stream of server-sent events is answered. */
export const EVENT_STREAM_HEADERS = {
  "Content-Type": "text/event-stream; charset=utf-8",
  // Compressing would keep events back until there is enough of them.
  "Cache-Control": "no-store, no-transform",
  // What nginx is told so that it passes every event on at once.
  "X-Accel-Buffering": "no",
} as const;
