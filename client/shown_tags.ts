/**
 * The tags of what was shown, for a week: the house may push the same twice, and what was read or put away must not come
 * back. Kept in a cache, which a worker has without any schema.
 */
export interface ShownTags {
  /** True the first time. */
  take(tag: string): Promise<boolean>;
}

const KEPT_MILLISECONDS = 7 * 24 * 60 * 60_000;
/** Old ones are looked for once there are so many. */
const MANY = 200;
const FOLDER = "/shown/";

export function openShownTags(open: () => Promise<Cache>, now: () => number): ShownTags {
  /** One at a time: two pushes of one tag must not both find nothing. */
  let turn: Promise<unknown> = Promise.resolve();

  async function takeAlone(tag: string): Promise<boolean> {
    const cache = await open();
    const key = FOLDER + encodeURIComponent(tag);
    if (await cache.match(key) !== undefined) return false;
    await cache.put(key, new Response(String(now())));
    await forgetOld(cache);
    return true;
  }

  async function forgetOld(cache: Cache): Promise<void> {
    const keys = await cache.keys();
    if (keys.length < MANY) return;
    for (const key of keys) {
      const at = Number(await (await cache.match(key))?.text());
      if (!(now() - at < KEPT_MILLISECONDS)) await cache.delete(key);
    }
  }

  return {
    take(tag) {
      // Where nothing may be kept, rather shown twice than never.
      const taken = turn.then(() => takeAlone(tag)).catch(() => true);
      turn = taken;
      return taken;
    },
  };
}
