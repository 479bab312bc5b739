/** The page's name in the tab. */
import type { JSX } from "preact";
import { Head } from "fresh/runtime";
import { frameWords } from "../../words/frame.ts";
import { speaker } from "../../words/speaker.ts";

export function PageTitle({ page, locale }: { readonly page: string; readonly locale: string }): JSX.Element {
  return (
    <Head>
      <title>{speaker(frameWords, locale)("page_title", { page })}</title>
    </Head>
  );
}
