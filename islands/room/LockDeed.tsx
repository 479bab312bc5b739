/** Locks the room for who is new, or unlocks it. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { doInRoom } from "../../client/room_deed.ts";
import { Icon } from "../../components/Icon.tsx";
import { Lock, LockOpen } from "../../components/call_icons.ts";
import type { RoomId } from "../../domain/ids.ts";
import { callWords } from "../../words/call.ts";
import { speaker } from "../../words/speaker.ts";

export interface LockDeedProps {
  readonly locale: string;
  readonly roomId: RoomId;
  readonly locked: boolean;
  readonly onFailed: () => void;
}

export default function LockDeed({ locale, roomId, locked, onFailed }: LockDeedProps): JSX.Element {
  const say = speaker(callWords, locale);
  const busy = useSignal(false);
  async function press(): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    const outcome = await doInRoom(roomId, locked ? "unlock" : "lock");
    if (!outcome.isDone) onFailed();
    busy.value = false;
  }
  const text = say(locked ? "unlock_room" : "lock_room");
  return (
    <button
      type="button"
      class="call-end"
      data-lit={locked ? "" : undefined}
      aria-label={text}
      aria-busy={busy.value ? "true" : undefined}
      title={text}
      onClick={press}
    >
      <Icon of={locked ? Lock : LockOpen} size="small" />
      <span>{text}</span>
    </button>
  );
}
