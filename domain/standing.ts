/** What links a viewer with a room and its host, as the database has it. Rules about it are in `visibility.ts`. */
import type { Ring } from "./room.ts";

/** The host's "not today" towards one person. `until` null: until the host changes it. */
export interface Dimmer {
  readonly until: Date | null;
}

export interface Standing {
  /** Of the viewer and the host. */
  readonly friends: boolean;
  /** Whichever of the two did it. */
  readonly blocked: boolean;
  /** The host's towards the viewer. */
  readonly dimmer: Dimmer | null;
  /** The viewer's place among those whom the host chose (`people`, always ring 1) or has as friends; null if there is none. */
  readonly shown: { readonly ring: Ring; readonly struck: boolean } | null;
  /** In the audience's group. */
  readonly member: boolean;
  /** One of those who look after the audience's group. */
  readonly groupAdmin: boolean;
  /** Was asked to this room, by name or by a link that was taken up, and it was not taken back. */
  readonly invited: boolean;
  /** Was named by the host to look after this room with them, whether seated there or not. */
  readonly coHost: boolean;
  /** Was put out of this room, and not let back. */
  readonly removed: boolean;
}

export const STRANGER: Standing = {
  friends: false,
  blocked: false,
  dimmer: null,
  shown: null,
  member: false,
  groupAdmin: false,
  invited: false,
  coHost: false,
  removed: false,
};
