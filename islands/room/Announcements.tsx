/** What is said over the pictures: lasting troubles as a line, comings and goings as passing news. Read out as they come. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { News } from "../../client/news.ts";
import type { RoomSession } from "../../client/room_session.ts";
import { WifiOff } from "../../components/call_icons.ts";
import { TriangleAlert } from "../../components/icons.ts";
import { Icon } from "../../components/Icon.tsx";
import { callWords } from "../../words/call.ts";
import { type Say, speaker } from "../../words/speaker.ts";

export interface AnnouncementsProps {
  readonly locale: string;
  readonly session: RoomSession;
}

export default function Announcements({ locale, session }: AnnouncementsProps): JSX.Element {
  const say = speaker(callWords, locale);
  const isOffline = useOffline();
  const trouble = troubleOf(session, isOffline);
  return (
    <div class="announcements">
      <div role="status">
        {trouble && (
          <p class="banner">
            <Icon of={trouble === "offline" || trouble === "reconnecting" ? WifiOff : TriangleAlert} size="small" />
            <span>{say(trouble)}</span>
          </p>
        )}
      </div>
      <div role="log" aria-live="polite" aria-relevant="additions">
        {session.news.value.filter(({ news }) => !(news.what === "said" && session.chat.isOpen.value))
          .map(({ id, news }) => <p class="news" key={id}>{sentence(news, say)}</p>)}
      </div>
    </div>
  );
}

/** The outermost trouble hides those that follow from it. */
function troubleOf(session: RoomSession, isOffline: boolean) {
  if (session.connection.value !== "open") return isOffline ? "offline" : "reconnecting";
  if (session.mediaDown.value) return "media_down";
  if (session.link.interrupted.value) return "interrupted";
  return session.live.value?.endsAt ? "ends_soon" : null;
}

function sentence(news: News, say: Say<typeof callWords>): string {
  if (news.what === "said") return say("said", { name: news.name, text: news.text });
  if ("name" in news) return say(news.what, { name: news.name });
  return say(news.what === "unplugged" ? `${news.device}_${news.replaced ? "replaced" : "gone"}` : news.what);
}

function useOffline(): boolean {
  const isOffline = useSignal(!navigator.onLine);
  useEffect(() => {
    const ending = new AbortController();
    const look = () => isOffline.value = !navigator.onLine;
    addEventListener("online", look, { signal: ending.signal });
    addEventListener("offline", look, { signal: ending.signal });
    return () => ending.abort();
  }, []);
  return isOffline.value;
}
