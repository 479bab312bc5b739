/**
 * How long one person's tray takes, in a city and in a place of a tenth of its size, side by side on PostgreSQL; and in a
 * town on the embedded database. Every viewer is asked for once. The figures are of people drawn evenly; the few with the
 * most friends have one of their own, for among so few viewers they alone would be the hundredth part.
 */
import { type DatabaseOptions, openDatabase } from "../../db/database.ts";
import { YOUNG_SPACE } from "../../tools/young_space.ts";
import { startPostgres } from "../support/postgres.ts";
import { CITY, fillWorld, scaled, someViewers, type WorldSize } from "../support/world.ts";
import { NOW, type Place, POPULAR, VIEWERS, WARM_UP } from "./tray_looks.ts";

export async function benchTray(): Promise<string> {
  const onPostgres = await measureOnPostgres();
  return `${onPostgres}\n\n${await measureEmbedded()}`;
}

async function measureOnPostgres(): Promise<string> {
  await using server = await startPostgres();
  const options = async () => ({ dataDir: "", url: await server.createDatabase() });
  return await looks([
    await settled("PostgreSQL", await options(), CITY),
    await settled("PostgreSQL, a tenth", await options(), scaled(CITY, 0.1)),
  ]);
}

async function measureEmbedded(): Promise<string> {
  const dataDir = await Deno.makeTempDir({ prefix: "ajar-bench-" });
  try {
    return await looks([await settled("embedded", { dataDir, url: null }, scaled(CITY, 0.2))]);
  } finally {
    await Deno.remove(dataDir, { recursive: true });
  }
}

async function settled(name: string, options: DatabaseOptions, size: WorldSize): Promise<Place> {
  await using database = await openDatabase(options);
  await fillWorld(database, size, NOW);
  return { name, options, size, viewers: await someViewers(database.db, size, POPULAR, VIEWERS + WARM_UP) };
}

/** In a process that has done nothing else: one that has filled a city collects what that left for the whole of the measurement. */
async function looks(places: readonly Place[]): Promise<string> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", YOUNG_SPACE, new URL("tray_looks.ts", import.meta.url).pathname],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(JSON.stringify(places)));
  await writer.close();
  const { success, stdout } = await child.output();
  if (!success) throw new Error("Cannot measure: the process that looks at trays has failed");
  return new TextDecoder().decode(stdout).trimEnd();
}
