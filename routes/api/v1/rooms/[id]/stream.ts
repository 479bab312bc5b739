/** Tells those who look after a room that something in it has changed, as server-sent events: `changed`, and not what. */
import { define } from "../../../../../define.ts";
import { roomId } from "../../../../../domain/ids.ts";
import { askerOf } from "../../../../(_http)/asker.ts";
import { EVENT_STREAM_HEADERS, isStillSignedIn } from "../../(_json)/event_stream.ts";
import { refuse } from "../../(_json)/answer.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { watches, viewer, locale } = ctx.state;
    if (viewer.kind === "person" && !await isStillSignedIn(ctx.req, ctx.state)) return refuse("not_signed_in", locale);
    const opened = await watches.open(askerOf(ctx.req, ctx.state), roomId(ctx.params.id ?? ""));
    return opened.ok ? new Response(opened.value, { headers: EVENT_STREAM_HEADERS }) : refuse(opened.refusal, locale);
  },
});
