/** The chat's button with what came unseen, and the place of its panel, which is loaded when somebody opens it. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { RoomSession } from "../../client/room_session.ts";
import { MessageSquareText } from "../../components/call_icons.ts";
import { Icon } from "../../components/Icon.tsx";
import { callWords } from "../../words/call.ts";
import { speaker } from "../../words/speaker.ts";

const PANEL = "chat-panel";
const MOST_COUNTED = 99;

export interface ChatProps {
  readonly locale: string;
  readonly session: RoomSession;
}

export function ChatButton({ locale, session: { chat } }: ChatProps): JSX.Element {
  const say = speaker(callWords, locale);
  const isOpen = chat.isOpen.value;
  const unread = chat.unread.value;
  const label = unread === 0 ? say("chat") : say("chat_unread", { count: unread });
  return (
    <button
      type="button"
      class="control control-chat"
      aria-label={label}
      title={label}
      aria-expanded={isOpen}
      aria-controls={PANEL}
      onClick={() => chat.look(!isOpen)}
    >
      <Icon of={MessageSquareText} />
      {unread > 0 && (
        <span class="control-count" aria-hidden="true">{unread > MOST_COUNTED ? `${MOST_COUNTED}+` : unread}</span>
      )}
    </button>
  );
}

type Loaded = typeof import("./chat_panel.ts")["chatPanel"];

export default function Chat({ locale, session }: ChatProps): JSX.Element {
  const { chat } = session;
  const loaded = useSignal<Loaded | null>(null);
  /** What one was writing when the panel was closed. */
  const draft = useSignal("");
  const place = useRef<HTMLElement>(null);
  const isOpen = chat.isOpen.value;

  useEffect(() => {
    if (!isOpen || loaded.value !== null) return;
    import("./chat_panel.ts").then(
      ({ chatPanel }) => loaded.value = chatPanel,
      () => chat.look(false),
    );
  }, [isOpen]);
  useEffect(() => () => chat.look(false), []);

  function close(): void {
    chat.look(false);
    place.current?.closest(".call")?.querySelector<HTMLElement>(".control-chat")?.focus();
  }

  const Panel = loaded.value?.ChatPanel;
  return (
    <aside
      class="chat"
      id={PANEL}
      ref={place}
      hidden={!isOpen}
      aria-label={speaker(callWords, locale)("chat")}
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
    >
      {isOpen && Panel && <Panel locale={locale} session={session} draft={draft} onClose={close} />}
    </aside>
  );
}
