/**
 * Where the pictures go: the arrangement with the largest tiles that fit a window. Pure; the view turns it into motion.
 * A tile may be cropped within the given shapes, so that a phone held upright is filled as well as a wide screen.
 */
export interface GridRequest {
  readonly count: number;
  /** Room for all tiles, in CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly gap: number;
  /** Width divided by height of the most upright and of the widest tile allowed. */
  readonly narrowest: number;
  readonly widest: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  /** Upper left corners in reading order; a short last row is centred, and so is the whole. */
  readonly places: readonly Place[];
}

export function arrange(request: GridRequest): Grid {
  let best: Grid | null = null;
  for (let columns = 1; columns <= Math.max(1, request.count); columns++) {
    const grid = withColumns(request, columns);
    if (!best || grid.tileWidth * grid.tileHeight > best.tileWidth * best.tileHeight) best = grid;
  }
  return best ?? withColumns(request, 1);
}

function withColumns({ count, width, height, gap, narrowest, widest }: GridRequest, columns: number): Grid {
  const rows = Math.max(1, Math.ceil(count / columns));
  const cellWidth = Math.max(0, (width - gap * (columns - 1)) / columns);
  const cellHeight = Math.max(0, (height - gap * (rows - 1)) / rows);
  const tileWidth = Math.floor(Math.min(cellWidth, cellHeight * widest));
  const tileHeight = Math.floor(Math.min(cellHeight, cellWidth / narrowest));
  const top = (height - rows * tileHeight - gap * (rows - 1)) / 2;

  const places = Array.from({ length: count }, (_, index): Place => {
    const row = Math.floor(index / columns);
    const inRow = row < rows - 1 ? columns : count - columns * (rows - 1);
    const left = (width - inRow * tileWidth - gap * (inRow - 1)) / 2;
    return {
      x: Math.max(0, Math.floor(left + (index % columns) * (tileWidth + gap))),
      y: Math.max(0, Math.floor(top + row * (tileHeight + gap))),
    };
  });
  return { columns, rows, tileWidth, tileHeight, places };
}
