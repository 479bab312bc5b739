/** The ways to the pages of somebody who is signed in: in the header, or in thumb's reach at the bottom of a phone. */
import type { ComponentChildren, JSX } from "preact";
import { navigationWords } from "../words/navigation.ts";
import { speaker } from "../words/speaker.ts";
import { Bell, CalendarDays, DoorOpen, House, Settings, Tent, UsersRound } from "./icons.ts";
import { Icon } from "./Icon.tsx";

const PAGES = [
  { key: "home", href: "/", icon: House },
  { key: "rooms", href: "/rooms", icon: DoorOpen },
  { key: "events", href: "/events", icon: CalendarDays },
  { key: "friends", href: "/friends", icon: UsersRound },
  { key: "groups", href: "/groups", icon: Tent },
  { key: "notices", href: "/notices", icon: Bell },
  { key: "settings", href: "/settings", icon: Settings },
] as const;

export interface NavigationProps {
  readonly locale: string;
  /** Of the page that it stands on. */
  readonly path: string;
  /** Counts what is not read, beside the way to the notices. */
  readonly unread: ComponentChildren;
}

export function Navigation({ locale, path, unread }: NavigationProps): JSX.Element {
  const say = speaker(navigationWords, locale);
  return (
    <nav class="nav" aria-label={say("pages")}>
      <ul class="nav-list">
        {PAGES.map(({ key, href, icon }) => (
          <li key={key}>
            <a class="nav-link" href={href} aria-current={currentOf(href, path)}>
              <Icon of={icon} size="small" />
              <span>{say(key)}</span>
              {key === "notices" && unread}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** `true` for a page below that one. */
function currentOf(href: string, path: string): "page" | "true" | undefined {
  if (path === href) return "page";
  return href !== "/" && path.startsWith(`${href}/`) ? "true" : undefined;
}
