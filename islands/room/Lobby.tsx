/**
 * Before the call: whose room, what for, who one is, and the button. It is all there without a script and its form works;
 * what needs the browser's devices comes in as `preview` once it is loaded.
 */
import type { ComponentChildren, JSX } from "preact";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Field } from "../../components/Field.tsx";
import { DoorOpen } from "../../components/icons.ts";
import { Notice } from "../../components/Notice.tsx";
import type { RoomId, SeatId } from "../../domain/ids.ts";
import type { Barrier } from "../../domain/knock.ts";
import type { Refusal } from "../../domain/refusal.ts";
import type { Activity } from "../../domain/room.ts";
import type { DoorView } from "../../protocol/signal.ts";
import { lobbyWords } from "../../words/lobby.ts";
import { type Say, speaker } from "../../words/speaker.ts";

/** What the page hands over. */
export interface RoomProps {
  readonly code: string;
  readonly locale: string;
  readonly link: string;
  readonly door: DoorView;
  /** What keeps the visitor out, so that they can only knock. */
  readonly barrier: Barrier | null;
  readonly room: {
    readonly id: RoomId;
    readonly hostName: string;
    readonly activity: Activity;
    readonly isHost: boolean;
  };
  /** The seat that this visitor holds already, by the form or before a reload. */
  readonly seat: { readonly id: SeatId; readonly name: string } | null;
  readonly suggestedName: string;
  readonly signedIn: boolean;
  /** What stands on the door, rendered by the server. */
  readonly doorLine: ComponentChildren;
  /** Who can see the room and come in; rendered by the server. */
  readonly audience: ComponentChildren;
  /** At the door of a room that is for others; rendered by the server, null at other doors. */
  readonly closed: ComponentChildren;
  /** The field for what one says with a knock, rendered by the server. */
  readonly line: ComponentChildren;
  /** How one's knock stands, rendered by the server; null for who does not knock. */
  readonly knocking: ComponentChildren;
  /** Why the form was not taken. */
  readonly refusal: Refusal | null;
  /** The same in words: the script of the lobby carries none for what seldom happens. */
  readonly refusalText: string | null;
  /** What to do about it, rendered by the server. */
  readonly help: ComponentChildren;
  /** The ways to hand the link on besides copying it, rendered by the server. */
  readonly ways: ComponentChildren;
  /** The host's link to hand on, rendered by the server; null for others. */
  readonly share: ComponentChildren;
}

export interface LobbyProps {
  readonly props: RoomProps;
  readonly door: ComponentChildren;
  /** Picture and sound do not work just now. */
  readonly isDown: boolean;
  /** The name on the seat that is kept; null if there is none. */
  readonly seatName: string | null;
  readonly busy: boolean;
  readonly nickname: string;
  readonly onNickname: (nickname: string) => void;
  readonly onJoin: (event: SubmitEvent) => void;
  readonly preview: ComponentChildren;
  readonly nicknameError: string | null;
  /** That somebody whom they blocked is inside: they may come in all the same. */
  readonly isWarned: boolean;
  /** Why the form was not taken; what came of a press stands in `trouble`. */
  readonly refusal: string | null;
  readonly trouble: ComponentChildren;
  /** What keeps them out by now: they can only knock, or wait for the host. */
  readonly barrier: Barrier | null;
  /** In the place of the form's fields, for who has knocked. */
  readonly knocking: ComponentChildren;
  /** Who can see the room and come in, as it is by now. */
  readonly audience: ComponentChildren;
  /** The link to hand on, with what needs a script. */
  readonly share: ComponentChildren;
  /** How one will come in. */
  readonly foresight: ComponentChildren;
}

export default function Lobby(lobby: LobbyProps): JSX.Element {
  const { props, busy } = lobby;
  const { locale, room } = props;
  const say = speaker(lobbyWords, locale);
  return (
    <div class="lobby" data-busy={busy ? "" : undefined}>
      <div class="lobby-preview">
        {lobby.preview ?? <p class="lobby-waiting" aria-live="polite">{say("preview_waiting")}</p>}
      </div>
      <div class="lobby-side">
        <header class="lobby-head">
          <span class="emoji-tile" aria-hidden="true">{room.activity.emoji}</span>
          <div class="lobby-title">
            <p class="lobby-host">
              <bdi>{room.isHost ? say("own_line") : say("host_line", { host: room.hostName })}</bdi>
            </p>
            <h1>
              <bdi>{room.activity.title}</bdi>
            </h1>
          </div>
          <p class="lobby-door" role="status">{lobby.door}</p>
          {lobby.audience}
        </header>
        {lobby.isDown && <Notice kind="warning">{say("media_down")}</Notice>}
        {lobby.seatName !== null && (
          <Notice kind="success">
            <p>{say("seat_kept", { name: lobby.seatName })}</p>
          </Notice>
        )}
        <form
          class="lobby-form"
          method="post"
          action={`/r/${props.code}${lobby.barrier ? "/knock" : ""}`}
          onSubmit={lobby.onJoin}
        >
          {lobby.knocking || (
            <>
              {lobby.barrier && props.closed}
              <Who {...lobby} say={say} />
              {lobby.barrier && props.line}
              {lobby.refusal && (
                <Notice kind="warning">
                  <p>{lobby.refusal}</p>
                  {props.help}
                </Notice>
              )}
              {lobby.trouble}
              <Button type="submit" variant="primary" size="large" wide icon={DoorOpen} busy={busy}>
                {say(busy ? "joining" : lobby.barrier && lobby.barrier !== "room_not_started" ? "knock" : "join")}
              </Button>
              {lobby.isWarned && (
                <Button type="submit" name="anyway" value="yes" size="large" wide>{say("come_anyway")}</Button>
              )}
            </>
          )}
          {lobby.foresight}
        </form>
        {room.isHost && (
          <Card as="section" tone="lit" labelledBy="share-title">
            <h2 class="lobby-share" id="share-title">{say("share_title")}</h2>
            {lobby.share ?? props.share}
          </Card>
        )}
      </div>
    </div>
  );
}

function Who({ props, nickname, onNickname, nicknameError, say }: LobbyProps & { say: Say<typeof lobbyWords> }) {
  if (props.signedIn) {
    return (
      <p class="lobby-who">
        <bdi>{say("coming_as", { name: props.suggestedName })}</bdi>
      </p>
    );
  }
  return (
    <Field
      name="nickname"
      label={say("nickname")}
      hint={say("nickname_hint")}
      error={nicknameError ?? undefined}
      value={nickname}
      onInput={(event) => onNickname(event.currentTarget.value)}
      required
      maxLength={80}
      autocomplete="nickname"
      autocapitalize="words"
      spellcheck={false}
      enterkeyhint="go"
    />
  );
}
