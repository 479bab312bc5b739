import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { turnServers } from "./turn.ts";

const settings = { urls: ["turn:turn.example:3478"], secret: "north", ttlSeconds: 3600 };

describe("turnServers()", () => {
  it("makes the password that coturn computes from the name", () => {
    const [server] = turnServers(settings, "seat-1", new Date("2026-01-01T00:00:00Z"));
    // From: printf %s 1767229200:seat-1 | openssl dgst -sha1 -hmac north -binary | base64
    assert.deepEqual(server, {
      urls: settings.urls,
      username: "1767229200:seat-1",
      credential: "1518mvEl8OHXY8h9fXDcJLTuEOI=",
    });
  });

  it("keeps the expiry readable whatever the user is called", () => {
    const [server] = turnServers(settings, "a:b", new Date(0));
    assert.equal(server?.username, "3600:a_b");
  });

  it("gives none without addresses", () =>
    assert.deepEqual(turnServers({ ...settings, urls: [] }, "x", new Date(0)), []));
});
