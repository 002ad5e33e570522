/** What the responses of one five-minute slot said of one hourly policy. */
export interface PolicyMark {
  /** When the last of them came. */
  lastAtMs: number;
  /** Points left as the last one said; `null` where it left them out (below about 80% use). */
  lastRemainingPoints: number | null;
  quotaPoints: number | null;
  windowSeconds: number | null;
  resetAtMs: number | null;
  /** The least that any of them said; `null` when none said. */
  leastRemainingPoints: number | null;
  /** Whether any of them said that less than 20% is left. */
  near: boolean;
}

export function mergePolicyMarks(a: PolicyMark, b: PolicyMark): PolicyMark {
  const last = compareLast(a, b) >= 0 ? a : b;
  return {
    ...last,
    leastRemainingPoints: least(a.leastRemainingPoints, b.leastRemainingPoints),
    near: a.near || b.near,
  };
}

function least(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

/** The later one is greater. Equal times are told apart by the rest, so that the order of merging does not matter. */
function compareLast(a: PolicyMark, b: PolicyMark): number {
  const fields = (mark: PolicyMark): (number | null)[] => [
    mark.lastAtMs,
    mark.lastRemainingPoints === null ? null : -mark.lastRemainingPoints,
    mark.quotaPoints,
    mark.windowSeconds,
    mark.resetAtMs,
  ];
  const right = fields(b);
  for (const [i, left] of fields(a).entries()) {
    const difference = (left ?? -Infinity) - (right[i] ?? -Infinity);
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
  }
  return 0;
}
