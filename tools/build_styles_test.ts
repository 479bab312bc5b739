import { after, describe, it } from "@std/testing/bdd";
import assert from "node:assert/strict";
import { stop } from "esbuild";
import { buildStyles } from "./build_styles.ts";

const ROOT = new URL("../", import.meta.url);
/** A page with pictures of people must not wait for its looks: one round trip of a slow phone, as TCP starts, holds about as much. */
const BUDGET_BYTES = 14_000;
const CALL_BUDGET_BYTES = 5000;

async function built(sheet = "styles.css"): Promise<Uint8Array<ArrayBuffer>> {
  await buildStyles();
  return await Deno.readFile(new URL(`static/${sheet}`, ROOT));
}

async function gzipped(bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  const zipped = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return (await new Response(zipped).arrayBuffer()).byteLength;
}

describe("buildStyles()", () => {
  after(() => stop());

  it("gives the same bytes for the same sources", async () => {
    for (const sheet of ["styles.css", "call.css"]) assert.deepEqual(await built(sheet), await built(sheet));
  });

  it("is one file that fetches nothing, in the declared order of layers", async () => {
    const css = new TextDecoder().decode(await built());
    assert.doesNotMatch(css, /@import|url\(["']?(?:https?:)?\/\//);
    assert.match(css, /^@layer reset,\s?tokens,\s?base,\s?layout,\s?components,\s?pages,\s?motion;/);
  });

  it("stays small", async () => {
    const bytes = await gzipped(await built());
    assert.ok(bytes <= BUDGET_BYTES, `${bytes} bytes`);
    const call = await gzipped(await built("call.css"));
    assert.ok(call <= CALL_BUDGET_BYTES, `${call} bytes for the call`);
  });

  it("keeps what only a call needs out of the other pages", async () => {
    const css = new TextDecoder().decode(await built());
    const call = new TextDecoder().decode(await built("call.css"));
    assert.doesNotMatch(css, /\.chat-line/);
    assert.match(call, /\.chat-line/);
    assert.doesNotMatch(call, /@layer (?!pages)/);
  });
});

describe("the tokens", () => {
  const css = Deno.readTextFileSync(new URL("styles/tokens.css", ROOT));
  const PAIRS: readonly (readonly [text: string, ground: string])[] = [
    ...["ink", "ink-soft", "link", "danger"].flatMap((text) =>
      ["ground", "surface", "sunken", "raised"].map((ground) => [text, ground] as const)
    ),
    ["on-lamp", "lamp"],
    ["on-lamp", "lamp-hover"],
    ["warning", "lamp-soft"],
    ["ink", "lamp-soft"],
    ...["danger", "warning", "success", "info"].flatMap((tone) =>
      [tone, "ink"].map((text) => [text, `${tone}-soft`] as const)
    ),
    ["stage-ink", "stage"],
    ["stage-ink", "stage-tile"],
    ["stage-ink", "stage-control-hover"],
    ["stage-ink-soft", "stage-tile"],
    ["stage-on-danger", "stage-danger"],
  ];

  for (const scheme of ["light", "dark"] as const) {
    it(`give every text at least 4.5 : 1, ${scheme}`, () => {
      for (const [text, ground] of PAIRS) {
        const ratio = contrast(colour(css, text, scheme), colour(css, ground, scheme));
        assert.ok(ratio >= 4.5, `${text} on ${ground}: ${ratio.toFixed(2)}`);
      }
    });

    it(`draw fields and focus at least 3 : 1, ${scheme}`, () => {
      for (
        const [line, ground] of [["line-strong", "surface"], ["line-strong", "raised"], ["focus", "ground"], [
          "focus",
          "surface",
        ]] as const
      ) {
        const ratio = contrast(colour(css, line, scheme), colour(css, ground, scheme));
        assert.ok(ratio >= 3, `${line} on ${ground}: ${ratio.toFixed(2)}`);
      }
    });
  }
});

type Oklch = readonly [lightness: number, chroma: number, hue: number];

function colour(css: string, name: string, scheme: "light" | "dark"): Oklch {
  const value = new RegExp(`--${name}:\\s*([^;]+);`).exec(css)?.[1] ?? "";
  const found = [...value.matchAll(/oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g)];
  const [, l, c, h] = found[scheme === "dark" && found.length > 1 ? 1 : 0] ?? [];
  if (l === undefined) throw new Error(`No colour --${name}`);
  return [Number(l), Number(c), Number(h)];
}

/** WCAG 2.2's relative luminance; OKLCH to linear sRGB by the matrices of CSS Color 4, clipped to the gamut. */
function luminance([lightness, chroma, hue]: Oklch): number {
  const a = chroma * Math.cos(hue * Math.PI / 180);
  const b = chroma * Math.sin(hue * Math.PI / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const [red = 0, green = 0, blue = 0] = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((channel) => Math.min(1, Math.max(0, channel)));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Oklch, other: Oklch): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}
