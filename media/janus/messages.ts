/**
 * What Janus may say, as zod schemas: nothing of its JSON is believed unparsed, and nothing of it leaves this folder.
 * Fields that Ajar does not read are not named; unknown ones are dropped, so that newer versions may add some.
 */
import { z } from "zod";

const candidate = z.object({
  candidate: z.string().optional(),
  sdpMid: z.string().nullish(),
  sdpMLineIndex: z.number().nullish(),
  completed: z.boolean().optional(),
});

const jsep = z.object({ type: z.enum(["offer", "answer"]), sdp: z.string() });

/** Any message of the Janus API or of the admin API. `response` is the admin API's road for a plugin's answer. */
export const janusMessage = z.object({
  janus: z.string(),
  transaction: z.string().optional(),
  session_id: z.number().optional(),
  sender: z.number().optional(),
  data: z.object({ id: z.number() }).optional().catch(undefined),
  plugindata: z.object({ data: z.unknown() }).optional(),
  jsep: jsep.optional(),
  candidate: candidate.optional(),
  reason: z.string().optional(),
  error: z.object({ code: z.int(), reason: z.string() }).optional(),
  response: z.unknown().optional(),
  version_string: z.string().optional(),
});

export type JanusMessage = z.infer<typeof janusMessage>;
export type Jsep = z.infer<typeof jsep>;

const publishedStream = z.object({
  type: z.string(),
  mid: z.string().optional(),
  description: z.string().optional(),
  disabled: z.boolean().optional(),
});

const publisher = z.object({ id: z.string(), streams: z.array(publishedStream).default([]) });

export type FeedStreams = readonly z.infer<typeof publishedStream>[];

const subscribedStream = z.object({
  type: z.string(),
  mid: z.string(),
  active: z.boolean().default(true),
  feed_id: z.string().optional(),
  feed_mid: z.string().optional(),
});

export type SubscribedStream = z.infer<typeof subscribedStream>;

/**
 * An event of the VideoRoom plugin. `leaving`, `unpublished` and `kicked` hold a feed's id, or "ok" where it is our own.
 * `streams` has this shape in a subscriber's events only; elsewhere it is dropped.
 */
export const roomEvent = z.object({
  videoroom: z.string(),
  error_code: z.int().optional(),
  error: z.string().optional(),
  id: z.string().optional(),
  private_id: z.number().optional(),
  publishers: z.array(publisher).optional(),
  streams: z.array(subscribedStream).optional().catch(undefined),
  leaving: z.string().optional(),
  unpublished: z.string().optional(),
  kicked: z.string().optional(),
});

export type RoomEvent = z.infer<typeof roomEvent>;

/** A plugin's answer over the admin API: errors come as success, told apart by `error_code`. */
export const adminAnswer = z.object({
  error_code: z.int().optional(),
  error: z.string().optional(),
  exists: z.boolean().optional(),
  participants: z.array(z.object({ id: z.string() })).optional(),
  allowed: z.array(z.string()).optional(),
  list: z.array(z.object({ room: z.string() })).optional(),
});

export type AdminAnswer = z.infer<typeof adminAnswer>;
