/**
 * The house's table: which folder may import which, and which npm package belongs where. `layers_plugin.ts` enforces it in
 * `deno lint`, `docs/architecture.md` shows it, and a test keeps both the same. Pure data and judgement; reads nothing.
 */

export interface Layer {
  /** A folder, or a file at the root without its ending. */
  readonly name: string;
  /** Other layers, or single files of them, that this one may import. */
  readonly imports: readonly string[];
  /** Layers or files that this one may only `import type` from. */
  readonly types: readonly string[];
}

/** A folder that is missing here has no place in the house yet; the lint says so. */
export const LAYERS: readonly Layer[] = [
  { name: "domain", imports: [], types: [] },
  { name: "words", imports: [], types: [] },
  { name: "fresh", imports: [], types: [] },
  { name: "protocol", imports: ["domain"], types: [] },
  { name: "db", imports: ["domain"], types: [] },
  { name: "media", imports: ["domain"], types: [] },
  { name: "pictures", imports: ["domain"], types: [] },
  { name: "accounts", imports: ["domain", "db"], types: [] },
  { name: "notices", imports: ["domain", "db", "words"], types: [] },
  { name: "actions", imports: ["domain", "db", "media/gateway.ts", "notices/notices.ts"], types: ["accounts"] },
  { name: "signalling", imports: ["domain", "protocol", "actions"], types: [] },
  { name: "tray", imports: ["domain", "actions"], types: [] },
  { name: "client", imports: ["domain", "protocol", "words", "fresh"], types: [] },
  { name: "components", imports: ["domain", "words", "fresh"], types: [] },
  { name: "islands", imports: ["domain", "protocol", "words", "client", "components", "fresh"], types: [] },
  {
    name: "routes",
    imports: [
      "domain",
      "protocol",
      "words",
      "actions",
      "signalling",
      "tray",
      "pictures",
      "components",
      "islands",
      "define",
      "fresh",
      "accounts/accounts.ts",
    ],
    types: [],
  },
  { name: "config", imports: ["domain"], types: [] },
  { name: "log", imports: ["domain"], types: [] },
  { name: "define", imports: ["fresh"], types: ["accounts", "actions", "domain", "signalling", "tray"] },
  { name: "app", imports: ["*"], types: [] },
  { name: "main", imports: ["*"], types: [] },
  { name: "dev", imports: ["*"], types: [] },
  { name: "tools", imports: ["*"], types: [] },
  { name: "tests", imports: ["*"], types: [] },
];

/** These start things, so nobody imports them, save the ones named. */
export const NOBODY_IMPORTS: ReadonlyMap<string, readonly string[]> = new Map([
  ["tools", ["tools", "dev", "tests"]],
  ["tests", ["tests", "tools"]],
  ["main", ["dev", "tools", "tests"]],
  ["app", ["main", "dev", "tools", "tests"]],
  ["dev", ["tools", "tests"]],
]);

export interface PackageRule {
  readonly name: string;
  readonly layers: readonly string[];
  /** Layers or files that may `import type` from it. */
  readonly types: readonly string[];
}

/** Tests may use every package. A package that is missing here is used by tests alone. */
export const PACKAGES: readonly PackageRule[] = [
  { name: "kysely", layers: ["db"], types: ["actions/deps.ts"] },
  { name: "kysely-postgres-js", layers: ["db"], types: [] },
  { name: "postgres", layers: ["db"], types: [] },
  { name: "@electric-sql/pglite", layers: ["db"], types: [] },
  { name: "better-auth", layers: ["accounts"], types: [] },
  { name: "rrule-temporal", layers: ["domain"], types: [] },
  { name: "rate-limiter-flexible", layers: ["accounts"], types: [] },
  {
    name: "zod",
    layers: ["config", "protocol", "db", "media", "accounts", "signalling", "routes"],
    types: ["client", "islands", "components"],
  },
  {
    name: "preact",
    layers: ["fresh", "components", "islands", "client", "routes"],
    types: ["app", "define"],
  },
  { name: "ws", layers: ["media"], types: [] },
  { name: "nodemailer", layers: ["notices"], types: [] },
  { name: "web-push", layers: ["notices", "accounts"], types: [] },
  { name: "ical-generator", layers: ["notices", "protocol"], types: [] },
  { name: "timezones-ical-library", layers: ["protocol"], types: [] },
  { name: "preact-render-to-string", layers: ["fresh"], types: [] },
  { name: "@preact/signals", layers: ["fresh", "components", "islands", "client"], types: ["routes"] },
  { name: "lucide", layers: ["components", "tools"], types: [] },
  { name: "uqr", layers: ["components", "routes"], types: [] },
  { name: "intl-messageformat", layers: ["words"], types: [] },
  { name: "@resvg/resvg-wasm", layers: ["pictures"], types: [] },
  { name: "@iconify-json/fluent-emoji-flat", layers: ["pictures"], types: [] },
  { name: "@expo-google-fonts/pt-serif", layers: ["pictures"], types: [] },
  { name: "esbuild", layers: ["fresh", "tools"], types: [] },
  { name: "playwright-core", layers: ["tools"], types: [] },
];

/** What runs in a browser: no Deno, no Node, and none of the packages below by value, not even through another file. */
export const BROWSER_LAYERS: readonly string[] = ["domain", "words", "components", "client", "islands"];

export const NOT_IN_BROWSERS: readonly string[] = [
  "zod",
  "kysely",
  "kysely-postgres-js",
  "postgres",
  "@electric-sql/pglite",
  "better-auth",
  "rate-limiter-flexible",
  "esbuild",
  "ws",
  "nodemailer",
  "web-push",
  "ical-generator",
  "timezones-ical-library",
  "@resvg/resvg-wasm",
];

/** What a file and the modules of this project are to each other; `path` is relative to the root, with forward slashes. */
export interface Import {
  readonly from: string;
  /** The specifier as written. */
  readonly specifier: string;
  readonly typeOnly: boolean;
}

/** A broken rule: what is wrong, and what to do. */
export interface Violation {
  readonly message: string;
  readonly hint: string;
}

const TEST_FILE = /_test\.tsx?$/;

/** The layer that a file belongs to, by its path from the root; null for a file that no row names. */
export function layerOf(path: string): Layer | null {
  const [first = "", ...rest] = path.split("/");
  const name = rest.length > 0 ? first : first.replace(/(_test)?\.tsx?$/, "");
  return LAYERS.find((layer) => layer.name === name) ?? null;
}

/** Tests import whatever they test, wherever they stand. */
export function isTest(path: string): boolean {
  return TEST_FILE.test(path) || path.startsWith("tests/");
}

/** The path from the root that a relative specifier names, or null if it is not relative. */
export function resolved(from: string, specifier: string): string | null {
  if (!specifier.startsWith("./") && !specifier.startsWith("../")) return null;
  const parts = from.split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** Judges one import by the table. `null`: it is in order. */
export function judgeImport(it: Import): Violation | null {
  const target = resolved(it.from, it.specifier);
  if (target !== null) return judgeFile(it, target);
  if (it.specifier === "fresh" || it.specifier.startsWith("fresh/")) return judgeFresh(it);
  return judgePackage(it);
}

function judgeFile(it: Import, target: string): Violation | null {
  const layer = layerOf(it.from);
  if (layer === null) return unknownLayer(it.from);
  const other = layerOf(target);
  if (other === null) {
    return layer.name === "tools" || isTest(it.from) ? null : unknownLayer(target);
  }
  if (other.name === "fresh" && layer.name !== "fresh") {
    return {
      message: `fresh/ is reached by path (${it.specifier})`,
      hint: 'import "fresh", "fresh/runtime" or "fresh/dev", so that the import map alone decides which Fresh serves',
    };
  }
  if (isTest(it.from)) return null;
  if (isTest(target) && layer.name !== "tools") {
    return { message: `${it.from} imports a test`, hint: "move what both need out of the test file" };
  }
  if (target.startsWith("media/janus/") && !["media", "main", "tools"].includes(layer.name)) {
    return { message: "Janus is known only inside media/", hint: "use the interface in media/gateway.ts" };
  }
  if (other.name === layer.name) return null;
  const importers = NOBODY_IMPORTS.get(other.name);
  if (importers !== undefined && !importers.includes(layer.name)) {
    return { message: `nobody imports ${other.name}`, hint: "pass what you need as an argument from main.ts" };
  }
  return layer.imports.includes("*") ? null : judgeRow(it, layer, target, other);
}

function judgeRow(it: Import, layer: Layer, target: string, other: Layer): Violation | null {
  if (covers(layer.imports, target)) return null;
  if (covers(layer.types, target)) {
    return it.typeOnly ? null : {
      message: `${layer.name} may import only types of ${other.name} (${target})`,
      hint: "write `import type`, and get the value passed in",
    };
  }
  return {
    message: `${layer.name} may not import ${other.name} (${target})`,
    hint: mayImport(layer),
  };
}

function judgeFresh(it: Import): Violation | null {
  const layer = layerOf(it.from);
  if (layer === null) return unknownLayer(it.from);
  if (it.specifier === "fresh/internal") {
    return { message: "fresh/internal is for generated code alone", hint: "use what fresh and fresh/runtime export" };
  }
  if (isTest(it.from) || layer.imports.includes("*") || layer.imports.includes("fresh")) return null;
  return { message: `${layer.name} may not import fresh`, hint: mayImport(layer) };
}

function judgePackage(it: Import): Violation | null {
  const layer = layerOf(it.from);
  if (layer === null) return unknownLayer(it.from);
  if (isTest(it.from)) return null;
  if (it.specifier.startsWith("node:")) {
    return BROWSER_LAYERS.includes(layer.name)
      ? {
        message: `${layer.name} runs in browsers and may not import ${it.specifier}`,
        hint: "do it in a server layer",
      }
      : null;
  }
  if (/^(npm|jsr|https?):/.test(it.specifier)) {
    return { message: `${it.specifier} is no name of the import map`, hint: "pin it in deno.json and import its name" };
  }
  const name = packageName(it.specifier);
  const rule = PACKAGES.find((candidate) => candidate.name === name);
  if (rule === undefined) {
    return { message: `${name} is a package for tests alone`, hint: "give it a row in PACKAGES of tools/layers.ts" };
  }
  if (rule.layers.includes(layer.name)) return null;
  if (it.typeOnly && covers(rule.types, it.from)) return null;
  const allowed = rule.layers.map((folder) => `${folder}/`).join(", ");
  return {
    message: `${name} appears only in ${allowed}`,
    hint: rule.types.length > 0 ? `elsewhere only \`import type\`, in ${rule.types.join(", ")}` : "put the code there",
  };
}

/** `@scope/name/sub` and `name/sub` without what follows the package's name. */
export function packageName(specifier: string): string {
  const parts = specifier.split("/");
  return parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}

function covers(entries: readonly string[], path: string): boolean {
  return entries.some((entry) => entry === path || layerOf(path)?.name === entry);
}

function mayImport(layer: Layer): string {
  const names = [...layer.imports, ...layer.types.map((name) => `${name} (types)`)];
  return names.length === 0 ? `${layer.name} imports nothing of ours` : `${layer.name} may import ${names.join(", ")}`;
}

function unknownLayer(path: string): Violation {
  return {
    message: `${path} belongs to no row of the layer table`,
    hint: "put it into a folder that has a row, or add the row to tools/layers.ts and docs/architecture.md",
  };
}

/** The table as `docs/architecture.md` shows it. */
export function layerTable(): string {
  const rows = LAYERS.map((layer) => {
    const names = layer.imports.map((name) => name === "*" ? "all" : name);
    const types = layer.types.map((name) => `${name} (types only)`);
    const all = [...names, ...types].join(", ");
    return `| ${layer.name} | ${all === "" ? "nothing of ours" : all} |`;
  });
  return ["| folder or file | may import |", "| --- | --- |", ...rows].join("\n");
}
