/**
 * The layer lint, as a plugin of `deno lint`: Deno's own parser finds the imports, `layers.ts` judges them. Besides imports
 * it keeps the environment in config.ts and clocks and randomness out of domain/.
 */
import { roadToHeavyPackage } from "./browser_imports.ts";
import { BROWSER_LAYERS, type Import, isTest, judgeImport, layerOf, resolved } from "./layers.ts";

const ROOT = new URL("../", import.meta.url).pathname;

const imports: Deno.lint.Rule = {
  create(context) {
    const from = pathFromRoot(context.filename);
    function judge(node: Deno.lint.Node, specifier: unknown, typeOnly: boolean): void {
      if (from === null || typeof specifier !== "string") return;
      const it: Import = { from, specifier, typeOnly };
      const violation = judgeImport(it) ?? judgeBrowser(it);
      if (violation !== null) context.report({ node, ...violation });
    }
    return {
      ImportDeclaration(node): void {
        judge(node, node.source.value, node.importKind === "type");
      },
      ExportNamedDeclaration(node): void {
        judge(node, node.source?.value, node.exportKind === "type");
      },
      ExportAllDeclaration(node): void {
        judge(node, node.source.value, node.exportKind === "type");
      },
      ImportExpression(node): void {
        if (node.source.type === "Literal") judge(node, node.source.value, false);
      },
      TSImportType(node): void {
        const { argument } = node;
        if (argument.type === "TSLiteralType" && argument.literal.type === "Literal") {
          judge(node, argument.literal.value, true);
        }
      },
    };
  },
};

const environment: Deno.lint.Rule = {
  create(context) {
    const path = pathFromRoot(context.filename);
    const allowed = path === null || path === "config.ts" || path.startsWith("tools/") || isTest(path);
    return allowed ? {} : {
      "MemberExpression[object.name='Deno'][property.name='env']"(node: Deno.lint.MemberExpression): void {
        context.report({
          node,
          message: "the environment is read outside config.ts",
          hint: "add a field to config.ts's schema and take it from the Config",
        });
      },
    };
  },
};

const CLOCKS = [
  "CallExpression[callee.object.name='Date'][callee.property.name='now']",
  "CallExpression[callee.object.name='performance'][callee.property.name='now']",
  "CallExpression[callee.object.name='Math'][callee.property.name='random']",
  "CallExpression[callee.object.name='crypto'][callee.property.name='randomUUID']",
  "CallExpression[callee.object.name='crypto'][callee.property.name='getRandomValues']",
  "CallExpression[callee.name='Date']",
  "NewExpression[callee.name='Date'][arguments.length=0]",
  "MemberExpression[object.name='Temporal'][property.name='Now']",
].join(", ");

const purity: Deno.lint.Rule = {
  create(context) {
    const path = pathFromRoot(context.filename);
    if (path === null || isTest(path) || layerOf(path)?.name !== "domain") return {};
    return {
      [CLOCKS](node: Deno.lint.Node): void {
        context.report({
          node,
          message: "domain/ reads a clock or randomness",
          hint: "take `now` or the random value as an argument",
        });
      },
      "MemberExpression[object.name='Deno']"(node: Deno.lint.MemberExpression): void {
        context.report({ node, message: "domain/ touches Deno", hint: "domain/ has no I/O: pass the facts in" });
      },
    };
  },
};

function judgeBrowser(it: Import): { message: string; hint: string } | null {
  const layer = layerOf(it.from);
  const target = resolved(it.from, it.specifier);
  if (it.typeOnly || isTest(it.from) || layer === null || target === null) return null;
  if (!BROWSER_LAYERS.includes(layer.name)) return null;
  const road = roadToHeavyPackage(target, readFromRoot);
  return road === null ? null : {
    message: `browsers would load ${road[road.length - 1]} (${[it.from, ...road].join(" -> ")})`,
    hint: "write `import type`, or move the value into a file without that package",
  };
}

function readFromRoot(path: string): string | null {
  try {
    return Deno.readTextFileSync(ROOT + path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

/** Null for files outside the house, e.g. a snippet in an editor's scratch buffer. */
function pathFromRoot(filename: string): string | null {
  return filename.startsWith(ROOT) ? filename.slice(ROOT.length) : null;
}

const plugin: Deno.lint.Plugin = { name: "layers", rules: { imports, environment, purity } };
export default plugin;
