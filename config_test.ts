import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { ConfigError, readConfig } from "./config.ts";

describe("readConfig()", () => {
  it("has a default for everything", () => {
    const config = readConfig({});
    assert.equal(config.publicUrl.origin, "http://127.0.0.1:8000");
    assert.equal(config.databaseUrl, null);
    assert.equal(config.janus, null);
  });

  it("takes empty variables as not given", () => {
    assert.equal(readConfig({ PORT: "", PUBLIC_URL: "  " }).port, 8000);
  });

  it("makes the public URL from host and port, also for IPv6 and for all interfaces", () => {
    assert.equal(readConfig({ HOST: "::1", PORT: "81" }).publicUrl.origin, "http://[::1]:81");
    assert.equal(readConfig({ HOST: "0.0.0.0" }).publicUrl.origin, "http://127.0.0.1:8000");
  });

  it("names every wrong variable at once", () => {
    assert.throws(
      () => readConfig({ PORT: "99999", PUBLIC_URL: "ftp://x", DATABASE_URL: "mysql://x" }),
      (error: unknown) =>
        error instanceof ConfigError &&
        ["PORT", "PUBLIC_URL", "DATABASE_URL"].every((name) => error.message.includes(name)),
    );
  });

  it("wants an outside Janus whole: address, admin address and secret", () => {
    assert.throws(() => readConfig({ JANUS_URL: "ws://127.0.0.1:8188" }), /JANUS_ADMIN_URL[^]*JANUS_ADMIN_SECRET/);
  });

  it("splits TURN addresses", () => {
    const turn = readConfig({ TURN_URLS: "turn:a:3478, turns:b:5349", TURN_SECRET: "0123456789abcdef" }).turn;
    assert.deepEqual(turn?.urls, ["turn:a:3478", "turns:b:5349"]);
  });

  it("wants a mail server with an address to send from, and knows such addresses", () => {
    const smtp = (from: string) => readConfig({ SMTP_URL: "smtps://u:p@mail.example", MAIL_FROM: from }).smtp;
    assert.equal(readConfig({}).smtp, null);
    assert.throws(() => readConfig({ SMTP_URL: "smtp://mail.example" }), /MAIL_FROM/);
    assert.throws(() => readConfig({ SMTP_URL: "http://mail.example", MAIL_FROM: "a@example.org" }), /SMTP_URL/);
    for (const from of ["a@example.org", "Ajar <a@example.org>"]) assert.equal(smtp(from)?.from, from);
    for (const bad of ["Ajar", "a@example.org, b@example.org", "Ajar <a>", "A\nBcc: x@example.org <a@example.org>"]) {
      assert.throws(() => smtp(bad), /MAIL_FROM/, bad);
    }
  });
});
