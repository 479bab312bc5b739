/**
 * The frame around every page but the call: the mark, who is signed in, the page, a footer. Signing out is a form, because
 * a link must not change anything.
 */
import type { ComponentChildren, JSX } from "preact";
import { frameWords } from "../words/frame.ts";
import { speaker } from "../words/speaker.ts";
import { Avatar } from "./Avatar.tsx";
import { Button, ButtonLink } from "./Button.tsx";
import { Mark } from "./Mark.tsx";

export interface FrameProps {
  readonly locale: string;
  /** Name of who is signed in, or null. */
  readonly personName: string | null;
  /** Where a stranger's "Sign in" leads; null where the page itself is about that. */
  readonly signInHref: string | null;
  /** The ways to a person's pages. */
  readonly navigation?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Frame({ locale, personName, signInHref, navigation, children }: FrameProps): JSX.Element {
  const say = speaker(frameWords, locale);
  return (
    <div class="frame">
      <header class="frame-header">
        <div class="frame-bar">
          <a class="brand" href="/">
            <Mark />
            <span class="brand-name">{say("product")}</span>
          </a>
          {navigation}
          {personName === null && signInHref !== null && (
            <ButtonLink href={signInHref} variant="plain">{say("sign_in")}</ButtonLink>
          )}
          {personName !== null && (
            <div class="frame-person">
              <Avatar name={personName} size="small" />
              <bdi class="frame-name">{personName}</bdi>
              <form method="post" action="/sign-out">
                <Button type="submit" variant="plain">{say("sign_out")}</Button>
              </form>
            </div>
          )}
        </div>
      </header>
      <main class="frame-main" id="main" tabIndex={-1}>{children}</main>
      <footer class="frame-footer">
        <p>{say("footer")}</p>
      </footer>
    </div>
  );
}
