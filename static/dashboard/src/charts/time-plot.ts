/** Where a plot stands inside its drawing, pixels. */
export interface Plot {
  heightPx: number;
  topPx: number;
  basePx: number;
  leftPx: number;
  rightPx: number;
}

export function plotOf(widthPx: number): Plot {
  return { heightPx: 268, topPx: 26, basePx: 232, leftPx: 52, rightPx: widthPx - 4 };
}
