import { endpointKey, parseEndpointKey, parsePeopleKey, poolKey } from '../../usage/keys';
import type { HourNumber } from '../../usage/hour';
import type { HourUsage } from '../../usage/hour-usage';
import { minuteLists, type ByMinute } from '../../usage/minute-points';
import { routes, type PoolId } from '../../model';
import { policiesOf } from '../pools/level';
import type { Minutes, WallCourse } from './wall-view';
import { textOrder } from '../../text-order';

const minutesAnHour = 60;
const mostEndpoints = 5;

/** How the hour went, minute by minute. @param ownPoints likely points of the hour; `quotaPoints`: where an answer named none */
export function wallCourse(
  hour: HourNumber,
  usage: HourUsage,
  pool: PoolId,
  { ownPoints, quotaPoints }: { ownPoints: number; quotaPoints: number | null },
): WallCourse {
  const lists = minuteLists(usage.minutes, usage.sums);
  const key = poolKey(pool);
  const byRoute = [...lists.routes]
    .flatMap(([name, minutes]) => {
      const id = parsePeopleKey(name);
      return id === null || poolKey(id.pool) !== key ? [] : [{ route: id.route, points: listOf(minutes) }];
    })
    .sort((a, b) => routes.indexOf(a.route) - routes.indexOf(b.route));
  const byEndpoint = [...lists.endpoints]
    .flatMap(([name, minutes]) => {
      const id = parseEndpointKey(name);
      if (id === null || poolKey(id.pool) !== key) return [];
      const { method, template } = id;
      return [{ name: endpointKey(id), method, template, points: listOf(minutes) }];
    })
    .sort((a, b) => sum(b.points) - sum(a.points) || textOrder(a.name, b.name))
    .slice(0, mostEndpoints)
    .map(({ method, template, points }) => ({ method, template, points }));
  const placed = byRoute.reduce((total, { points }) => total + sum(points), 0);
  return {
    byRoute,
    byEndpoint,
    unplacedPoints: Math.max(0, Math.round((ownPoints - placed) * 1000) / 1000),
    counter: counterOf(hour, usage, pool, quotaPoints),
  };
}

function listOf(minutes: ByMinute): Minutes {
  return Array.from({ length: minutesAnHour }, (_, minute) => (minutes.get(minute) ?? 0) / 1000);
}

/** The first and the last answer of each five minutes that named what is left of this hour's quota. */
function counterOf(
  hour: HourNumber,
  usage: HourUsage,
  pool: PoolId,
  quotaPoints: number | null,
): WallCourse['counter'] {
  const readings = policiesOf(new Map([[hour, { usage }]]), pool).flatMap(({ mark }) => {
    const quota = mark.quotaPoints ?? quotaPoints;
    if (quota === null) return [];
    const { first, lastAtMs, remaining, window } = mark;
    return [
      ...(first?.window === hour ? [{ atMs: first.atMs, usedPoints: quota - first.remaining }] : []),
      ...(remaining !== null && window === hour ? [{ atMs: lastAtMs, usedPoints: quota - remaining }] : []),
    ];
  });
  return readings
    .map(({ atMs, usedPoints }) => ({ atMs, usedPoints: Math.max(0, usedPoints) }))
    .sort((a, b) => a.atMs - b.atMs || a.usedPoints - b.usedPoints)
    .filter(
      ({ atMs, usedPoints }, i, all) => all[i - 1]?.atMs !== atMs || all[i - 1]?.usedPoints !== usedPoints,
    );
}

function sum(points: readonly number[]): number {
  return points.reduce((total, one) => total + one, 0);
}
