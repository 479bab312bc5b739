/**
 * Who can see the room and come in, as it is at this moment: in the lobby, behind the open door and in the call. Until the
 * socket has told, what the page was rendered with stands. The host of a room for friends reads how far it is shown by now.
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { RoomClient } from "../../client/room_client.ts";
import type { RoomShowing } from "../../client/showing.ts";
import { AudienceLine } from "../../components/AudienceLine.tsx";
import { audienceText } from "../../components/audience_text.ts";
import { Lock } from "../../components/call_icons.ts";
import { showingText } from "../../components/showing_text.ts";
import { audienceWords } from "../../words/audience.ts";
import { speaker } from "../../words/speaker.ts";
import type { RoomProps } from "./Lobby.tsx";

export interface AudienceNowProps {
  readonly props: RoomProps;
  readonly client: RoomClient;
}

export default function AudienceNow({ props, client }: AudienceNowProps): JSX.Element | null {
  const { locale, room } = props;
  const { audience, door, live } = client.session;
  const told = audience.value;
  const showing = useSignal<RoomShowing | null>(null);
  const isShown = room.isHost && told?.audience.kind === "friends";
  const hasCome = live.value?.seats.some(({ host }) => !host);
  useEffect(() => isShown ? client.followShowing(room.id, (now) => showing.value = now) : undefined, [
    isShown,
    told?.audienceAt,
    hasCome,
  ]);

  if (!door.value.forYou) return null;
  if (told === null) return <>{props.audience}</>;
  if (live.value?.locked ?? door.value.locked) {
    return <AudienceLine icon={Lock} text={speaker(audienceWords, locale)("locked")} />;
  }
  const text = isShown && showing.value
    ? showingText(showing.value, locale)
    : audienceText({ ...told, ...room }, locale);
  return <AudienceLine text={text} />;
}
