/** The head of the call: what is going on, who is inside, who can come in, and what those who look after the room do. */
import type { JSX } from "preact";
import type { RoomClient } from "../../client/room_client.ts";
import AudienceNow from "./AudienceNow.tsx";
import EndRoom from "./EndRoom.tsx";
import type { RoomProps } from "./Lobby.tsx";
import LockDeed from "./LockDeed.tsx";
import People from "./People.tsx";

export interface CallHeadProps {
  readonly props: RoomProps;
  readonly client: RoomClient;
}

export default function CallHead({ props, client }: CallHeadProps): JSX.Element {
  const { session } = client;
  const { locale, room } = props;
  const live = session.live.value;
  const activity = live?.activity ?? room.activity;
  const own = live?.seats.find(({ id }) => id === session.ownSeatId.value);
  const looksAfter = own !== undefined && (own.host || own.coHost);
  return (
    <header class="call-head">
      <span class="call-emoji" aria-hidden="true">{activity.emoji}</span>
      <h1 class="call-title">
        <bdi>{activity.title}</bdi>
      </h1>
      <People props={props} session={session} looksAfter={looksAfter} />
      <AudienceNow props={props} client={client} />
      {looksAfter && live && (
        <>
          <LockDeed
            locale={locale}
            roomId={room.id}
            locked={live.locked}
            onFailed={() => session.tellNews({ what: "failed" })}
          />
          <EndRoom locale={locale} roomId={room.id} />
        </>
      )}
    </header>
  );
}
