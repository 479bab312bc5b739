/** A group's link to join: what the group is, and one button. Who is not signed in is led to that first, and back here. */
import { HttpError, page } from "fresh";
import { Head } from "fresh/runtime";
import { joinGroup } from "../../actions/join_group.ts";
import { type GroupDoor, openGroupLink } from "../../actions/open_group_link.ts";
import { Button, ButtonLink } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { ArrowRight } from "../../components/icons.ts";
import { Notice } from "../../components/Notice.tsx";
import { define } from "../../define.ts";
import { statusOf } from "../../protocol/api.ts";
import { groupWords } from "../../words/groups.ts";
import { speaker } from "../../words/speaker.ts";
import { seeOther, signInPath } from "../(_http)/see_other.ts";
import { PageTitle } from "../(_page)/PageTitle.tsx";
import { groupPath } from "../groups/(_group)/answer_deed.ts";

/** The link is a secret, and the page holds who is asking. */
const HEADERS = { "Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex, nofollow" };

export const handler = define.handlers({
  async GET(ctx) {
    const { deps, viewer } = ctx.state;
    const outcome = await openGroupLink(deps, viewer, ctx.params.code ?? "");
    if (!outcome.ok) throw new HttpError(statusOf(outcome.refusal));
    return page<GroupDoor>(outcome.value, { headers: HEADERS });
  },

  async POST(ctx) {
    const { deps, viewer } = ctx.state;
    const outcome = await joinGroup(deps, viewer, ctx.params.code ?? "");
    if (outcome.ok) {
      const { group, membership } = outcome.value;
      return seeOther(membership === "member" ? groupPath(group.id) : ctx.url.pathname);
    }
    if (outcome.refusal === "not_signed_in") return seeOther(signInPath(ctx.url.pathname));
    throw new HttpError(statusOf(outcome.refusal));
  },
});

export default define.page<typeof handler>(function JoinGroup({ data, state: { locale, viewer }, url }) {
  const { group, members, standing } = data;
  const say = speaker(groupWords, locale);
  const deed = group.joining === "approval" ? say("ask") : say("join");
  return (
    <div class="sheet">
      <PageTitle page={say("join_title", { name: group.name })} locale={locale} />
      <Head>
        <meta name="robots" content="noindex, nofollow" />
      </Head>
      <div class="sheet-head">
        <p class="soft">{say("join_invited")}</p>
        <h1>
          <bdi>{group.name}</bdi>
        </h1>
        <p class="soft">{say("members", { count: members })}</p>
      </div>
      <Card tone="lit">
        <div class="stack">
          {group.description !== "" && <p class="group-text">{group.description}</p>}
          {standing === "member" && (
            <>
              <p>{say("is_member")}</p>
              <ButtonLink href={groupPath(group.id)} variant="primary" size="large" wide icon={ArrowRight}>
                {say("open_group")}
              </ButtonLink>
            </>
          )}
          {standing === "asked" && (
            <Notice kind="info">
              <p>{say("asked")}</p>
            </Notice>
          )}
          {standing === "outside" && viewer.kind === "guest" && (
            <>
              <ButtonLink href={signInPath(url.pathname)} variant="primary" size="large" wide>{deed}</ButtonLink>
              <p class="soft small">{say("sign_in_first")}</p>
            </>
          )}
          {standing === "outside" && viewer.kind === "person" && (
            <form class="stack" method="post" action={url.pathname}>
              <Button type="submit" variant="primary" size="large" wide>{deed}</Button>
              {group.joining === "approval" && <p class="soft small">{say("ask_hint")}</p>}
            </form>
          )}
        </div>
      </Card>
    </div>
  );
});
