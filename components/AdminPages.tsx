/** The ways between the operator's pages. */
import type { JSX } from "preact";
import { adminWords } from "../words/admin.ts";
import { speaker } from "../words/speaker.ts";

const PAGES = [
  { key: "nav_overview", href: "/admin" },
  { key: "nav_people", href: "/admin/people" },
  { key: "nav_log", href: "/admin/log" },
] as const;

export interface AdminPagesProps {
  readonly locale: string;
  /** Of the page that it stands on. */
  readonly path: string;
}

export function AdminPages({ locale, path }: AdminPagesProps): JSX.Element {
  const say = speaker(adminWords, locale);
  return (
    <nav class="admin-pages" aria-label={say("pages")}>
      <ul class="admin-pages-list">
        {PAGES.map(({ key, href }) => (
          <li key={key}>
            <a class="admin-page" href={href} aria-current={currentOf(href, path)}>{say(key)}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** `true` for a page below that one; the overview has none. */
function currentOf(href: string, path: string): "page" | "true" | undefined {
  if (path === href) return "page";
  return href !== "/admin" && path.startsWith(`${href}/`) ? "true" : undefined;
}
