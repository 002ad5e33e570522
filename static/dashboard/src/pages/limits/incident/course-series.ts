import type { WallView } from '../../../../../../src/admin/contract/contract';
import { minuteMs } from '../../../../../../src/time';
import { routeClass } from '../../../charts/route-order';
import type { TimeLayer, TimeSeries } from '../../../charts/time-model';
import { shortCall } from '../../../sentences/verdict';
import type { Words } from '../../../words';
import { changeWords } from './warnings-card';

export type CourseBy = 'route' | 'endpoint';

interface CourseFacts {
  wall: WallView;
  course: NonNullable<WallView['course']>;
  by: CourseBy;
  readAtMs: number;
  thresholdPercents: readonly number[];
}

/** Each minute with all that was drawn since the hour began; of a running hour no minutes that are still to come. */
export function courseSeries(facts: CourseFacts, words: Words): TimeSeries {
  const { wall, course, by, readAtMs, thresholdPercents } = facts;
  const { text, format } = words;
  const say = text.incident.course;
  const minutes = Math.min(60, Math.max(1, Math.ceil((readAtMs - wall.hourStartMs) / minuteMs)));
  const each = Array.from({ length: minutes }, (_, minute) =>
    course.byRoute.reduce((sum, { points }) => sum + (points[minute] ?? 0), 0),
  );
  const sums = sumsOf(each);
  const layers =
    by === 'route' ? routeLayers(course, minutes, words) : endpointLayers(course, sums, say.rest);
  return {
    slots: each.map((points, minute) => {
      const startMs = wall.hourStartMs + minute * minuteMs;
      const figures = { points: format.count(points), all: format.count(sums[minute] ?? 0) };
      return {
        startMs,
        isMissing: false,
        refused: null,
        sentence: say.minute({ time: format.utcTime(startMs), ...figures }),
        upToPoints: null,
      };
    }),
    stepMs: minuteMs,
    layers,
    line: null,
    marks: [
      ...wall.warnings.changes.map((change) => ({
        ...{ atMs: change.atMs, kind: 'warning' as const, text: changeWords(change, words) },
      })),
      { atMs: wall.firstAtMs, kind: 'refused' as const, text: text.incident.warnings.first },
    ]
      .filter(({ atMs }) => atMs < wall.resetAtMs)
      .sort((a, b) => a.atMs - b.atMs),
    dots: course.counter.map(({ atMs, usedPoints }) => ({ atMs, points: usedPoints })),
    limitPoints: wall.quotaPoints,
    thresholdPercents,
    missing: text.day.missing,
  };
}

function routeLayers({ byRoute }: CourseFacts['course'], minutes: number, { text }: Words): TimeLayer[] {
  return byRoute.map(({ route, points }) => ({
    ...{ key: route, name: text.routes[route], className: routeClass(route) },
    values: sumsOf(points.slice(0, minutes)),
  }));
}

/** The dearest endpoints, and what the routes have beyond them. */
function endpointLayers(
  { byEndpoint }: CourseFacts['course'],
  all: readonly number[],
  rest: string,
): TimeLayer[] {
  const layers = byEndpoint.map((endpoint, index) => ({
    ...{
      key: `${endpoint.method} ${endpoint.template}`,
      name: shortCall(endpoint),
      className: `series-${index + 1}`,
    },
    values: sumsOf(endpoint.points.slice(0, all.length)),
  }));
  const others = all.map((sum, minute) =>
    Math.max(0, sum - layers.reduce((known, { values }) => known + (values[minute] ?? 0), 0)),
  );
  if (!others.some((points) => points >= 0.5)) return layers;
  return [...layers, { key: 'rest', name: rest, className: 'gauge-others', values: others }];
}

function sumsOf(points: readonly number[]): number[] {
  let sum = 0;
  return points.map((one) => Math.round((sum += one) * 1000) / 1000);
}
