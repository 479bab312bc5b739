/**
 * A QR code as inline SVG, made on the server only: the encoder never travels to a browser. Dark on light in both schemes,
 * with the four modules of quiet zone that readers want.
 */
import type { JSX } from "preact";
import { encode } from "uqr";

const QUIET_ZONE_MODULES = 4;

export interface QrCodeProps {
  readonly text: string;
  /** What scanning it does, for those who cannot see it. */
  readonly label: string;
}

export function QrCode({ text, label }: QrCodeProps): JSX.Element {
  const { data, size } = encode(text, { ecc: "M", border: QUIET_ZONE_MODULES });
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <path d={modulesPath(data)} />
    </svg>
  );
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
