/**
 * The picture that stands for a room where its link is shown as a preview: what goes on there, and a door ajar. Nobody's name is in
 * it. The same words make the same picture, so the latest are kept.
 */
import { drawn, EMOJI_SIDE, isWritable, line, toPng, widthOf } from "./drawing.ts";

export interface RoomPicture {
  readonly emoji: string;
  readonly title: string;
  /** What is said of the door, or when it opens. */
  readonly about: string;
}

/** What previews are shown at. */
export const PICTURE_WIDTH = 1200;
export const PICTURE_HEIGHT = 630;

const KEPT = 64;
const LEFT = 88;
const TEXT_WIDTH = 640;
const TITLE_SIZE = 84;
const TITLE_SIZE_OF_TWO = 72;
const TITLE_SIZE_LEAST = 34;
/** Of a line's height to its size. */
const LINE = 1.15;
const ABOUT_SIZE = 34;
const TILE = 150;

const INK = "#f5f0e4";
const SOFT = "#c4b9c7";
const LAMP = "#f7bc57";

/** By what is said in them; the latest used last. */
const kept = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

/** A PNG of 1200 × 630. A title in letters that the font has not is left out: then the emoji says it alone. */
export function drawRoomPicture(picture: RoomPicture): Promise<Uint8Array<ArrayBuffer>> {
  const key = JSON.stringify([picture.emoji, picture.title, picture.about]);
  const known = kept.get(key);
  if (known !== undefined) kept.delete(key);
  const png = known ?? draw(picture);
  kept.set(key, png);
  png.catch(() => kept.delete(key));
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  return png;
}

function draw({ emoji, title, about }: RoomPicture): Promise<Uint8Array<ArrayBuffer>> {
  return drawn((tools) => {
    const { lines, size } = isWritable(title)
      ? setTitle(title, (text) => widthOf(tools, text, TITLE_SIZE))
      : { lines: [], size: 0 };
    const words = isWritable(about) ? about : "";
    const aboutWidth = words === "" ? 0 : widthOf(tools, words, ABOUT_SIZE);
    const aboutSize = ABOUT_SIZE * Math.min(1, TEXT_WIDTH / Math.max(1, aboutWidth));
    const titleTop = lines.length > 1 ? 322 : 350;
    const below = titleTop + Math.max(0, lines.length - 1) * size * LINE;
    const svg = [
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${PICTURE_WIDTH} ${PICTURE_HEIGHT}">`,
      SCENE,
      tile(tools.emoji(emoji)),
      ...lines.map((text, at) => line(text, LEFT, titleTop + at * size * LINE, size, INK)),
      line(words, LEFT, (lines.length === 0 ? titleTop - 30 : below) + 64, aboutSize, LAMP),
      line("Ajar", LEFT + 52, 574, 32, SOFT),
      `<g transform="translate(${LEFT} 546) scale(0.34)">${MARK}</g>`,
      "</svg>",
    ].join("");
    return toPng(tools, svg, PICTURE_WIDTH);
  });
}

/** As one line, or as two that are as alike as can be; smaller until it fits. `widthAt`: at the largest size. */
export function setTitle(
  title: string,
  widthAt: (text: string) => number,
): { readonly lines: readonly string[]; readonly size: number } {
  const whole = widthAt(title);
  const breaks = [...title.matchAll(/ /g)].map(({ index }) => [title.slice(0, index), title.slice(index + 1)]);
  if (whole <= TEXT_WIDTH || breaks.length === 0) return { lines: [title], size: sizeFor(whole) };
  const measured = breaks.map((lines) => ({ lines, width: Math.max(...lines.map(widthAt)) }));
  const { lines, width } = measured.reduce((best, each) => each.width < best.width ? each : best);
  return { lines, size: Math.min(TITLE_SIZE_OF_TWO, sizeFor(width)) };
}

function sizeFor(width: number): number {
  return Math.max(TITLE_SIZE_LEAST, Math.floor(TITLE_SIZE * Math.min(1, TEXT_WIDTH / Math.max(1, width))));
}

function tile(emoji: string | null): string {
  if (emoji === null) return "";
  const inner = TILE - 44;
  return `<rect x="${LEFT}" y="84" width="${TILE}" height="${TILE}" rx="34" fill="#4c3557"/>` +
    `<g transform="translate(${LEFT + 22} 106) scale(${inner / EMOJI_SIDE})">${emoji}</g>`;
}

/** The door of the front page, as `components/DoorScene.tsx` has it, at the right edge. */
const SCENE = `
<defs>
  <linearGradient id="spill" x1="836" y1="450" x2="520" y2="640" gradientUnits="userSpaceOnUse">
    <stop offset="0" stop-color="#ffcd65"/><stop offset="0.42" stop-color="#e2a355" stop-opacity="0.55"/>
    <stop offset="1" stop-color="#b47548" stop-opacity="0"/>
  </linearGradient>
  <radialGradient id="glow" cx="832" cy="330" r="420" gradientUnits="userSpaceOnUse">
    <stop offset="0" stop-color="#f1af57" stop-opacity="0.42"/><stop offset="1" stop-color="#b47548" stop-opacity="0"/>
  </radialGradient>
  <linearGradient id="room" x1="0" y1="116" x2="0" y2="450" gradientUnits="userSpaceOnUse">
    <stop offset="0" stop-color="#ffd882"/><stop offset="1" stop-color="#ffecab"/>
  </linearGradient>
  <linearGradient id="leaf" x1="868" y1="0" x2="986" y2="0" gradientUnits="userSpaceOnUse">
    <stop offset="0" stop-color="#7b4263"/><stop offset="0.3" stop-color="#502f5b"/>
  </linearGradient>
</defs>
<rect width="1200" height="630" fill="#2a1e38"/>
<g transform="translate(40 30)">
  <path fill="#372542" d="M-40 450H1200V620H-40z"/>
  <path fill="#3e2b4a" d="M-40 436H788V450H-40zM1002 436H1200V450H1002z"/>
  <rect x="380" y="-400" width="820" height="1030" fill="url(#glow)"/>
  <path fill="#4c3557" d="M788 450V104a8 8 0 0 1 8-8H994a8 8 0 0 1 8 8V450z"/>
  <path d="M802 450V110H988V450z" fill="url(#room)"/>
  <path d="M868 134 988 110V450L868 436z" fill="url(#leaf)"/>
  <path fill="#3d2448" d="M886 162 970 149V264L886 268zM886 300 970 299V421L886 409z"/>
  <path fill="#ffd986" d="M864.5 134.5 868 134V436L864.5 435.5z"/>
  <circle fill="#fcc86c" cx="880" cy="284" r="5.5"/>
  <path fill="url(#spill)" d="M802 450H866L770 600H300z"/>
  <path fill="#190e21" fill-opacity="0.42" d="M706 541c-30 6-96 22-150 40-22 8-30 19-46 19h104c30-16 84-38 116-52z"/>
  <path fill="#190e21" d="M704 545c-6-28 2-50 15-63-5-8-6-19-3-35 5 2 9 6 12 10 5-1 10-1 15 0 3-4 7-8 12-10 3 16 2 27-3 35 13 13 21 35 15 63-14 5-49 5-63 0z"/>
  <path fill="none" stroke="#190e21" stroke-width="8" stroke-linecap="round" d="M762 541c16 5 33 1 33-10 0-8-9-10-12-4"/>
</g>`;

/** The product's mark, in a square of 100. */
const MARK = `<path fill="#ffd882" d="M44 10H84V90H44z"/><path fill="#7b4263" d="M18 6 62 16V96L18 90z"/>
<circle fill="#fcc86c" cx="53" cy="54" r="5"/>`;
