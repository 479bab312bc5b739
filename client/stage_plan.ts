/**
 * Where pictures go on the call's stage: people alone in the largest tiles that fit; beside a shared screen they make room for it,
 * in a column on a wide window and in a row below it on an upright one. Pure.
 */
import { arrange, type GridRequest } from "./grid.ts";

export interface TilePlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface StageRequest {
  readonly people: number;
  readonly screens: number;
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly gap: number;
}

export interface StagePlan {
  readonly people: readonly TilePlace[];
  readonly screens: readonly TilePlace[];
}

const WIDEST = 16 / 9;
/** In an upright window pictures may be upright too; in a wide one faces stay whole. */
const NARROWEST = { upright: 0.75, wide: 1.2 };
/** A screen may have any shape: it is shown whole, whatever is left beside it. */
const SCREEN_SHAPES = { narrowest: 0.5, widest: 2.4 };
/** A column of faces is as wide as they need to be known, and takes no more than this part of the stage. */
const COLUMN = { least: 112, most: 240, part: 0.22 };
/** Below that share of the height people are too small beside a screen that is wider than high. */
const SCREEN_PART = 0.62;

export function planStage({ people, screens, width, height, gap }: StageRequest): StagePlan {
  const isUpright = height > width;
  const narrowest = isUpright ? NARROWEST.upright : NARROWEST.wide;
  if (screens === 0) {
    return { people: fill({ count: people, width, height, gap, narrowest, widest: WIDEST }, 0, 0), screens: [] };
  }
  if (isUpright) {
    const shown = Math.round(Math.min(height * SCREEN_PART, screens * width / WIDEST + (screens - 1) * gap));
    const rest = Math.max(0, height - shown - gap);
    return {
      screens: fill({ count: screens, width, height: shown, gap, ...SCREEN_SHAPES }, 0, 0),
      people: fill({ count: people, width, height: rest, gap, narrowest, widest: WIDEST }, 0, shown + gap),
    };
  }
  const column = Math.round(Math.min(COLUMN.most, Math.max(COLUMN.least, width * COLUMN.part)));
  const shown = Math.max(0, width - column - gap);
  return {
    screens: fill({ count: screens, width: shown, height, gap, ...SCREEN_SHAPES }, 0, 0),
    people: fill({ count: people, width: column, height, gap, narrowest, widest: WIDEST }, shown + gap, 0),
  };
}

/** The largest of that shape in the middle of the place; `ratio` is width divided by height. */
export function fitShape({ x, y, width, height }: TilePlace, ratio: number): TilePlace {
  const fitted = {
    width: Math.round(Math.min(width, height * ratio)),
    height: Math.round(Math.min(height, width / ratio)),
  };
  return { ...fitted, x: x + Math.floor((width - fitted.width) / 2), y: y + Math.floor((height - fitted.height) / 2) };
}

function fill(request: GridRequest, left: number, top: number): readonly TilePlace[] {
  const { tileWidth, tileHeight, places } = arrange(request);
  return places.map(({ x, y }) => ({ x: x + left, y: y + top, width: tileWidth, height: tileHeight }));
}
