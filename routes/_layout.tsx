/** Every page stands in the frame; the call covers it while it lasts. */
import { countNotices } from "../actions/count_notices.ts";
import { Frame } from "../components/Frame.tsx";
import { Navigation } from "../components/Navigation.tsx";
import { define } from "../define.ts";
import UnreadCount from "../islands/UnreadCount.tsx";
import { signInPath } from "./(_http)/see_other.ts";

const ABOUT_ACCOUNTS: ReadonlySet<string> = new Set(["/sign-in", "/sign-up"]);

/** A room's door leads in and home, and its page loads nothing besides. */
const DOORS = "/r/";

export default define.layout(async function Layout({ Component, state, url, error }) {
  const { deps, viewer, locale } = state;
  const path = url.pathname;
  const unread = viewer.kind === "guest" || path.startsWith(DOORS) ? null : await countNotices(deps, viewer);
  return (
    <Frame
      locale={locale}
      personName={viewer.kind === "person" ? viewer.name : null}
      signInHref={ABOUT_ACCOUNTS.has(path) ? null : signInPath(path)}
      navigation={unread?.ok && (
        <Navigation
          locale={locale}
          path={path}
          // The policy of a page that tells of an error lets no script run.
          unread={error === null && <UnreadCount locale={locale} unread={unread.value} />}
        />
      )}
    >
      <Component />
    </Frame>
  );
});
