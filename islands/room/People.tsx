/** How many are inside, and who, behind it: the list is loaded when somebody asks for it. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { RoomSession } from "../../client/room_session.ts";
import { Users, X } from "../../components/call_icons.ts";
import { Icon } from "../../components/Icon.tsx";
import { Spinner } from "../../components/Loading.tsx";
import { callWords } from "../../words/call.ts";
import { speaker } from "../../words/speaker.ts";
import type { RoomProps } from "./Lobby.tsx";

export interface PeopleProps {
  readonly props: RoomProps;
  readonly session: RoomSession;
  /** Has the host's rights in this room. */
  readonly looksAfter: boolean;
}

const PANEL = "people-panel";

type Loaded = typeof import("./people_panel.ts")["peoplePanel"];

export default function People({ props, session, looksAfter }: PeopleProps): JSX.Element {
  const say = speaker(callWords, props.locale);
  const isOpen = useSignal(false);
  const loaded = useSignal<Loaded | null>(null);
  const removed = useSignal<string | null>(null);
  const count = session.live.value?.seats.length ?? 0;

  function toggle(now: boolean): void {
    isOpen.value = now;
    if (!now || loaded.value !== null) return;
    import("./people_panel.ts").then(
      ({ peoplePanel }) => loaded.value = peoplePanel,
      () => session.tellNews({ what: "failed" }),
    );
  }

  const Panel = loaded.value?.PeoplePanel;
  return (
    <>
      <button
        type="button"
        class="call-count"
        popovertarget={PANEL}
        aria-label={say("people_button", { count })}
        title={say("people")}
      >
        <Icon of={Users} size="small" />
        <span aria-hidden="true">{count}</span>
      </button>
      <div
        class="panel panel-people"
        id={PANEL}
        popover="auto"
        role="dialog"
        aria-label={say("people")}
        onBeforeToggle={({ newState }) => toggle(newState === "open")}
      >
        <div class="panel-head">
          <h2>{say("people")}</h2>
          <button
            type="button"
            class="panel-close"
            aria-label={say("close")}
            popovertarget={PANEL}
            popovertargetaction="hide"
          >
            <Icon of={X} />
          </button>
        </div>
        {isOpen.value &&
          (Panel
            ? <Panel props={props} session={session} looksAfter={looksAfter} removed={removed} />
            : <Spinner label={say("loading")} />)}
      </div>
    </>
  );
}
