import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { openShownTags } from "./shown_tags.ts";

/** As much of a Cache as is used. */
class FakeCache {
  readonly kept = new Map<string, Response>();
  match(key: string | Request): Promise<Response | undefined> {
    return Promise.resolve(this.kept.get(pathOf(key))?.clone());
  }
  put(key: string, response: Response): Promise<void> {
    return Promise.resolve(void this.kept.set(pathOf(key), response));
  }
  keys(): Promise<Request[]> {
    return Promise.resolve([...this.kept.keys()].map((path) => new Request(`https://ajar.example${path}`)));
  }
  delete(key: string | Request): Promise<boolean> {
    return Promise.resolve(this.kept.delete(pathOf(key)));
  }
}

function pathOf(key: string | Request): string {
  return typeof key === "string" ? key : new URL(key.url).pathname;
}

describe("shown tags", () => {
  it("are taken once each, also when they come at once and over a restart of the worker", async () => {
    const cache = new FakeCache();
    const open = () => Promise.resolve(cache as unknown as Cache);
    const tags = openShownTags(open, () => 0);
    assert.deepEqual(await Promise.all(["a", "a", "b/c"].map((tag) => tags.take(tag))), [true, false, true]);
    const again = openShownTags(open, () => 0);
    assert.deepEqual(await Promise.all(["a", "b/c", "d"].map((tag) => again.take(tag))), [false, false, true]);
  });

  it("are forgotten after a week, once there are many", async () => {
    const cache = new FakeCache();
    let now = 0;
    const tags = openShownTags(() => Promise.resolve(cache as unknown as Cache), () => now);
    for (let at = 0; at < 199; at++) await tags.take(`old ${at}`);
    now = 8 * 24 * 60 * 60_000;
    await tags.take("new");
    assert.deepEqual([...cache.kept.keys()], ["/shown/new"]);
  });

  it("are shown rather twice than never where nothing may be kept", async () => {
    const tags = openShownTags(() => Promise.reject(new DOMException("no")), () => 0);
    assert.deepEqual([await tags.take("a"), await tags.take("a")], [true, true]);
  });
});
