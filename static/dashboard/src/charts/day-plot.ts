/** Where the plot of a day stands inside its drawing. */
export const plot = { heightPx: 268, topPx: 22, bottomPx: 36, leftPx: 52, rightPx: 4 } as const;
