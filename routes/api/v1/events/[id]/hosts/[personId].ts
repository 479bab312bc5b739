import { nameEventHost } from "../../../../../../actions/name_event_host.ts";
import { readEvent } from "../../../../../../actions/read_event.ts";
import { define, type State } from "../../../../../../define.ts";
import { personId } from "../../../../../../domain/ids.ts";
import { toHostsAnswer } from "../../../../../../protocol/events.ts";
import { askerOf } from "../../../../../(_http)/asker.ts";
import { eventPlace } from "../../../../../(_http)/event_place.ts";
import { answerOutcome, refuseOutcome } from "../../../(_json)/answer.ts";

/** Both answer the same when they are asked again. */
export const handler = define.handlers({
  PUT: (ctx) => name(ctx.req, ctx.state, ctx.params, ctx.url, true),
  DELETE: (ctx) => name(ctx.req, ctx.state, ctx.params, ctx.url, false),
});

async function name(
  req: Request,
  state: State,
  params: Readonly<Record<string, string | undefined>>,
  url: URL,
  named: boolean,
): Promise<Response> {
  const asker = askerOf(req, state);
  const place = eventPlace(params, url);
  const done = await nameEventHost(state.deps, asker, place, personId(params.personId ?? ""), named);
  if (!done.ok) return refuseOutcome(done, state.locale);
  return answerOutcome(await readEvent(state.deps, asker, place), state.locale, toHostsAnswer);
}
