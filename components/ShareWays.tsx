/** The ways to hand on a link besides copying it: apps with a text already written, and a code to scan. Works without a script. */
import type { ComponentChildren, JSX } from "preact";
import { ON_PHONES, SHARE_APPS, shareHref, type Sharing } from "../domain/sharing.ts";
import { shareWaysWords } from "../words/share_ways.ts";
import { speaker } from "../words/speaker.ts";

export interface ShareWaysProps {
  readonly locale: string;
  readonly sharing: Sharing;
  /** The code to scan. */
  readonly children?: ComponentChildren;
}

export function ShareWays({ locale, sharing, children }: ShareWaysProps): JSX.Element {
  const say = speaker(shareWaysWords, locale);
  return (
    <div class="share-ways">
      <ul class="share-apps" aria-label={say("apps")}>
        {SHARE_APPS.map((app) => {
          const href = shareHref(app, sharing);
          // In a tab of its own, so that nobody leaves a call by it.
          const elsewhere = href.startsWith("https:") ? { target: "_blank", rel: "noopener noreferrer" } : {};
          return (
            <li key={app} class={ON_PHONES.has(app) ? "share-app-phone" : undefined}>
              <a class="share-app" data-app={app} href={href} {...elsewhere}>{say(app)}</a>
            </li>
          );
        })}
      </ul>
      {children}
    </div>
  );
}
