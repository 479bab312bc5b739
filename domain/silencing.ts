/** Closing somebody's microphone, stopping their screen, asking them to speak again: whom it may be done to, and who may undo it. */
import type { SeatId } from "./ids.ts";
import { granted, type Outcome, type Refused, refused } from "./refusal.ts";
import type { Seat, SeatMedia } from "./room.ts";
import type { RoomSettings } from "./room_settings.ts";

export interface SilencingFacts {
  /** Null if there is no such seat in this room, or its holder has left. */
  readonly seat: { readonly id: SeatId; readonly muted: boolean } | null;
  /** The seat of who asks; null if they have none. */
  readonly ownSeat: SeatId | null;
  /** What the seat sends now. */
  readonly media: SeatMedia;
}

/** By precedence: `not_found`; `is_oneself`; who is muted already stays so; `not_sending`. */
export function decideMute({ seat, ownSeat, media }: SilencingFacts): Outcome<"mute" | "is_muted"> {
  const refusal = refuseFor(seat, ownSeat);
  if (refusal !== null) return refusal;
  if (seat?.muted) return granted("is_muted");
  return media.microphone ? granted("mute") : refused("not_sending");
}

/** By precedence: `not_found`, `is_oneself`. Whose microphone is on need not be asked. */
export function decideAskUnmute({ seat, ownSeat, media }: SilencingFacts): Outcome<"ask" | "is_on"> {
  return refuseFor(seat, ownSeat) ?? granted(media.microphone ? "is_on" : "ask");
}

/** By precedence: `not_found`, `is_oneself`, `not_sending`. */
export function decideStopScreen({ seat, ownSeat, media }: SilencingFacts): Outcome<"stop"> {
  return refuseFor(seat, ownSeat) ?? (media.screen ? granted("stop") : refused("not_sending"));
}

/** Refuses with `muted`. Who looks after the room can always speak in it. */
export function decideUnmute(
  { host, coHost }: Pick<Seat, "host" | "coHost">,
  { selfUnmute }: Pick<RoomSettings, "selfUnmute">,
): Outcome<null> {
  return selfUnmute || host || coHost ? granted(null) : refused("muted");
}

/** What somebody says that they send, without what is dropped on the way. */
export function withoutSilent(media: SeatMedia, silent: ReadonlySet<keyof SeatMedia>): SeatMedia {
  const gets = (kind: keyof SeatMedia) => media[kind] && !silent.has(kind);
  return { microphone: gets("microphone"), camera: gets("camera"), screen: gets("screen") };
}

function refuseFor(seat: SilencingFacts["seat"], ownSeat: SeatId | null): Refused | null {
  if (seat === null) return refused("not_found");
  return seat.id === ownSeat ? refused("is_oneself") : null;
}
