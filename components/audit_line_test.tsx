import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { renderToString } from "preact-render-to-string";
import { AUDITED_DEEDS, type AuditedDeed, type AuditEntry, SYSTEM } from "../domain/audit.ts";
import { roomId } from "../domain/ids.ts";
import { AuditLine, auditText } from "./AuditLine.tsx";

const NOW = new Date("2026-11-20T18:00:00Z");

function entry(deed: AuditedDeed, changes: Partial<AuditEntry> = {}): AuditEntry {
  return {
    at: NOW,
    actor: { kind: "person", id: "p1", name: "Mara" },
    deed,
    roomId: roomId("r1"),
    subject: { id: "p2", name: "Bo" },
    detail: {},
    ...changes,
  };
}

describe("auditText()", () => {
  it("says every deed in words of its own, with who did it", () => {
    const said = AUDITED_DEEDS.map((deed) => auditText(entry(deed), "en"));
    assert.equal(new Set(said).size, AUDITED_DEEDS.length);
    for (const sentence of said) assert.match(sentence, /Mara/);
  });

  it("tells what a room does by itself from what people do", () => {
    for (const deed of ["room_started", "room_locked", "room_unlocked", "room_ended"] as const) {
      assert.doesNotMatch(auditText(entry(deed, { actor: SYSTEM }), "en"), /Ajar|Mara/, deed);
    }
  });

  it("says what is known beyond the deed, and passes over what is not", () => {
    const cases = [
      [entry("room_ended", { detail: { role: "operator" } }), "Mara, who looks after this Ajar, ended the room"],
      [entry("room_renamed", { detail: { title: "Tea" } }), "Mara renamed the room to “Tea”"],
      [entry("room_renamed", { detail: { title: 7 } }), "Mara renamed the room"],
      [entry("knock_answered", { detail: { answer: "minute" } }), "Mara told Bo: in a minute"],
      [entry("knock_answered", { detail: { answer: "never" } }), "Mara answered the knock of Bo"],
      [
        entry("settings_changed", { detail: { chatAllowed: false, seatLimit: 8, whenHostLeaves: "end", other: 1 } }),
        "Mara changed the settings: it ends when the host leaves, there is no chat, 8 seats",
      ],
      [entry("settings_changed", { detail: { other: 1 } }), "Mara changed the settings of the room"],
      [entry("audience_changed", { detail: { kind: "group", toAll: false } }), "Mara made the room for a group"],
      [
        entry("audience_changed", { detail: { kind: "friends", toAll: true } }),
        "Mara made the room for all friends at once",
      ],
      [entry("audience_changed", { detail: { kind: "everybody" } }), "Mara changed whom the room is for"],
      [entry("person_removed", { detail: { locked: true } }), "Mara removed Bo, and the room locked itself"],
      [entry("report_closed", { subject: null }), "Mara closed a report"],
      [entry("person_removed", { subject: null }), "Mara removed somebody"],
    ] as const;
    for (const [each, sentence] of cases) assert.equal(auditText(each, "en"), sentence);
  });
});

describe("AuditLine()", () => {
  it("gives the reason, and keeps text of strangers text", () => {
    const hostile = `"><script>boom</script>`;
    const html = renderToString(
      <AuditLine
        locale="en"
        now={NOW}
        entry={entry("person_suspended", {
          actor: { kind: "guest", id: null, name: hostile },
          subject: { id: "p", name: hostile },
          detail: { reason: hostile },
        })}
      />,
    );
    assert.doesNotMatch(html, /<script/);
    assert.equal(html.split("boom").length, 4);
    assert.match(html, /<q/);
  });
});
