/**
 * What stands behind a room's link: the lobby, the call in the same place, and what comes after it. The lobby is small and
 * server-rendered; the client and the call are loaded as soon as this runs, before anybody has pressed anything.
 */
import { useSignal } from "@preact/signals";
import { IS_BROWSER } from "fresh/runtime";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { RoomClient } from "../client/room_client.ts";
import Aftermath from "./room/Aftermath.tsx";
import Lobby, { type RoomProps } from "./room/Lobby.tsx";
import Trouble from "./room/Trouble.tsx";

export type { RoomProps };

const engine = IS_BROWSER ? loadEngine() : null;
engine?.catch(() => {});

async function loadEngine() {
  const [{ openRoomClient }, { default: Call }, { default: Preview, Foresight }] = await Promise.all([
    import("../client/room_client.ts"),
    import("./room/Call.tsx"),
    import("./room/Preview.tsx"),
  ]);
  return { openRoomClient, Call, Preview, Foresight };
}

type Engine = Awaited<ReturnType<typeof loadEngine>> & { readonly client: RoomClient };

export default function Room(props: RoomProps): JSX.Element {
  const loaded = useSignal<Engine | null>(null);
  const nickname = useSignal(props.suggestedName);
  const pressed = useSignal<"never" | "now" | "before">("never");
  const opening = useRef<PromiseWithResolvers<RoomClient>>();

  useEffect(() => {
    let client: RoomClient | null = null;
    let gone = false;
    const opened = opening.current = Promise.withResolvers<RoomClient>();
    opened.promise.catch(() => {});
    engine?.then((parts) => {
      if (gone || props.door.state === "ended") return;
      client = parts.openRoomClient(props);
      nickname.value ||= client.storage.nickname() ?? "";
      void client.own.open();
      if (props.seat || client.storage.inside()) void client.session.comeBack();
      loaded.value = { ...parts, client };
      opened.resolve(client);
    }).catch(opened.reject);
    return () => {
      gone = true;
      client?.close();
    };
  }, []);

  async function enter(form: HTMLFormElement | null, takeOver: boolean): Promise<void> {
    pressed.value = "now";
    try {
      const client = await opening.current?.promise;
      await client?.session.join(props.signedIn ? null : nickname.peek(), takeOver);
    } catch {
      // The client could not be loaded: the form alone keeps the seat.
      form?.submit();
    }
    pressed.value = "before";
  }

  const engineNow = loaded.value;
  const session = engineNow?.client.session;
  const stage = session?.stage.value ?? "lobby";
  const door = session?.door.value ?? props.door;

  if (stage === "ended" || stage === "left" || stage === "elsewhere" || door.state === "ended") {
    const over = stage === "left" || stage === "elsewhere" ? stage : "ended";
    return <Aftermath props={props} stage={over} onReturn={(takeOver) => void enter(null, takeOver)} />;
  }
  if (stage === "inside" && engineNow) return <engineNow.Call props={props} client={engineNow.client} />;

  const trouble = session?.trouble.value ?? (pressed.value === "never" ? props.refusal : null);
  const isName = trouble === "bad_nickname" && !props.signedIn;
  return (
    <Lobby
      props={props}
      door={door}
      seatName={session ? null : props.seat?.name ?? null}
      busy={stage === "joining" || pressed.value === "now"}
      nickname={nickname.value}
      onNickname={(name) => nickname.value = name}
      onJoin={(event) => {
        event.preventDefault();
        void enter(event.target instanceof HTMLFormElement ? event.target : null, false);
      }}
      isNicknameBad={isName}
      preview={engineNow && <engineNow.Preview locale={props.locale} client={engineNow.client} />}
      trouble={trouble && !isName && (
        <Trouble
          trouble={trouble}
          locale={props.locale}
          onTakeOver={() => void enter(null, true)}
        />
      )}
      foresight={engineNow && <engineNow.Foresight locale={props.locale} own={engineNow.client.own} />}
    />
  );
}
