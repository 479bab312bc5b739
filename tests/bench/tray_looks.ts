// deno-lint-ignore-file no-console
/** Looks at trays, in a process of its own: gets the places as JSON on its input, prints the figures. */
import { readTray } from "../../actions/read_tray.ts";
import { type Database, type DatabaseOptions, type Db, openDatabase } from "../../db/database.ts";
import type { PersonId } from "../../domain/ids.ts";
import { planOf } from "../support/plans.ts";
import type { WorldSize } from "../support/world.ts";
import { median, milliseconds, percentile, table } from "./figures.ts";

export const NOW = new Date("2026-03-01T12:00:00.000Z");
export const POPULAR = 20;
export const VIEWERS = 2000;
export const WARM_UP = 200;

/** A filled world and who looks: the people with the most friends, others, and at the end those who only warm it up. */
export interface Place {
  readonly name: string;
  readonly options: DatabaseOptions;
  readonly size: WorldSize;
  readonly viewers: readonly PersonId[];
}

type OpenPlace = Place & { readonly database: Database };

interface Measured {
  readonly place: OpenPlace;
  readonly samplesMs: number[];
  /** How many rooms each tray holds. */
  readonly rooms: number[];
}

/** Measures the places in turns, viewer by viewer, so that what else the machine does falls on all alike. */
async function report(places: readonly OpenPlace[]): Promise<string> {
  const measured: Measured[] = places.map((place) => ({ place, samplesMs: [], rooms: [] }));
  for (let turn = 0; turn < WARM_UP; turn++) {
    for (const { database, viewers } of places) await look(database.db, viewers.at(-1 - turn));
  }
  for (let turn = 0; turn < POPULAR + VIEWERS; turn++) {
    for (const { place, samplesMs, rooms } of measured) {
      const { tookMs, found } = await look(place.database.db, place.viewers[turn]);
      samplesMs.push(tookMs);
      rooms.push(found);
    }
  }
  const rows = [
    ["a tray, ms", "p50", "p99", "longest", `the ${POPULAR} most befriended, p50`, "rooms in it, p50", "p99"],
    ...measured.map(figures),
  ];
  const plans = await Promise.all(places.map(describePlan));
  return [table(rows), ...ratio(measured), ...plans].join("\n");
}

async function look(db: Db, viewer: PersonId | undefined): Promise<{ tookMs: number; found: number }> {
  if (viewer === undefined) throw new Error("Cannot measure: fewer people than looks");
  const startedAtMs = performance.now();
  const tray = await readTray({ db, now: () => NOW }, { kind: "person", personId: viewer, name: "" });
  const tookMs = performance.now() - startedAtMs;
  if (!tray.ok) throw new Error(`Cannot measure: ${tray.refusal}`);
  return { tookMs, found: tray.value.length };
}

function figures({ place: { name, size }, samplesMs, rooms }: Measured): string[] {
  const [drawn, drawnRooms] = [samplesMs.slice(POPULAR), rooms.slice(POPULAR)];
  return [
    `${name}: ${size.people} people, ${size.openRooms} open rooms, ${drawn.length} viewers`,
    ...[percentile(drawn, 50), percentile(drawn, 99), Math.max(...drawn)].map(milliseconds),
    milliseconds(median(samplesMs.slice(0, POPULAR))),
    ...[percentile(drawnRooms, 50), percentile(drawnRooms, 99)].map(String),
  ];
}

function ratio([large, small]: readonly Measured[]): string[] {
  if (large === undefined || small === undefined) return [];
  const of = (percent: number) =>
    (percentile(large.samplesMs.slice(POPULAR), percent) / percentile(small.samplesMs.slice(POPULAR), percent))
      .toFixed(2);
  return [`${large.place.name} to ${small.place.name}: p50 × ${of(50)}, p99 × ${of(99)}`];
}

/** Of somebody with few friends and of the one with the most: the planner may choose differently. */
async function describePlan({ name, database, viewers }: OpenPlace): Promise<string> {
  const lines: string[] = [];
  for (const [who, viewer] of [["the most befriended", viewers[0]], ["somebody", viewers[POPULAR]]] as const) {
    if (viewer === undefined) continue;
    const { indexes, readWhole } = await planOf(database.db, (db) => look(db, viewer));
    lines.push(
      `${name}, plan for ${who}: by ${indexes.join(", ")}; read as a whole: ${readWhole.join(", ") || "nothing"}`,
    );
  }
  return lines.join("\n");
}

if (import.meta.main) {
  const places: readonly Place[] = await new Response(Deno.stdin.readable).json();
  const open: OpenPlace[] = [];
  for (const place of places) open.push({ ...place, database: await openDatabase(place.options) });
  console.log(await report(open));
  for (const { database } of open) await database.close();
}
