// deno-lint-ignore-file no-console
/** What every command does that needs the built app: builds if something has changed, and ends with the build's own words if that fails. */
import { BuildError, ensureBuilt } from "./build_state.ts";

export async function buildOrExit(): Promise<void> {
  try {
    await ensureBuilt(() => console.log("Building the style sheet and the islands."));
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    console.error(error.message);
    Deno.exit(1);
  }
}
