/** How the benches print: medians, extremes and ratios of samples measured side by side. */

export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) throw new RangeError("Cannot take a median: no samples");
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** The least sample that `percent` of all samples do not exceed. */
export function percentile(samples: readonly number[], percent: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(sorted.length * percent / 100) - 1)];
  if (found === undefined) throw new RangeError("Cannot take a percentile: no samples");
  return found;
}

/** Rows of equal length; the first is the heading. Numbers stand right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows.map((row) =>
    row.map((cell, column) => column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))
      .join("  ")
      .trimEnd()
  ).join("\n");
}

export function milliseconds(value: number): string {
  return value.toFixed(value < 10 ? 2 : 0);
}

export async function gzippedBytes(body: Uint8Array<ArrayBuffer> | string): Promise<number> {
  const stream = new Response(body).body?.pipeThrough(new CompressionStream("gzip"));
  return (await new Response(stream ?? null).arrayBuffer()).byteLength;
}
