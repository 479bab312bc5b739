/** What is said in the room by writing, and the line to say something. Read out as it comes; nothing of it is loaded or kept. */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { partsOf } from "../../client/chat_links.ts";
import type { RoomSession } from "../../client/room_session.ts";
import { Button } from "../../components/Button.tsx";
import { SendHorizontal, X } from "../../components/call_icons.ts";
import { callErrorText } from "../../components/call_error_text.ts";
import { Icon } from "../../components/Icon.tsx";
import type { Refusal } from "../../domain/refusal.ts";
import type { ChatLine } from "../../domain/room.ts";
import { chatWords } from "../../words/chat.ts";
import { type Say, speaker } from "../../words/speaker.ts";

export interface ChatPanelProps {
  readonly locale: string;
  readonly session: RoomSession;
  readonly draft: Signal<string>;
  readonly onClose: () => void;
}

/** Who goes on within this time is not named again. */
const SAME_BREATH_MILLISECONDS = 120_000;
/** So near to the end one reads along. */
const NEAR_PIXELS = 80;

export default function ChatPanel({ locale, session, draft, onClose }: ChatPanelProps): JSX.Element {
  const say = speaker(chatWords, locale);
  const own = session.live.value?.seats.find(({ id }) => id === session.ownSeatId.value);
  const mayWrite = session.live.value?.settings.chatAllowed || own?.host || own?.coHost;
  return (
    <>
      <header class="chat-head">
        <h2>{say("heading")}</h2>
        <button type="button" class="panel-close" aria-label={say("close")} onClick={onClose}>
          <Icon of={X} />
        </button>
      </header>
      <Lines locale={locale} session={session} say={say} />
      {mayWrite
        ? <Writing locale={locale} session={session} draft={draft} say={say} />
        : <p class="chat-closed">{say("closed")}</p>}
    </>
  );
}

type PartProps = Pick<ChatPanelProps, "locale" | "session"> & { readonly say: Say<typeof chatWords> };

function Lines({ locale, session, say }: PartProps): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  const isNear = useRef(true);
  const lines = session.chat.lines.value;
  const ownSeatId = session.ownSeatId.value;
  const last = lines.at(-1);
  useLayoutEffect(() => {
    const element = list.current;
    if (element && (isNear.current || last?.seatId === ownSeatId)) element.scrollTop = element.scrollHeight;
  }, [last?.at]);

  return (
    <div
      class="chat-lines"
      ref={list}
      role="log"
      aria-label={say("lines")}
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) =>
        isNear.current = scrollHeight - scrollTop - clientHeight < NEAR_PIXELS}
    >
      <p class="chat-about">{say("about")}</p>
      {lines.map((line, index) => (
        <Line
          key={line.at}
          line={line}
          isOwn={line.seatId === ownSeatId}
          goesOn={isSameBreath(lines[index - 1], line)}
          time={timeOf(line.at, locale)}
          say={say}
        />
      ))}
    </div>
  );
}

interface LineProps {
  readonly line: ChatLine;
  readonly isOwn: boolean;
  readonly goesOn: boolean;
  readonly time: string;
  readonly say: Say<typeof chatWords>;
}

function Line({ line, isOwn, goesOn, time, say }: LineProps): JSX.Element {
  return (
    <div class="chat-line" data-own={isOwn ? "" : undefined} data-on={goesOn ? "" : undefined}>
      {!goesOn && (
        <p class="chat-who">
          <bdi>{isOwn ? say("you") : line.name}</bdi>
          <time>{time}</time>
        </p>
      )}
      <p class="chat-text" dir="auto">
        {partsOf(line.text).map((part, index) =>
          part.href === null
            ? part.text
            : <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">{part.text}</a>
        )}
      </p>
    </div>
  );
}

function Writing({ locale, session, draft, say }: PartProps & Pick<ChatPanelProps, "draft">): JSX.Element {
  const field = useRef<HTMLTextAreaElement>(null);
  const isSaying = useSignal(false);
  const problem = useSignal<Refusal | "failed" | null>(null);
  useEffect(() => {
    // On a phone the keyboard would cover what one came to read.
    if (!matchMedia("(pointer: coarse)").matches) field.current?.focus();
  }, []);

  async function send(): Promise<void> {
    const text = draft.peek();
    if (isSaying.peek() || text.trim() === "") return;
    isSaying.value = true;
    problem.value = await session.chat.say(text);
    isSaying.value = false;
    if (problem.peek() === null && draft.peek() === text) draft.value = "";
    field.current?.focus();
  }

  return (
    <form
      class="chat-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {problem.value && (
        <p class="chat-problem" role="alert">
          {problem.value === "failed" ? say("failed") : callErrorText(problem.value, locale)}
        </p>
      )}
      <textarea
        ref={field}
        class="chat-field"
        rows={1}
        aria-label={say("message")}
        placeholder={say("message")}
        enterkeyhint="send"
        value={draft.value}
        onInput={({ currentTarget: { value } }) => draft.value = value}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          void send();
        }}
      />
      <Button
        type="submit"
        variant="primary"
        icon={SendHorizontal}
        label={say("send")}
        aria-disabled={draft.value.trim() === "" ? "true" : undefined}
      />
    </form>
  );
}

function isSameBreath(before: ChatLine | undefined, line: ChatLine): boolean {
  return before?.seatId === line.seatId && before.name === line.name && line.at - before.at < SAME_BREATH_MILLISECONDS;
}

function timeOf(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" }).format(at);
}
