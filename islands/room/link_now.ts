/** The link to hand on: the one that the page came with, or the one that has replaced it meanwhile. */
import type { ComponentChildren } from "preact";
import { roomLink } from "../../domain/link.ts";
import type { LiveRoom } from "../../domain/room.ts";
import type { RoomProps } from "./Lobby.tsx";

export interface LinkNow {
  readonly link: string;
  /** Null where only a reload would make them: the encoder of the code to scan stays on the server. */
  readonly ways: ComponentChildren;
}

export function linkNow(
  { code, link, ways }: Pick<RoomProps, "code" | "link" | "ways">,
  live: LiveRoom | null,
): LinkNow {
  return live === null || live.code === code
    ? { link, ways }
    : { link: roomLink(live.code, new URL(link)), ways: null };
}
