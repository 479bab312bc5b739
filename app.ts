/**
 * The HTTP side as one value: which middleware stands before which, then the routes of `routes/`. Importing it starts nothing.
 */
import { App, csp, csrf, staticFiles } from "fresh";
import type { TraceMaker } from "./accounts/traces.ts";
import type { Deps } from "./actions/deps.ts";
import type { State } from "./define.ts";
import { addressOf } from "./routes/(_http)/address.ts";
import { ownName } from "./routes/(_http)/own_name.ts";
import { nameRequest, secureHeaders } from "./routes/(_http)/headers.ts";
import type { Signalling } from "./signalling/signalling.ts";
import type { RoomWatches } from "./tray/room_watches.ts";
import type { TrayStreams } from "./tray/streams.ts";

export interface AppParts {
  readonly deps: Deps;
  readonly signalling: Signalling;
  readonly trays: TrayStreams;
  readonly watches: RoomWatches;
  readonly traces: TraceMaker;
  /** Whether X-Forwarded-For's last entry names the visitor's address. */
  readonly trustProxy: boolean;
}

export function createApp({ deps, signalling, trays, watches, traces, trustProxy }: AppParts): App<State> {
  return new App<State>({ trustProxy })
    .use((ctx) => {
      const address = addressOf(ctx.req, ctx.info, trustProxy);
      const state: State = {
        deps,
        signalling,
        trays,
        watches,
        traces,
        viewer: { kind: "guest" },
        locale: "en",
        requestId: crypto.randomUUID(),
        address,
      };
      Object.assign(ctx.state, state);
      return ctx.next();
    })
    .use(ownName(deps.publicUrl))
    .use(nameRequest)
    .use(secureHeaders(deps.publicUrl))
    .use(csp({ useNonce: true }))
    .use(csrf({ origin: deps.publicUrl.origin }))
    .use(staticFiles())
    .fsRoutes();
}
