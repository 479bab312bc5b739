/** What a form on the pages of friends asks for about one person; leads back to where it stood. */
import { HttpError } from "fresh";
import { acceptFriend } from "../../../actions/accept_friend.ts";
import { askFriend } from "../../../actions/ask_friend.ts";
import { blockPerson } from "../../../actions/block_person.ts";
import { clearDimmer } from "../../../actions/clear_dimmer.ts";
import { declineFriend } from "../../../actions/decline_friend.ts";
import { endFriendship } from "../../../actions/end_friendship.ts";
import { markTie } from "../../../actions/mark_tie.ts";
import { setDimmer } from "../../../actions/set_dimmer.ts";
import { unblockPerson } from "../../../actions/unblock_person.ts";
import { define, type State } from "../../../define.ts";
import { dimmedToday } from "../../../domain/dimming.ts";
import { type PersonId, personId } from "../../../domain/ids.ts";
import { type Outcome, type Refusal, refused } from "../../../domain/refusal.ts";
import { statusOf } from "../../../protocol/api.ts";
import { readForm } from "../../(_http)/form.ts";
import { nextPath, seeOther, signInPath } from "../../(_http)/see_other.ts";

type Deed = (
  { deps, viewer }: State,
  person: PersonId,
  fields: Readonly<Record<string, string>>,
) => Promise<Outcome<unknown>>;

const DEEDS: ReadonlyMap<string, Deed> = new Map<string, Deed>([
  ["ask", ({ deps, viewer }, person) => askFriend(deps, viewer, person)],
  ["accept", ({ deps, viewer }, person) => acceptFriend(deps, viewer, person)],
  ["decline", ({ deps, viewer }, person) => declineFriend(deps, viewer, person)],
  ["end", ({ deps, viewer }, person) => endFriendship(deps, viewer, person)],
  ["block", ({ deps, viewer }, person) => blockPerson(deps, viewer, person)],
  ["unblock", ({ deps, viewer }, person) => unblockPerson(deps, viewer, person)],
  ["undim", ({ deps, viewer }, person) => clearDimmer(deps, viewer, person)],
  ["dim", dim],
  ["close", ({ deps, viewer }, person, { on }) => markTie(deps, viewer, person, { close: on === "yes" })],
  ["tell", ({ deps, viewer }, person, { on }) => markTie(deps, viewer, person, { tell: on === "yes" })],
]);

function dim({ deps, viewer }: State, person: PersonId, fields: Readonly<Record<string, string>>) {
  switch (fields.for) {
    case "today":
      return setDimmer(deps, viewer, person, dimmedToday(deps.now()));
    case "always":
      return setDimmer(deps, viewer, person, { until: null });
    default:
      return Promise.resolve(refused("bad_input"));
  }
}

/** An old page asks for what is so by now: what it shows next says it. */
const DONE_BEFORE: ReadonlySet<Refusal> = new Set<Refusal>(["already_friends"]);

export const handler = define.handlers({
  async POST(ctx) {
    const deed = DEEDS.get(ctx.params.deed ?? "");
    if (deed === undefined) throw new HttpError(404);
    const fields = await readForm(ctx.req);
    const outcome = await deed(ctx.state, personId(ctx.params.id ?? ""), fields);
    if (outcome.ok || DONE_BEFORE.has(outcome.refusal)) return seeOther(nextPath(fields.back ?? "/friends"));
    if (outcome.refusal === "not_signed_in") return seeOther(signInPath("/friends"));
    throw new HttpError(statusOf(outcome.refusal));
  },
});
