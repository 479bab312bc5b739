/** How long "not today" may last: some hours, or until it is changed. Nobody's midnight is known here, so a day is 24 hours. */
import { granted, type Outcome, refused } from "./refusal.ts";
import type { Dimmer } from "./standing.ts";

const HOUR_MS = 3_600_000;

/** What "not today" offers: the rest of a waking day. */
export const TODAY_HOURS = 12;
export const DIMMER_MAX_HOURS = 24;

/** Refuses with `bad_input` what is over already, or further away than a day. */
export function parseDimmer({ until }: Dimmer, now: Date): Outcome<Dimmer> {
  if (until === null) return granted({ until });
  const hours = (until.getTime() - now.getTime()) / HOUR_MS;
  return hours > 0 && hours <= DIMMER_MAX_HOURS ? granted({ until }) : refused("bad_input");
}

export function dimmedToday(now: Date): Dimmer {
  return { until: new Date(now.getTime() + TODAY_HOURS * HOUR_MS) };
}
