/** Which event an address names, and the link by which somebody came to it. */
import type { EventPlace } from "../../actions/seen_event.ts";
import { eventId } from "../../domain/ids.ts";

/** No code of ours is longer; what is longer is found nowhere all the same. */
const LINK_MAX_UNITS = 64;

export function eventPlace(params: Readonly<Record<string, string | undefined>>, url: URL): EventPlace {
  return { id: eventId(params.id ?? ""), link: url.searchParams.get("link")?.slice(0, LINK_MAX_UNITS) || null };
}
