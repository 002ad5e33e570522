/**
 * The hours of a report, shared out over its routes. A report has routes of the whole period alone, so which hour had which route is guessed by
 * what its calls cost: dear hours have more of the route whose calls are dear. Over all hours each route has as many calls and points as the
 * report says, and where most hours have one call as near as whole calls allow: all points of such an hour are of one route.
 */
export interface Amount {
  requests: number;
  points: number;
}

/** @returns by hour, the part of each route: whole numbers that add up to the hour. Without a call a route has no points */
export function shareOut(hours: readonly Amount[], routes: readonly Amount[]): Amount[][] {
  const due = onScaleOf(hours, routes);
  const parts = withCalls(hours, due).map((calls, at) => {
    const likely = calls.map((requests, route) => requests * priceOf(due[route]));
    const points = split(hours[at]?.points ?? 0, likely.some((one) => one > 0) ? likely : calls);
    return calls.map((requests, route): Amount => ({ requests, points: points[route] ?? 0 }));
  });
  // Each turn moves points between two routes, or calls where no more points can move.
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const over = due.map(({ points }, route) => sumOf(parts.map((of) => of[route]?.points ?? 0)) - points);
    const [from, to] = [over.indexOf(Math.max(...over)), over.indexOf(Math.min(...over))];
    const wrong = Math.floor(Math.min(over[from] ?? 0, -(over[to] ?? 0)));
    if (wrong < 1) break;
    if (!movePoints(parts, from, to, wrong) && !swapCalls(parts, from, to, wrong)) break;
  }
  return parts;
}

const mostTurns = 60;
/** Of the hours that may swap a call so many are looked at, spread over all of them. */
const mostLookedAt = 400;

/** What is due to each route of all hours, where the report's own sums say otherwise, too. */
function onScaleOf(hours: readonly Amount[], routes: readonly Amount[]): Amount[] {
  const scaled = (of: keyof Amount): number[] => {
    const [all, theirs] = [sumOf(hours.map((one) => one[of])), sumOf(routes.map((one) => one[of]))];
    return routes.map((one) => (theirs > 0 ? (all * one[of]) / theirs : all / routes.length));
  };
  const [requests, points] = [scaled('requests'), scaled('points')];
  return routes.map((_, at) => ({ requests: requests[at] ?? 0, points: points[at] ?? 0 }));
}

function withCalls(hours: readonly Amount[], due: readonly Amount[]): number[][] {
  const likely = likelyCalls(hours, due);
  const calls = hours.map((): number[] => []);
  const owed = due.map(() => 0);
  // Neighbours in this order cost alike: what one has too much of a route the next has too little, and hardly a point is elsewhere.
  const order = [...hours.keys()].sort((a, b) => priceOf(hours[b]) - priceOf(hours[a]));
  for (const at of order) {
    const wanted = due.map((_, route) => Math.max(0, (likely[at]?.[route] ?? 0) + (owed[route] ?? 0)));
    const own = split(hours[at]?.requests ?? 0, wanted);
    for (const [route, requests] of own.entries())
      owed[route] = (owed[route] ?? 0) + (likely[at]?.[route] ?? 0) - requests;
    calls[at] = own;
  }
  return calls;
}

/** Parts of calls, not whole ones. They add up to the hours and to the routes. */
function likelyCalls(hours: readonly Amount[], due: readonly Amount[]): number[][] {
  const calls = Math.max(1, sumOf(due.map(({ requests }) => requests)));
  const mean = sumOf(due.map(({ points }) => points)) / calls;
  const scatterOf = (of: readonly Amount[]): number =>
    sumOf(of.map((one) => (one.requests * (priceOf(one) - mean) ** 2) / calls));
  const scatter = Math.max(scatterOf(due), scatterOf(hours));
  const parts = hours.map((hour) =>
    due.map((one) => {
      // A dear hour has more of a dear route, and of none nothing: what is left for a route at the end must find room.
      const lean = scatter > 0 ? ((priceOf(one) - mean) * (priceOf(hour) - mean)) / scatter : 0;
      return (hour.requests * one.requests * Math.max(0.01, 1 + lean)) / calls;
    }),
  );
  for (let turn = 0; turn < 100; turn += 1) {
    const sums = due.map((_, route) => sumOf(parts.map((of) => of[route] ?? 0)));
    for (const [at, of] of parts.entries()) {
      const scaled = of.map((part, route) => {
        const sum = sums[route] ?? 0;
        return sum > 0 ? (part * (due[route]?.requests ?? 0)) / sum : part;
      });
      const all = sumOf(scaled);
      if (all > 0) parts[at] = scaled.map((part) => (part * (hours[at]?.requests ?? 0)) / all);
    }
  }
  return parts;
}

/** In hours that have both routes. @returns whether any were there to move */
function movePoints(parts: readonly Amount[][], from: number, to: number, wrong: number): boolean {
  const both = parts.flatMap((of) => {
    const [giver, taker] = [of[from], of[to]];
    return giver === undefined || taker === undefined || taker.requests === 0
      ? []
      : [[giver, taker] as const];
  });
  const movable = sumOf(both.map(([giver]) => giver.points));
  if (movable === 0) return false;
  const moved = split(
    Math.min(wrong, movable),
    both.map(([giver]) => giver.points),
  );
  for (const [at, [giver, taker]] of both.entries()) {
    const points = Math.min(giver.points, moved[at] ?? 0);
    giver.points -= points;
    taker.points += points;
  }
  return true;
}

/** Two hours swap a call of these routes: those after which they are least wrong. @returns whether they are less wrong then */
function swapCalls(parts: readonly Amount[][], from: number, to: number, wrong: number): boolean {
  const givers = spread(
    parts.filter((of) => (of[from]?.points ?? 0) > 0 && (of[from]?.requests ?? 0) > 0),
    from,
  );
  const takers = spread(
    parts.filter((of) => (of[to]?.requests ?? 0) > 0),
    to,
  );
  let best = { wrong, giver: givers[0], taker: takers[0] };
  for (const giver of givers)
    for (const taker of takers) {
      if (giver === taker) continue;
      const [given, taken] = [rangeOf(giver[from]), rangeOf(taker[to])];
      const [least, most] = [given.least - taken.most, given.most - taken.least];
      const left = Math.abs(wrong - Math.min(most, Math.max(least, wrong)));
      if (left < best.wrong) best = { wrong: left, giver, taker };
    }
  if (best.wrong >= wrong || best.giver === undefined || best.taker === undefined) return false;
  const swap = (of: Amount[], gone: number, come: number): void => {
    const [giver, taker] = [of[gone], of[come]];
    if (giver === undefined || taker === undefined) return;
    giver.requests -= 1;
    taker.requests += 1;
    if (giver.requests > 0) return;
    taker.points += giver.points;
    giver.points = 0;
  };
  swap(best.giver, from, to);
  swap(best.taker, to, from);
  return true;
}

/** Points that can go with one call: with the last one all of them do. */
function rangeOf(part: Amount | undefined): { least: number; most: number } {
  const { requests = 0, points = 0 } = part ?? {};
  return { least: requests === 1 ? points : 0, most: points };
}

function spread(hours: Amount[][], route: number): Amount[][] {
  const sorted = hours.sort((a, b) => (a[route]?.points ?? 0) - (b[route]?.points ?? 0));
  const step = Math.ceil(sorted.length / mostLookedAt);
  return sorted.filter((_, at) => at % step === 0);
}

/** A whole number by weights; what is left of the division goes to those who miss most. Without any weight the first has all of it. */
export function split(whole: number, weights: readonly number[]): number[] {
  const all = sumOf(weights);
  if (all <= 0) return weights.map((_, at) => (at === 0 ? whole : 0));
  const exact = weights.map((weight) => (whole * weight) / all);
  const parts = exact.map(Math.floor);
  const inTurn = [...exact.keys()].sort(
    (a, b) => (exact[b] ?? 0) - (parts[b] ?? 0) - ((exact[a] ?? 0) - (parts[a] ?? 0)),
  );
  let left = whole - sumOf(parts);
  for (const at of inTurn) {
    if (left <= 0) break;
    parts[at] = (parts[at] ?? 0) + 1;
    left -= 1;
  }
  // Of very large numbers the division may be a trifle over.
  const most = parts.indexOf(Math.max(...parts));
  if (left < 0) parts[most] = (parts[most] ?? 0) + left;
  return parts;
}

/** Of a call. */
function priceOf(amount: Amount | undefined): number {
  return amount === undefined || amount.requests === 0 ? 0 : amount.points / amount.requests;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
