/** What stands in the lobby's place once one is past it: the call, the wait behind the open door, or what comes after. */
import type { JSX } from "preact";
import type { RoomClient } from "../../client/room_client.ts";
import type { Stage } from "../../client/visit.ts";
import { Aftermath } from "../../components/Aftermath.tsx";
import Call from "./Call.tsx";
import { roomCode } from "../../domain/ids.ts";
import { doorReportPath, reportPath } from "../../domain/link.ts";
import type { RoomProps } from "./Lobby.tsx";
import Waiting from "./Waiting.tsx";

export interface BeyondProps {
  readonly props: RoomProps;
  readonly client: RoomClient;
  readonly stage: Exclude<Stage, "lobby" | "joining" | "knocking">;
  /** Back into one's seat. */
  readonly onReturn: (takeOver: boolean) => void;
}

export default function Beyond({ props, client, stage, onReturn }: BeyondProps): JSX.Element {
  if (stage === "inside") return <Call props={props} client={client} />;
  if (stage === "waiting") return <Waiting props={props} client={client} />;
  const wasInside = client.session.ownSeatId.value !== null;
  return (
    <Aftermath
      locale={props.locale}
      {...props.room}
      stage={stage}
      reportHref={wasInside ? reportPath(props.room.id) : doorReportPath(roomCode(props.code))}
      onReturn={() => stage === "out" ? location.reload() : onReturn(stage === "elsewhere")}
    />
  );
}
