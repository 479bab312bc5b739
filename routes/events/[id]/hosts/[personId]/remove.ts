/** Takes back that somebody hosts an event; leads back to it. A second press changes nothing. */
import { HttpError } from "fresh";
import { nameEventHost } from "../../../../../actions/name_event_host.ts";
import { define } from "../../../../../define.ts";
import { eventPath } from "../../../../../domain/event.ts";
import { personId } from "../../../../../domain/ids.ts";
import { statusOf } from "../../../../../protocol/api.ts";
import { askerOf } from "../../../../(_http)/asker.ts";
import { eventPlace } from "../../../../(_http)/event_place.ts";
import { seeOther, signInPath } from "../../../../(_http)/see_other.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const place = eventPlace(ctx.params, ctx.url);
    const back = eventPath(place.id);
    const person = personId(ctx.params.personId ?? "");
    const outcome = await nameEventHost(ctx.state.deps, askerOf(ctx.req, ctx.state), place, person, false);
    if (outcome.ok) return seeOther(`${back}#hosts`);
    if (outcome.refusal === "not_signed_in") return seeOther(signInPath(back));
    throw new HttpError(statusOf(outcome.refusal));
  },
});
