/** What holds for all sections of the catalogue at once. */
import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";
import { IntlMessageFormat } from "intl-messageformat";
import { format } from "./format.ts";

const FOLDER = new URL("./", import.meta.url);

interface Message {
  readonly where: string;
  readonly locale: string;
  readonly text: string;
}

async function everyMessage(): Promise<readonly Message[]> {
  const messages: Message[] = [];
  for (const { name } of Deno.readDirSync(FOLDER)) {
    if (!name.endsWith(".ts") || name.endsWith("_test.ts")) continue;
    const module: Record<string, unknown> = await import(new URL(name, FOLDER).href);
    for (const [section, languages] of Object.entries(module)) {
      if (!section.endsWith("Words")) continue;
      for (const [locale, texts] of Object.entries(languages as Record<string, Record<string, string>>)) {
        for (const [key, text] of Object.entries(texts)) messages.push({ where: `${section}.${key}`, locale, text });
      }
    }
  }
  return messages;
}

/** Every argument that the reference parser finds, with a value of its kind. */
function sampleArguments(parsed: IntlMessageFormat, count: number): Record<string, string | number> {
  const found: Record<string, string | number> = {};
  JSON.stringify(parsed.getAst(), (_key, node) => {
    const { type, value } = node ?? {};
    if (typeof value === "string" && (type === 1 || type === 5)) found[value] ??= "Mara";
    if (typeof value === "string" && type === 6) found[value] = count;
    return node;
  });
  return found;
}

describe("the catalogue", () => {
  it("has only well-formed messages, and says each as the reference does", async () => {
    const messages = await everyMessage();
    assert.ok(messages.length > 60, `${messages.length} messages`);
    for (const { where, locale, text } of messages) {
      const parsed = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
      for (const count of [0, 1, 2, 1234]) {
        const args = sampleArguments(parsed, count);
        assert.equal(format(text, args, locale), String(parsed.format(args)), where);
      }
    }
  });

  it("has no blank, padded or doubled space, and no straight quote in English", async () => {
    for (const { where, locale, text } of await everyMessage()) {
      assert.equal(text, text.trim(), where);
      assert.notEqual(text, "", where);
      assert.doesNotMatch(text, / {2}/, where);
      if (locale === "en") assert.doesNotMatch(text, /["`]|[a-z]'[a-z]/, where);
    }
  });
});
