/**
 * What stands behind a room's link while it is not ended: the lobby, the call in the same place, and what comes after it.
 * The lobby is small and server-rendered; everything else is loaded as soon as this runs, before anybody has pressed
 * anything.
 */
import { useSignal } from "@preact/signals";
import { IS_BROWSER } from "fresh/runtime";
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { RoomClient } from "../client/room_client.ts";
import Lobby, { type RoomProps } from "./room/Lobby.tsx";

export type { RoomProps };

const engine = IS_BROWSER ? import("./room/engine.ts").then(({ engine }) => engine) : null;
engine?.catch(() => {});

type Loaded = Awaited<NonNullable<typeof engine>> & { readonly client: RoomClient };

export default function Room(props: RoomProps): JSX.Element {
  const { locale } = props;
  const loaded = useSignal<Loaded | null>(null);
  const nickname = useSignal(typed() ?? props.suggestedName);
  const pressed = useSignal<"never" | "now" | "before">("never");
  // Made here, not in the effect: that runs a frame later, and the button takes presses from now on.
  const opening = useMemo(() => Promise.withResolvers<RoomClient>(), []);

  useEffect(() => {
    let client: RoomClient | null = null;
    let gone = false;
    opening.promise.catch(() => {});
    engine?.then((parts) => {
      if (gone) return;
      client = parts.openRoomClient(props);
      nickname.value ||= client.storage.nickname() ?? "";
      if (client.storage.whereabouts() !== "waiting") void client.own.open();
      if (client.dropsIn) void client.session.join(null);
      else if (props.seat || client.storage.whereabouts()) void client.session.comeBack();
      loaded.value = { ...parts, client };
      opening.resolve(client);
    }).catch(opening.reject);
    return () => {
      gone = true;
      client?.close();
    };
  }, []);

  async function enter(form: HTMLFormElement | null, takeOver: boolean, anyway = false): Promise<void> {
    pressed.value = "now";
    try {
      const client = await opening.promise;
      await client.enter(form, nickname.peek(), takeOver, anyway);
    } catch {
      // The client could not be loaded: the form alone keeps the seat.
      form?.submit();
    }
    pressed.value = "before";
  }

  const now = loaded.value;
  const session = now?.client.session;
  const stage = session?.stage.value ?? "lobby";
  const door = session?.door.value ?? props.door;
  const room = { ...props.room, activity: door.activity };
  if (now && stage !== "lobby" && stage !== "joining" && stage !== "knocking") {
    const { client } = now;
    return (
      <now.Beyond
        props={{ ...props, room }}
        client={client}
        stage={stage}
        onReturn={(takeOver) => void enter(null, takeOver)}
      />
    );
  }

  const trouble = session?.trouble.value ?? null;
  const refused = trouble ?? (pressed.value === "never" ? props.refusal : null);
  const isName = refused === "bad_nickname" && !props.signedIn;
  const text = now && trouble ? now.troubleText(trouble, locale) : refused && props.refusalText;
  const busy = stage === "joining" || pressed.value === "now";
  return (
    <Lobby
      props={{ ...props, room }}
      isDown={door.media === "down"}
      door={now ? <now.DoorLine locale={locale} door={door} {...props.room} /> : props.doorLine}
      seatName={session ? null : props.seat?.name ?? null}
      busy={busy}
      nickname={nickname.value}
      onNickname={(name) => nickname.value = name}
      onJoin={(event) => {
        event.preventDefault();
        const anyway = event.submitter?.getAttribute("name") === "anyway";
        void enter(event.target instanceof HTMLFormElement ? event.target : null, false, anyway);
      }}
      nicknameError={isName ? text : null}
      isWarned={refused === "blocked_inside"}
      refusal={isName || trouble ? null : text}
      trouble={now && trouble && !isName && (
        <now.Trouble
          trouble={trouble}
          locale={locale}
          onTakeOver={() => void enter(null, true)}
        />
      )}
      barrier={session ? session.barrier.value : props.barrier}
      knocking={now
        ? stage === "knocking" && <now.Knocking locale={locale} {...props.room} session={now.client.session} />
        : props.knocking}
      audience={now ? <now.AudienceNow props={props} client={now.client} /> : props.audience}
      share={now && <now.Share {...props} activity={door.activity} />}
      preview={now && <now.Preview locale={locale} client={now.client} still={busy} />}
      foresight={now && (
        <>
          <now.Foresight locale={locale} own={now.client.own} />
          {props.room.isHost && (
            <now.LeaveAjar
              locale={locale}
              busy={busy}
              onWait={() => void now.client.session.wait()}
            />
          )}
        </>
      )}
    />
  );
}

/** The name that stands in the field as this begins, typed already perhaps; null where none is asked for, and on the server. */
function typed(): string | null {
  return IS_BROWSER ? document.querySelector<HTMLInputElement>("#nickname")?.value ?? null : null;
}
