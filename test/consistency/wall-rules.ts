import { hourOf } from '../../src/usage/hour';
import { poolKey } from '../../src/usage/keys';
import { simulate } from '../../src/reports/simulation';
import { wallFile, wallMarkdown } from '../../src/reports/wall-file';
import { whole } from '../../src/reports/words';
import type { WallView } from '../../src/insights/incidents/wall-view';
import type { Answers } from './answers';
import type { Rules } from './rule';

const isClose = (a: number, b: number, within = 0.001): boolean => Math.abs(a - b) <= within;
const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);

/** A rule of each wall by itself. */
const each = (
  answers: Answers,
  check: (view: WallView, index: number, hourStartMs: number) => (string | false)[],
): string[] =>
  answers.wallPages.flatMap(({ view, index, hourStartMs }) => {
    const at = new Date(hourStartMs).toISOString();
    if (view === null) return [`${at} is told and has no page`];
    return check(view, index, hourStartMs)
      .filter((what) => what !== false)
      .map((what) => `${at} ${view.pool.app}: ${what}`);
  });

function rowOf({ report, pools }: Answers, index: number, hourStartMs: number) {
  const { pool } = pools[index]!;
  const at = report.pools.findIndex(({ app, product }) => app === pool.app && product === pool.product);
  return report.hours.find((row) => row.pool === at && Date.parse(row.hour) === hourStartMs)!;
}

/** What must hold between the page of a wall, the other pages, the evidence and its own file. */
export const wallRules: Rules = {
  'Limits lists the walls that Overview counts, each once': ({ warnings, walls, pools }) => {
    const counted = walls!.pools.flatMap(({ walls: all }, index) =>
      all.map(({ hourStartMs }) => `${poolKey(pools[index]!.pool)} ${hourStartMs}`),
    );
    const listed = warnings.flatMap((line) =>
      line.kind === 'dry' ? [`${poolKey(line.pool)} ${line.hourStartMs}`] : [],
    );
    const isSame = [...counted].sort().join() === [...listed].sort().join();
    const twice = warnings.filter(
      (line) =>
        line.kind === 'emptied' &&
        listed.includes(`${poolKey(line.pool)} ${Math.floor(line.atMs / 3_600_000) * 3_600_000}`),
    );
    return [
      ...(isSame ? [] : [`${counted.length} counted, ${listed.length} listed`]),
      ...twice.map(({ atMs }) => `${new Date(atMs).toISOString()} is told twice`),
    ];
  },

  'the page of a wall has the points, calls and refusals of Overview’s hour and of the evidence': (answers) =>
    each(answers, (view, index, hourStartMs) => {
      const row = rowOf(answers, index, hourStartMs);
      const wall = answers.walls!.pools[index]!.walls.find((one) => one.hourStartMs === hourStartMs)!;
      const hour = answers.hours.find((one) => one.hourStartMs === hourStartMs);
      const cells = hour?.cells.filter(({ pool }) => pool === index) ?? [];
      const drawn = sum(cells.map(({ points }) => points.likely));
      const refused = (row.refusedCalls.quotaGlobal ?? 0) + (row.refusedCalls.quotaTenant ?? 0);
      const { low, likely, high } = view.own;
      return [
        !(
          isClose(row.lowPoints, low) &&
          isClose(row.likelyPoints, likely) &&
          isClose(row.highPoints, high)
        ) && `${likely} points, evidence ${row.likelyPoints}`,
        cells.length > 0 && !isClose(drawn, likely) && `${likely} points, chart ${drawn}`,
        row.requests !== view.requests && `${view.requests} requests, evidence ${row.requests}`,
        (refused !== view.calls || wall.calls !== view.calls) &&
          `${view.calls} refused, evidence ${refused}, Overview ${wall.calls}`,
        (Date.parse(row.quotaRefusedFrom!) !== view.firstAtMs || wall.firstAtMs !== view.firstAtMs) &&
          `first ${view.firstAtMs}, evidence ${String(row.quotaRefusedFrom)}, Overview ${wall.firstAtMs}`,
        row.counterPoints !== view.counterPoints && `counter ${String(view.counterPoints)}`,
      ];
    }),

  'every list of a wall adds up to the same points and the same refused calls': (answers) =>
    each(answers, (view) => {
      const { drew, failed, byRoute, byTrigger, byFeature, course, own, calls } = view;
      const points = [
        sum(drew.rows.map((row) => row.points.likely)) + drew.further.points,
        ...[byRoute, byTrigger, byFeature].map((shares) => sum(shares.map((share) => share.points))),
        sum(course!.byRoute.flatMap((route) => route.points)) + course!.unplacedPoints,
      ];
      const refused = [
        sum(failed.rows.map((row) => row.refusedCalls)) + failed.further.refusedCalls,
        ...[byRoute, byTrigger, byFeature].map((shares) => sum(shares.map((share) => share.refusedCalls))),
      ];
      return [
        points.some((one) => !isClose(one, own.likely, 0.01)) &&
          `${points.join(', ')} of ${own.likely} points`,
        refused.some((one) => one !== calls) && `${refused.join(', ')} of ${calls} refused`,
      ];
    }),

  'what others drew and what this site drew is what was gone': (answers) =>
    each(answers, ({ own, others, quotaPoints, counterPoints }) => {
      if (others === null || quotaPoints === null) return [];
      const gone = Math.max(quotaPoints, counterPoints ?? 0);
      return [
        !isClose(Math.max(own.likely, others.likely + own.likely), Math.max(own.likely, gone), 0.01) &&
          `${own.likely} and ${others.likely} of ${gone}`,
        !(others.low <= others.likely && others.likely <= others.high) && 'others’ band',
      ];
    }),

  'a wall is within its hour, and so is what is told of it': (answers) =>
    each(answers, ({ hourStartMs, firstAtMs, lastAtMs, resetAtMs, course, replay, warnings }) => [
      !(hourStartMs <= firstAtMs && firstAtMs <= lastAtMs && lastAtMs < resetAtMs) && 'the refusals',
      course!.counter.some(({ atMs }) => hourOf(atMs) !== hourOf(hourStartMs)) && 'the counter',
      warnings.changes.some(({ atMs }) => atMs < hourStartMs) && 'a warning',
      replay.asRecorded.dryAtMs === null && 'the replay lasts the hour that did not',
    ]),

  'the replay of a wall is the one of Reports, and less spent never lasts shorter': (answers) =>
    each(answers, (view, index, hourStartMs) => {
      const { quotaPoints, asRecorded, advice, all } = view.replay;
      const row = rowOf(answers, index, hourStartMs);
      const named = answers.report.pools[row.pool]!.quotaPoints ?? 65_000;
      const [reported] = simulate(
        { ...answers.report, pools: [answers.report.pools[row.pool]!], hours: [{ ...row, pool: 0 }] },
        { kind: 'quota', points: quotaPoints },
        { bridge: false, cacheShare: 0, spread: false },
      );
      const again = reported!.hours[0]?.blockedMinutes.likely ?? 0;
      const blocked = asRecorded.blockedMinutes.likely;
      const best = Math.min(...advice.map(({ outcome }) => outcome.blockedMinutes.likely), Infinity);
      const worst = Math.max(...advice.map(({ outcome }) => outcome.blockedMinutes.likely), 0);
      const together = all?.outcome.blockedMinutes.likely ?? blocked;
      return [
        named === quotaPoints && !isClose(again, blocked, 0.01) && `${blocked} minutes, Reports ${again}`,
        !isClose(blocked, (view.resetAtMs - view.firstAtMs) / 60_000, 1) &&
          `${blocked} minutes as it was, refused from ${new Date(view.firstAtMs).toISOString()}`,
        [asRecorded, ...advice.map(({ outcome }) => outcome)].some(
          ({ blockedMinutes: { low, likely, high } }) => !(low <= likely && likely <= high),
        ) && 'bounds upside down',
        worst > blocked + 0.001 && `an advice makes ${blocked} minutes ${worst}`,
        best !== Infinity && together > best + 0.001 && `all together ${together}, one alone ${best}`,
        sum(advice.map(({ savedShare }) => savedShare)) > (all?.savedShare ?? 0) + 0.001 && 'shares',
      ];
    }),

  'what the day keeps of a wall does not contradict its hour': (answers) =>
    answers.wallPages.flatMap(({ view, kept }) => {
      if (view === null || kept === null) return ['a wall without a page'];
      const isSame =
        kept.calls === view.calls &&
        kept.firstAtMs === view.firstAtMs &&
        isClose(kept.own.likely, view.own.likely) &&
        JSON.stringify(kept.byRoute) === JSON.stringify(view.byRoute) &&
        JSON.stringify(kept.replay.asRecorded) === JSON.stringify(view.replay.asRecorded);
      return isSame ? [] : [`${new Date(view.hourStartMs).toISOString()} is another in its day`];
    }),

  'the file of a wall says what its page says': (answers, { nowMs }) =>
    each(answers, (view) => {
      const file = wallFile(view, 'Release Radar', nowMs);
      const read = JSON.parse(JSON.stringify(file)) as typeof file;
      const text = wallMarkdown(read);
      const [dearest] = view.drew.rows;
      return [
        read.refused.calls !== view.calls && 'JSON: refused calls',
        !isClose(read.thisSite.likelyPoints, view.own.likely) && 'JSON: points',
        !text.includes(`${whole(view.calls)} call`) && 'text: refused calls',
        !text.includes(new Date(view.firstAtMs).toISOString().slice(11, 16)) && 'text: first refusal',
        dearest !== undefined && !text.includes(`${whole(dearest.points.likely)} points`) && 'text: who drew',
        /undefined|NaN|Infinity/.test(text) && text,
      ];
    }),
};
