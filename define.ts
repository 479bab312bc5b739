/** Fresh's `define` with this app's State: what the outermost middleware puts beside every request. */
import { createDefine } from "fresh";
import type { TraceMaker } from "./accounts/traces.ts";
import type { Deps } from "./actions/deps.ts";
import type { Viewer } from "./domain/viewer.ts";
import type { Signalling } from "./signalling/signalling.ts";
import type { RoomWatches } from "./tray/room_watches.ts";
import type { TrayStreams } from "./tray/streams.ts";

export interface State {
  readonly deps: Deps;
  readonly signalling: Signalling;
  readonly trays: TrayStreams;
  readonly watches: RoomWatches;
  readonly traces: TraceMaker;
  /** From the session cookie; a guest when nobody is signed in. */
  viewer: Viewer;
  /** BCP 47 tag of the words to use; one of the catalogue's. */
  locale: string;
  /** Finds this request in the log; also answered as `X-Request-Id`. */
  requestId: string;
  /** Where the request came from, for rate limits: the socket's address, or what a trusted proxy says. */
  address: string;
}

export const define = createDefine<State>();
