import { describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { SHARE_APPS, shareHref, type Sharing } from "./sharing.ts";

const sharing: Sharing = {
  text: "🍜 Lunch & a talk #2: come in?",
  subject: "Lunch & a talk",
  link: "https://ajar.example/r/a-b_c?x=1&y=2#z",
};

describe("shareHref()", () => {
  it("hands over text and link whole, whatever signs are in them", () => {
    const whole = `${sharing.text}\n${sharing.link}`;
    const query = (app: "whatsapp" | "telegram") => new URL(shareHref(app, sharing)).searchParams;
    assert.equal(query("whatsapp").get("text"), whole);
    assert.deepEqual([query("telegram").get("text"), query("telegram").get("url")], [sharing.text, sharing.link]);
    const messenger = new URLSearchParams(shareHref("messenger", sharing).split("?")[1]);
    assert.equal(messenger.get("link"), sharing.link);
    assert.equal(decodeURIComponent(shareHref("sms", sharing).replace("sms:?&body=", "")), whole);
    const mail = new URLSearchParams(shareHref("mail", sharing).replace("mailto:?", ""));
    assert.deepEqual([mail.get("subject"), mail.get("body")], [
      sharing.subject,
      `${sharing.text}\r\n\r\n${sharing.link}`,
    ]);
  });

  it("has nothing in it that would end an attribute or an address", () => {
    for (const app of SHARE_APPS) {
      assert.doesNotMatch(shareHref(app, { ...sharing, text: `" onclick='x' <b>\r\nBcc: a@b.c` }), /["<>\s]/);
    }
  });
});
