/**
 * The bar of the call: microphone, camera, devices, the link, leaving. Also answers the keys M and V, unless they are turned
 * off: who speaks to their machine, or presses keys by accident, would mute themselves (WCAG 2.1.4).
 */
import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { OwnDevices } from "../../client/own_devices.ts";
import type { RoomSession } from "../../client/room_session.ts";
import type { RoomStorage } from "../../client/storage.ts";
import { PhoneOff, Settings2, X } from "../../components/call_icons.ts";
import { Share2 } from "../../components/icons.ts";
import { Icon } from "../../components/Icon.tsx";
import { callWords } from "../../words/call.ts";
import { speaker } from "../../words/speaker.ts";
import { ChatButton } from "./Chat.tsx";
import DeviceChoice from "./DeviceChoice.tsx";
import DeviceToggle, { toggle } from "./DeviceToggle.tsx";
import ShareScreen from "./ShareScreen.tsx";

export interface ControlsProps {
  readonly locale: string;
  readonly session: RoomSession;
  readonly own: OwnDevices;
  readonly storage: Pick<RoomStorage, "shortcuts" | "setShortcuts">;
  readonly onLeave: () => void;
  /** What stands in the panel that hands on the link. */
  readonly share: ComponentChildren;
}

export default function Controls({ locale, session, own, storage, onLeave, share }: ControlsProps): JSX.Element {
  const say = speaker(callWords, locale);
  const hasKeys = useSignal(storage.shortcuts());
  useEffect(() => hasKeys.value ? listenToKeys(own) : undefined, [own, hasKeys.value]);
  return (
    <div class="controls" role="toolbar" aria-label={say("call")}>
      <DeviceToggle locale={locale} own={own} kind="microphone" hasKey={hasKeys.value} />
      <DeviceToggle locale={locale} own={own} kind="camera" hasKey={hasKeys.value} />
      <ShareScreen locale={locale} screen={own.screen} />
      <ChatButton locale={locale} session={session} />
      <Panel id="devices-panel" label={say("devices")} close={say("close")} icon={Settings2}>
        <DeviceChoice locale={locale} own={own} />
        <label class="tick">
          <input
            type="checkbox"
            checked={hasKeys.value}
            onChange={(event) => storage.setShortcuts(hasKeys.value = event.currentTarget.checked)}
          />
          <span>{say("shortcuts")}</span>
        </label>
      </Panel>
      <Panel id="share-panel" label={say("invite")} close={say("close")} icon={Share2}>{share}</Panel>
      <button
        type="button"
        class="control control-leave"
        aria-label={say("leave")}
        title={say("leave")}
        onClick={onLeave}
      >
        <Icon of={PhoneOff} />
        <span class="control-text" aria-hidden="true">{say("leave")}</span>
      </button>
    </div>
  );
}

interface PanelProps {
  readonly id: string;
  readonly label: string;
  readonly close: string;
  readonly icon: typeof X;
  readonly children: ComponentChildren;
}

/** A button and what it opens; Escape or a tap elsewhere closes it. Empty while closed: drawing the call is for pictures first. */
function Panel({ id, label, close, icon, children }: PanelProps): JSX.Element {
  const isOpen = useSignal(false);
  return (
    <>
      <button type="button" class="control" aria-label={label} title={label} popovertarget={id}>
        <Icon of={icon} />
      </button>
      <div
        class="panel"
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        onBeforeToggle={({ newState }) => isOpen.value = newState === "open"}
      >
        <div class="panel-head">
          <h2>{label}</h2>
          <button type="button" class="panel-close" aria-label={close} popovertarget={id} popovertargetaction="hide">
            <Icon of={X} />
          </button>
        </div>
        {isOpen.value && children}
      </div>
    </>
  );
}

/** Not while somebody types, nor with a modifier, which would be the browser's own shortcut. */
function listenToKeys(own: OwnDevices): () => void {
  function onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target instanceof Element && event.target.closest("input, select, textarea, dialog[open]")) return;
    const kind = ({ m: "microphone", v: "camera" } as const)[event.key.toLowerCase() as "m" | "v"];
    if (kind) toggle(own, kind);
  }
  document.addEventListener("keydown", onKey);
  return () => document.removeEventListener("keydown", onKey);
}
