/** Who asks, without cookies and traces: a person by the account, or a guest without a seat. */
import type { Asker } from "../../actions/guest_seat.ts";
import { NO_TRACES } from "../../domain/traces.ts";
import type { Viewer } from "../../domain/viewer.ts";

export function asking(viewer: Viewer): Asker {
  return { viewer, seatToken: () => null, traces: NO_TRACES };
}
