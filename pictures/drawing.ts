/**
 * SVG to PNG. The renderer, the font and the emoji are loaded with the first picture; pictures are drawn one at a time, each in
 * well under a tenth of a second. What is drawn is text of ours and names of rooms, so nothing in it can name a file or an address.
 */
import type { Resvg } from "@resvg/resvg-wasm";

interface Tools {
  readonly Resvg: typeof Resvg;
  readonly font: Uint8Array;
  /** The inner SVG of an emoji, in a square of 32; null if there is none. */
  readonly emoji: (emoji: string) => string | null;
}

export const EMOJI_SIDE = 32;
const FONT = "PT Serif";
/** Letters that the font has. */
const WRITABLE = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Nd}\p{Zs}\p{P}\p{Sc}\p{Mn}+=<>|~^]*$/u;

let loading: Promise<Tools> | undefined;
let last: Promise<unknown> = Promise.resolve();

/** After those that were asked for before. */
export function drawn<T>(draw: (tools: Tools) => T): Promise<T> {
  const turn = last.then(async () => draw(await (loading ??= load())));
  last = turn.catch(() => {});
  return turn;
}

async function load(): Promise<Tools> {
  const [{ initWasm, Resvg }, wasm, font, { default: icons }, { default: chars }] = await Promise.all([
    import("@resvg/resvg-wasm"),
    bytesOf("@resvg/resvg-wasm/index_bg.wasm"),
    bytesOf("@expo-google-fonts/pt-serif/700Bold/PTSerif_700Bold.ttf"),
    import("@iconify-json/fluent-emoji-flat/icons.json", { with: { type: "json" } }),
    import("@iconify-json/fluent-emoji-flat/chars.json", { with: { type: "json" } }),
    // Only what is imported stands in the single binary.
    import("@expo-google-fonts/pt-serif/package.json", { with: { type: "json" } }),
  ]);
  await initWasm(wasm);
  const names = new Map<string, string>(Object.entries(chars));
  const bodies = new Map(Object.entries(icons.icons));
  return {
    Resvg,
    font,
    emoji(emoji) {
      const code = [...emoji].map((each) => each.codePointAt(0)?.toString(16)).join("-");
      const name = names.get(code) ?? names.get(code.replaceAll("-fe0f", ""));
      return name === undefined ? null : bodies.get(name)?.body ?? null;
    },
  };
}

async function bytesOf(file: string): Promise<Uint8Array<ArrayBuffer>> {
  return await Deno.readFile(new URL(import.meta.resolve(file)));
}

export function toPng({ Resvg, font }: Tools, svg: string, width: number): Uint8Array<ArrayBuffer> {
  const picture = new Resvg(svg, { ...optionsOf(font), fitTo: { mode: "width", value: width } });
  const image = picture.render();
  const png = new Uint8Array(image.asPng());
  image.free();
  picture.free();
  return png;
}

/** How wide a line would be, in the units of its size. */
export function widthOf({ Resvg, font }: Tools, text: string, size: number): number {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9000" height="300">${
    line(text, 0, 200, size, "#000")
  }</svg>`;
  const picture = new Resvg(svg, optionsOf(font));
  const width = picture.innerBBox()?.width ?? 0;
  picture.free();
  return width;
}

export function isWritable(text: string): boolean {
  return WRITABLE.test(text);
}

/** One line of text. */
export function line(text: string, x: number, y: number, size: number, colour: string): string {
  return `<text x="${x}" y="${y}" font-family="${FONT}" font-weight="700" font-size="${size}" fill="${colour}">${
    escaped(text)
  }</text>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function optionsOf(font: Uint8Array) {
  return { font: { fontBuffers: [font], defaultFontFamily: FONT, loadSystemFonts: false } };
}
