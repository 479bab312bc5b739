/** What a service worker is sent, checked: the shape is said a second time. */
import { z } from "zod";

export const pushMessageShape = z.strictObject({
  tag: z.string().regex(/^[\w-]{32}$/),
  title: z.string().min(1),
  body: z.string(),
  path: z.string().startsWith("/"),
  deeds: z.array(z.strictObject({ deed: z.enum(["join", "let_in", "not_now"]), title: z.string().min(1) })).max(2),
  knock: z.strictObject({ roomId: z.string(), knockId: z.string() }).nullable(),
});
