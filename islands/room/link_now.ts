/** The link to hand on: the one that the page came with, or the one that has replaced it meanwhile. */
import type { ComponentChildren } from "preact";
import { roomLink } from "../../domain/link.ts";
import type { LiveRoom } from "../../domain/room.ts";
import type { RoomProps } from "./Lobby.tsx";

export interface LinkNow {
  readonly link: string;
  /** Null where only a reload would draw it: the encoder stays on the server. */
  readonly qr: ComponentChildren;
}

export function linkNow({ code, link, qr }: Pick<RoomProps, "code" | "link" | "qr">, live: LiveRoom | null): LinkNow {
  return live === null || live.code === code ? { link, qr } : { link: roomLink(live.code, new URL(link)), qr: null };
}
