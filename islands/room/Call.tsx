/**
 * The call: everybody's pictures, the chat beside them, and the controls. It only shows what the session knows; it covers the
 * page's frame while it lasts.
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { RoomClient } from "../../client/room_client.ts";
import { keepScreenLit } from "../../client/wake_lock.ts";
import { Button } from "../../components/Button.tsx";
import { Volume2 } from "../../components/call_icons.ts";
import { callWords } from "../../words/call.ts";
import { speaker } from "../../words/speaker.ts";
import Announcements from "./Announcements.tsx";
import CallHead from "./CallHead.tsx";
import Chat from "./Chat.tsx";
import Controls from "./Controls.tsx";
import { linkNow } from "./link_now.ts";
import Knocks from "./Knocks.tsx";
import type { RoomProps } from "./Lobby.tsx";
import Pictures from "./Pictures.tsx";
import Share from "./Share.tsx";
import UnmuteRequest from "./UnmuteRequest.tsx";

/** Until then nothing moves by itself: drawing movement would hold up the first pictures. */
const SETTLED_MILLISECONDS = 1000;

export interface CallProps {
  readonly props: RoomProps;
  readonly client: RoomClient;
}

export default function Call({ props, client }: CallProps): JSX.Element {
  const { session, own, storage } = client;
  const { locale, room } = props;
  const say = speaker(callWords, locale);
  const stage = useRef<HTMLElement>(null);
  const isBlocked = useSignal(false);
  const hasSeen = useSignal(false);
  useEffect(() => stage.current?.focus(), []);
  useEffect(keepScreenLit, []);
  useEffect(() => {
    const settled = setTimeout(() => {
      stage.current?.setAttribute("data-settled", "");
      hasSeen.value = true;
    }, SETTLED_MILLISECONDS);
    return () => clearTimeout(settled);
  }, []);

  const live = session.live.value;
  const activity = live?.activity ?? room.activity;
  const share = { locale, ...linkNow(props, live), activity, isMain: true };

  function hear(): void {
    isBlocked.value = false;
    for (const audio of stage.current?.querySelectorAll("audio") ?? []) void audio.play().catch(() => {});
  }

  return (
    <section class="call" ref={stage} tabIndex={-1} aria-label={say("call")}>
      <CallHead props={props} client={client} />
      <Pictures
        locale={locale}
        client={client}
        hasSeen={hasSeen.value}
        onSeen={() => hasSeen.value = true}
        onBlocked={() => isBlocked.value = true}
        invitation={<Share {...share} />}
      />
      <Chat locale={locale} session={session} />
      <Announcements locale={locale} session={session} />
      <Knocks locale={locale} session={session} />
      {isBlocked.value && (
        <div class="call-hear">
          <Button variant="primary" size="large" icon={Volume2} onClick={hear}>{say("hear")}</Button>
        </div>
      )}
      <UnmuteRequest locale={locale} session={session} />
      <Controls
        locale={locale}
        session={session}
        own={own}
        storage={storage}
        onLeave={() => void session.leave()}
        share={<Share {...share} />}
      />
    </section>
  );
}
