/** Makes a page of forms that the server rendered live. Shows only what is to be read out, and that it is not live just now. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { openLivePage } from "../client/live_page.ts";
import { Notice } from "../components/Notice.tsx";
import { livePageWords } from "../words/live_page.ts";
import { speaker } from "../words/speaker.ts";

export interface LivePageProps {
  readonly locale: string;
  /** The id of what is kept live; it stands beside this. */
  readonly rootId: string;
  /** The address of the events that tell of changes. */
  readonly stream: string;
}

export default function LivePage({ locale, rootId, stream }: LivePageProps): JSX.Element {
  const say = speaker(livePageWords, locale);
  const news = useSignal("");
  const isLive = useSignal(true);
  const isFailed = useSignal(false);
  useEffect(() => {
    const root = document.getElementById(rootId);
    if (root === null) return;
    const page = openLivePage({
      root,
      stream,
      onNews: (text) => news.value = text,
      onLive: (now) => isLive.value = now,
      onFailure: (now) => isFailed.value = now,
    });
    return () => page.close();
  }, []);
  return (
    <div class="live-page">
      <p class="visually-hidden" role="status">{news.value}</p>
      {isFailed.value && <Notice kind="error">{say("failed")}</Notice>}
      {!isLive.value && !isFailed.value && <Notice kind="info">{say("lost")}</Notice>}
    </div>
  );
}
