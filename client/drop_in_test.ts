import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { dropInPath } from "../domain/link.ts";
import { roomCode } from "../domain/ids.ts";
import { takeDropIn } from "./drop_in.ts";

/** Whether one drops in, and the address that is left. */
function arrive(address: string, referrer: string): [boolean, string] {
  let left = address;
  const { hash, origin, pathname, search } = new URL(address);
  const history = {
    state: null,
    replaceState: (_state: unknown, _title: string, url?: string | URL | null) =>
      void (left = new URL(String(url), address).href),
  };
  return [takeDropIn({ location: { hash, origin, pathname, search }, history, referrer }), left];
}

describe("takeDropIn()", () => {
  const link = "https://ajar.example/r/a-code";
  const marked = new URL(dropInPath(roomCode("a-code")), link).href;

  it("lets in who comes from a page of ours, and leaves the plain address", () => {
    assert.deepEqual(arrive(marked, "https://ajar.example/"), [true, link]);
    assert.deepEqual(arrive(marked.replace("#", "?x=1#"), "https://ajar.example/groups/1"), [true, `${link}?x=1`]);
  });

  it("lets nobody in who comes from elsewhere, or from nowhere, and takes the mark off all the same", () => {
    const elsewhere = [
      "",
      "about:blank",
      "https://evil.example/",
      "https://ajar.example.evil.example/",
      "http://ajar.example/",
      "https://ajar.example:8443/",
      "https://evil.example/?https://ajar.example/",
    ];
    for (const referrer of elsewhere) assert.deepEqual(arrive(marked, referrer), [false, link], referrer);
  });

  it("changes nothing about other addresses", () => {
    for (const address of [link, `${link}#drop-inn`, `${link}#`, `${link}?drop-in`]) {
      assert.deepEqual(arrive(address, "https://ajar.example/"), [false, address]);
    }
  });
});
