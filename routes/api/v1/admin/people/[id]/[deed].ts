import { liftSuspension } from "../../../../../../actions/lift_suspension.ts";
import { readAccount } from "../../../../../../actions/read_account.ts";
import { suspendPerson } from "../../../../../../actions/suspend_person.ts";
import { define } from "../../../../../../define.ts";
import { personId } from "../../../../../../domain/ids.ts";
import { reasonBody, toAccountAnswer } from "../../../../../../protocol/admin.ts";
import { answerOutcome, readBody, refuse } from "../../../(_json)/answer.ts";

const DEEDS = new Map([["suspend", suspendPerson], ["lift", liftSuspension]]);

/** Keeps a person out of the house, or lets them in again; answers with the account as it is then. */
export const handler = define.handlers({
  async POST(ctx) {
    const { deps, viewer, locale } = ctx.state;
    const deed = DEEDS.get(ctx.params.deed ?? "");
    if (deed === undefined) return refuse("not_found", locale);
    const read = await readBody(ctx.req, reasonBody, locale);
    if (!read.ok) return read.response;
    const person = personId(ctx.params.id ?? "");
    const done = await deed(deps, viewer, person, read.body.reason);
    const outcome = done.ok ? await readAccount(deps, viewer, person) : done;
    return answerOutcome(outcome, locale, ({ account }) => ({ person: toAccountAnswer(account) }));
  },
});
