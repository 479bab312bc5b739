/** Every page stands in the frame; the call covers it while it lasts. */
import { Frame } from "../components/Frame.tsx";
import { define } from "../define.ts";
import { signInPath } from "./(_http)/see_other.ts";

const ABOUT_ACCOUNTS: ReadonlySet<string> = new Set(["/sign-in", "/sign-up"]);

export default define.layout(function Layout({ Component, state, url }) {
  const { viewer, locale } = state;
  return (
    <Frame
      locale={locale}
      personName={viewer.kind === "person" ? viewer.name : null}
      signInHref={ABOUT_ACCOUNTS.has(url.pathname) ? null : signInPath(url.pathname)}
    >
      <Component />
    </Frame>
  );
});
