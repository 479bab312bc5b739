/** How many notices are not read, as it changes; nothing for none. */
import { effect, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { joinPageTray } from "../client/page_tray.ts";
import { navigationWords } from "../words/navigation.ts";
import { speaker } from "../words/speaker.ts";

export interface UnreadCountProps {
  readonly locale: string;
  readonly unread: number;
}

export default function UnreadCount({ locale, unread }: UnreadCountProps): JSX.Element {
  const say = speaker(navigationWords, locale);
  const count = useSignal(unread);
  useEffect(() => {
    const { view, leave } = joinPageTray(null);
    const endFollowing = effect(() => {
      if (view.value !== null) count.value = view.value.unread;
    });
    return () => {
      endFollowing();
      leave();
    };
  }, []);
  return (
    <span class="nav-count" hidden={count.value === 0}>
      <span aria-hidden="true">{count.value > 99 ? say("many") : count.value}</span>
      <span class="visually-hidden">{say("unread", { count: count.value })}</span>
    </span>
  );
}
