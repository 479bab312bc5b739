// deno-lint-ignore-file no-console
/**
 * Serves the built app: the one road of `deno task start` and of the single binary. Takes the port first, so that a taken
 * one is told before anything is started; requests that come early wait for the app. `main.ts` ends the process on SIGINT
 * and SIGTERM.
 */
import { type Config, ConfigError, readEnvironment } from "../config.ts";

/** What `_fresh/server.js` exports. */
export interface BuiltApp {
  readonly default: {
    fetch(request: Request, info: Deno.ServeHandlerInfo<Deno.NetAddr>): Response | Promise<Response>;
  };
}

/** The configuration; where it is wrong, says how and ends the process. */
export function readConfigOrExit(): Config {
  try {
    return readEnvironment();
  } catch (error) {
    if (error instanceof ConfigError) exitWith(error.message);
    throw error;
  }
}

/** Resolves when the app answers; its last line of output is the URL. */
export async function serve(config: Config, load: () => Promise<BuiltApp>): Promise<void> {
  const app = Promise.withResolvers<BuiltApp>();
  try {
    Deno.serve({ hostname: config.host, port: config.port, onListen: () => {} }, async (request, info) => {
      const { default: { fetch } } = await app.promise;
      return await fetch(request, info);
    });
  } catch (error) {
    exitWith(reasonNotToListen(error, config));
  }
  app.resolve(await load());
  console.log(`Ajar is open at ${config.publicUrl.href.replace(/\/$/, "")}`);
}

function reasonNotToListen(error: unknown, { host, port }: Config): string {
  if (error instanceof Deno.errors.AddrInUse) {
    return `Port ${port} on ${host} is taken by another program. Set PORT to a free one, e.g. PORT=${port + 1}.`;
  }
  if (error instanceof Deno.errors.PermissionDenied) {
    return `This account may not listen on port ${port}. Set PORT to one above 1023.`;
  }
  if (error instanceof Deno.errors.AddrNotAvailable) {
    return `This machine has no address ${host}. Set HOST to one of its own, or to 0.0.0.0 for all of them.`;
  }
  throw error;
}

function exitWith(sentence: string): never {
  console.error(sentence);
  Deno.exit(1);
}
