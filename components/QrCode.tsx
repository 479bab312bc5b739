/**
 * A QR code as inline SVG, made on the server only: the encoder never travels to a browser. Dark on light in both schemes,
 * with the four modules of quiet zone that readers want.
 */
import type { JSX } from "preact";
import { encode } from "uqr";

const QUIET_ZONE_MODULES = 4;

/** Encoding costs more than the rest of a page together, and the same few links are asked for again and again. */
const KEPT_DRAWINGS = 256;

interface Drawing {
  readonly size: number;
  readonly path: string;
}

const kept = new Map<string, Drawing>();

export interface QrCodeProps {
  readonly text: string;
  /** What scanning it does, for those who cannot see it. */
  readonly label: string;
}

export function QrCode({ text, label }: QrCodeProps): JSX.Element {
  const { size, path } = drawing(text);
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <path d={path} />
    </svg>
  );
}

/** From the drawings kept, the one longest unused making room. */
function drawing(text: string): Drawing {
  const found = kept.get(text) ?? draw(text);
  kept.delete(text);
  kept.set(text, found);
  const [oldest] = kept.keys();
  if (kept.size > KEPT_DRAWINGS && oldest !== undefined) kept.delete(oldest);
  return found;
}

function draw(text: string): Drawing {
  const { data, size } = encode(text, { ecc: "M", border: QUIET_ZONE_MODULES });
  return { size, path: modulesPath(data) };
}

/** One rectangle per horizontal run of dark modules. */
function modulesPath(rows: readonly (readonly boolean[])[]): string {
  let path = "";
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      const start = x;
      while (row[x]) x++;
      path += `M${start} ${y}h${x - start}v1H${start}z`;
    }
  });
  return path;
}
