import { invite } from "../../../../../../actions/invite.ts";
import { listInvitations } from "../../../../../../actions/list_invitations.ts";
import { define } from "../../../../../../define.ts";
import { invitationId, roomId } from "../../../../../../domain/ids.ts";
import {
  invitationsQuery,
  INVITE_LIMIT_BYTES,
  inviteBody,
  toInvitationAnswer,
  toInviteWish,
} from "../../../../../../protocol/invitations.ts";
import { askerOf } from "../../../../../(_http)/asker.ts";
import { answerOutcome, readBody } from "../../../(_json)/answer.ts";

export const handler = define.handlers({
  /** Who was asked, the latest first. */
  async GET(ctx) {
    const { deps, locale } = ctx.state;
    const { after } = invitationsQuery.parse({ after: ctx.url.searchParams.get("after") });
    const room = roomId(ctx.params.id ?? "");
    const asker = askerOf(ctx.req, ctx.state);
    const outcome = await listInvitations(deps, asker, room, after === null ? null : invitationId(after));
    return answerOutcome(outcome, locale, ({ invitations, counts, next }) => ({
      invitations: invitations.map((each) => toInvitationAnswer(each, deps.publicUrl, deps.now())),
      counts,
      next,
    }));
  },

  async POST(ctx) {
    const { deps, locale } = ctx.state;
    const read = await readBody(ctx.req, inviteBody, locale, INVITE_LIMIT_BYTES);
    if (!read.ok) return read.response;
    const room = roomId(ctx.params.id ?? "");
    const outcome = await invite(deps, askerOf(ctx.req, ctx.state), room, toInviteWish(read.body));
    return answerOutcome(
      outcome,
      locale,
      ({ invitations, already, bad }) => ({ invited: invitations.length, already, bad }),
      201,
    );
  },
});
