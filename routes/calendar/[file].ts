/** `/calendar/:token.ics`: a person's own calendar, for the programs that were given its secret address. */
import { HttpError } from "fresh";
import { readCalendar } from "../../actions/calendar_feed.ts";
import { define } from "../../define.ts";
import { statusOf } from "../../protocol/api.ts";
import { CALENDAR_TYPE, calendarOf } from "../../protocol/calendar.ts";
import { eventWords } from "../../words/events.ts";
import { speaker } from "../../words/speaker.ts";

const FILE = /^([\w-]{1,64})\.ics$/;

export const handler = define.handlers({
  async GET(ctx) {
    const { deps, locale } = ctx.state;
    const token = FILE.exec(ctx.params.file ?? "")?.[1];
    if (token === undefined) throw new HttpError(404);
    const outcome = await readCalendar(deps, token);
    if (!outcome.ok) throw new HttpError(statusOf(outcome.refusal));
    const { owner, entries, now } = outcome.value;
    const name = speaker(eventWords, locale)("feed_name", { name: owner });
    return new Response(calendarOf(entries, { publicUrl: deps.publicUrl, now, name }), {
      headers: { "Content-Type": CALENDAR_TYPE, "Cache-Control": "private, no-cache" },
    });
  },
});
