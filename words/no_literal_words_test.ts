/** Everything that a person reads comes from the catalogue: no page, component or island has words of its own. */
import assert from "node:assert/strict";
import { describe, it } from "@std/testing/bdd";

const ROOT = new URL("../", import.meta.url);
const FOLDERS = ["routes", "components", "islands"];
const SPOKEN_ATTRIBUTES = new Set([
  "alt",
  "aria-label",
  "aria-description",
  "label",
  "placeholder",
  "title",
  "hint",
  "error",
]);
const WORD = /\p{L}{2,}/u;

const literalWords: Deno.lint.Plugin = {
  name: "words",
  rules: {
    "no-literal": {
      create(context) {
        function judge(node: Deno.lint.Node, text: unknown): void {
          if (typeof text === "string" && WORD.test(text)) context.report({ node, message: text.trim() });
        }
        function judgeChild(node: Deno.lint.JSXChild): void {
          if (node.type === "JSXText") judge(node, node.value);
          if (node.type === "JSXExpressionContainer" && node.expression.type === "Literal") {
            judge(node, node.expression.value);
          }
        }
        return {
          JSXElement: (node) => node.children.forEach(judgeChild),
          JSXFragment: (node) => node.children.forEach(judgeChild),
          JSXAttribute(node) {
            if (node.name.type !== "JSXIdentifier" || !SPOKEN_ATTRIBUTES.has(node.name.name)) return;
            if (node.value?.type === "Literal") judge(node, node.value.value);
          },
        };
      },
    },
  },
};

function* markup(folder: URL): Generator<URL> {
  for (const entry of Deno.readDirSync(folder)) {
    const url = new URL(encodeURIComponent(entry.name) + (entry.isDirectory ? "/" : ""), folder);
    if (entry.isDirectory) yield* markup(url);
    else if (entry.name.endsWith(".tsx") && !entry.name.endsWith("_test.tsx")) yield url;
  }
}

function wordsIn(name: string, source: string): readonly string[] {
  return Deno.lint.runPlugin(literalWords, name, source).map(({ message }) => message);
}

describe("markup", () => {
  it("has no literal words", () => {
    const files = FOLDERS.flatMap((folder) => [...markup(new URL(`${folder}/`, ROOT))]);
    assert.ok(files.length > 20, `${files.length} files`);
    for (const file of files) {
      assert.deepEqual(wordsIn("markup.tsx", Deno.readTextFileSync(file)), [], decodeURIComponent(file.pathname));
    }
  });

  it("is really looked at: the check finds text, strings in braces and spoken attributes", () => {
    const source =
      `const x = <p title="Hint"><b class="big">Join</b>{"now"} {say("join")} <i aria-label={say("x")}>·</i></p>;`;
    assert.deepEqual([...wordsIn("sample.tsx", source)].sort(), ["Hint", "Join", "now"]);
  });
});
