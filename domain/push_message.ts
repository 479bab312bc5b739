/** What the service worker is sent: everything that it shows, since it has neither session nor words of its own. */

/** `join` leads into the room at `path`, past its lobby; the others answer a knock where they are pressed. */
export type PushDeed = "join" | "let_in" | "not_now";

export interface PushMessage {
  /** One notification each: what comes a second time under the same tag is not shown again. */
  readonly tag: string;
  readonly title: string;
  readonly body: string;
  /** From the root of the house. */
  readonly path: string;
  readonly deeds: readonly { readonly deed: PushDeed; readonly title: string }[];
  /** What the deeds of a knock are about. */
  readonly knock: { readonly roomId: string; readonly knockId: string } | null;
}
