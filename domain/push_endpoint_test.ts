import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { arePushKeys, isPushEndpoint } from "./push_endpoint.ts";

describe("isPushEndpoint()", () => {
  it("takes those of browsers", () => {
    for (
      const endpoint of [
        "https://fcm.example.com/fcm/send/abc:def-_",
        "https://updates.push.services.example.org/wpush/v2/gAAA",
        "https://db5p.notify.example.com/w/?token=BQYAAA%3d%3d",
      ]
    ) assert.ok(isPushEndpoint(endpoint, false), endpoint);
  });

  it("takes nothing by which this server could be made to call what is inside", () => {
    for (
      const endpoint of [
        "",
        "no url",
        "http://push.example.org/a",
        "https://127.0.0.1/a",
        "https://2130706433/a",
        "https://169.254.169.254/latest",
        "https://[::1]/a",
        "https://localhost/a",
        "https://postgres/a",
        "https://db.internal/a",
        "https://printer.local/a",
        "https://push.example.org:5432/a",
        "https://user:password@push.example.org/a",
        "https://push.example.org/a#b",
        "https://push..example.org/a",
        "https://push.example.org./a",
        "file:///etc/passwd",
        "javascript:alert(1)",
        `https://push.example.org/${"a".repeat(1000)}`,
      ]
    ) assert.equal(isPushEndpoint(endpoint, false), false, endpoint);
  });

  it("takes this machine by plain http only where that is wanted", () => {
    assert.ok(isPushEndpoint("http://127.0.0.1:4000/push", true));
    assert.equal(isPushEndpoint("http://127.0.0.1:4000/push", false), false);
    assert.equal(isPushEndpoint("http://10.0.0.1/push", true), false);
  });
});

describe("arePushKeys()", () => {
  it("are a point of P-256 and 16 bytes", () => {
    const p256dh = new Uint8Array(65).fill(4, 0, 1).toBase64({ alphabet: "base64url", omitPadding: true });
    const auth = new Uint8Array(16).toBase64({ alphabet: "base64url", omitPadding: true });
    assert.ok(arePushKeys(p256dh, auth));
    assert.ok(arePushKeys(`${p256dh}=`, `${auth}==`));
    for (
      const [key, secret] of [["", ""], [p256dh.slice(4), auth], [p256dh, `${auth}AAAA`], ["é", auth], [
        `A${p256dh.slice(1)}`,
        auth,
      ]]
    ) {
      assert.equal(arePushKeys(key ?? "", secret ?? ""), false, `${key} ${secret}`);
    }
  });
});
