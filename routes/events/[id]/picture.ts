/** The picture of an event. Every look at it is decided anew; who has it already, and may still see it, is told just that. */
import { HttpError } from "fresh";
import { readEventPicture } from "../../../actions/read_event_picture.ts";
import { define } from "../../../define.ts";
import { statusOf } from "../../../protocol/api.ts";
import { askerOf } from "../../(_http)/asker.ts";
import { eventPlace } from "../../(_http)/event_place.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const known = ctx.req.headers.get("If-None-Match")?.split(",")
      .map((tag) => tag.trim().replace(/^W\//, "").replaceAll('"', ""));
    const place = eventPlace(ctx.params, ctx.url);
    const outcome = await readEventPicture(ctx.state.deps, askerOf(ctx.req, ctx.state), place, known);
    if (!outcome.ok) throw new HttpError(statusOf(outcome.refusal));
    const { tag, type, bytes } = outcome.value;
    const headers = new Headers({
      "Content-Type": type,
      "Cache-Control": "private, no-cache",
      "ETag": `"${tag}"`,
      "X-Robots-Tag": "noindex, nofollow",
    });
    if (bytes === null) return new Response(null, { status: 304, headers });
    headers.set("Content-Length", String(bytes.length));
    return new Response(bytes, { headers });
  },
});
