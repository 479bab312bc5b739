/** The search and the forms of the settings page. */
import { z } from "zod";

/** As ids of ours look; what stands in an address or a form may be anything. */
const id = z.string().regex(/^[\w-]{1,64}$/);

export const settingsQuery = z.object({ q: z.string().max(300).catch(""), after: id.nullable().catch(null) });
/** One person, or everybody said in so many words: a form that says neither must not erase all. */
export const eraseForm = z.union([z.object({ person: id }), z.object({ everything: z.literal("yes") })]);
