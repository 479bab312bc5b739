/**
 * Chooses the media server: one that the configuration names, else a supervised local Janus, else none. Whatever is missing,
 * the app starts.
 */
import { join } from "node:path";
import type { RoomId } from "../domain/ids.ts";
import type { Log } from "../domain/log.ts";
import { absentGateway } from "./absent_gateway.ts";
import type { Gateway } from "./gateway.ts";
import { externalJanus, type JanusServer } from "./janus/endpoint.ts";
import { createJanusGateway } from "./janus/janus_gateway.ts";
import { startLocalJanus } from "./janus/supervisor.ts";
import { endForgottenRooms } from "./reconcile.ts";

export interface GatewaySettings {
  /** A Janus that runs elsewhere; its API secret, admin secret and admin key are all this `secret`. */
  readonly external: { readonly url: string; readonly adminUrl: string; readonly secret: string } | null;
  /** Where the local one's private configuration lies. */
  readonly dataDir: string;
  readonly masterKey: Uint8Array;
  readonly log: Log;
  /** The rooms that may go on in a media server which outlived us; asked for whenever one has come up. */
  readonly liveRooms: () => Promise<readonly RoomId[]>;
}

export async function startGateway(settings: GatewaySettings): Promise<Gateway> {
  const { masterKey, log, liveRooms } = settings;
  const server = await findServer(settings);
  if (server === null) return absentGateway();
  const gateway = createJanusGateway({ server, masterKey, log });
  gateway.watch((event) => {
    if (event.type !== "up") return;
    liveRooms().then((rooms) => endForgottenRooms(gateway, rooms, log))
      .catch((error: unknown) => log.warn("Forgotten rooms not ended", {}, error));
  });
  return gateway;
}

async function findServer({ external, dataDir, log }: GatewaySettings): Promise<JanusServer | null> {
  if (external !== null) {
    const { url, adminUrl, secret } = external;
    return externalJanus({ url, adminUrl, apiSecret: secret, adminSecret: secret, adminKey: secret });
  }
  try {
    return await startLocalJanus({ directory: join(dataDir, "janus"), log });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    log.warn("No media server: Janus is not installed, calls are not possible");
    return null;
  }
}
