import type { PoolView } from '../../src/admin/contract/contract';
import { hourOf } from '../../src/usage/hour';
import { hourMs } from '../../src/time';
import { isMinuteProduct } from '../../src/limits/systems';
import { htmlReport } from '../../src/reports/html-report';
import { supportNote } from '../../src/reports/support-note';
import { csvTable } from '../../src/reports/csv-tables';
import { contradictionsOf } from '../../src/reports/contradictions';
import { readReport } from '../../src/reports/read-report';
import { limitNames, whole } from '../../src/reports/words';
import type { PoolRow } from '../../src/reports/account';
import { noGapSentence } from '../../static/dashboard/src/sentences/gap';
import { othersSentence, outcomeSentence } from '../../static/dashboard/src/sentences/outcome';
import { wallsSentence } from '../../static/dashboard/src/sentences/verdict';
import type { Answers } from './answers';
import { each, words, type Rules } from './rule';

const quotaReasons: readonly string[] = ['quotaGlobal', 'quotaTenant'];
/** Sums of thousandths, rounded to whole points where a page does so. */
const isClose = (a: number, b: number, within = 0.001): boolean => Math.abs(a - b) <= within;

function rowOf({ report }: Answers, { pool }: PoolView): number {
  const isSame = (row: PoolRow): boolean =>
    row.app === pool.app && row.environment === pool.environment && row.product === pool.product;
  return report.pools.findIndex(isSame);
}

/** The first of each key, as `find` has it, without looking through all of them for each of the month's hours. */
function firstBy<T>(list: readonly T[], keyOf: (one: T) => number): ReadonlyMap<number, T> {
  return new Map(list.toReversed().map((one) => [keyOf(one), one]));
}

/** What must hold between what one page says and what the other pages and the files say. */
export const crossRules: Rules = {
  'Limits shows the pools as Overview does': (answers) => {
    const [a, b] = [answers.pools, answers.limits.quotas.map(({ view }) => view)];
    return JSON.stringify(a) === JSON.stringify(b) ? [] : ['the views differ'];
  },

  'one value for the running hour on every page and in the files': (answers) =>
    each(answers, (view, index) => {
      const cells = answers.hours.at(-1)?.cells.filter(({ pool }) => pool === index) ?? [];
      const drawn = cells.reduce((sum, { points }) => sum + points.likely, 0);
      const heat = answers.heat.pools[index]?.findLast((points) => points !== null) ?? 0;
      const row = answers.report.hours.findLast(({ pool }) => pool === rowOf(answers, view));
      const { likely } = view.own;
      return [
        !isClose(drawn, likely) && `chart ${drawn}, card ${likely}`,
        !isClose(heat, likely, 0.5) && `heatmap ${heat}, card ${likely}`,
        row !== undefined &&
          !isClose(row.likelyPoints, likely) &&
          `evidence ${row.likelyPoints}, card ${likely}`,
      ];
    }),

  'each hour has as many refused calls in the chart of the day, in that of the month and in the evidence': (
    answers,
    { missingHours },
  ) =>
    each(answers, (view, index) => {
      const { heat, hours, report } = answers;
      const rowOfPool = rowOf(answers, view);
      const rows = firstBy(
        report.hours.filter(({ pool }) => pool === rowOfPool),
        ({ hour }) => Date.parse(hour),
      );
      const dayHours = firstBy(hours, ({ hourStartMs }) => hourStartMs);
      return (heat.refused[index] ?? []).flatMap((refused, at) => {
        const startMs = heat.firstDayMs + at * hourMs;
        const iso = new Date(startMs).toISOString();
        const row = rows.get(startMs);
        const told = Object.values(row?.refusedCalls ?? {}).reduce((sum, calls) => sum + calls, 0);
        const day = dayHours.get(startMs);
        const cells = day?.cells.filter(({ pool }) => pool === index) ?? [];
        const drawn = cells.reduce((sum, { throttles }) => sum + throttles, 0);
        const isDrawn = day !== undefined && refused !== null && !missingHours.includes(hourOf(startMs));
        return [
          row !== undefined && refused !== told && `${iso}: ${String(refused)}, evidence ${told}`,
          isDrawn && refused !== drawn && `${iso}: ${refused}, chart of the day ${drawn}`,
        ];
      });
    }),

  'hours and endpoints of the day add up to the same points and requests': ({ hours, endpoints }) => {
    const cells = hours.flatMap((hour) => hour.cells);
    const points = cells.reduce((sum, cell) => sum + cell.points.likely, 0);
    const listed = endpoints.filter(({ product }) => !isMinuteProduct(product));
    const ofEndpoints = listed.reduce((sum, { points: { likely } }) => sum + likely, 0);
    return isClose(points, ofEndpoints, 0.01) ? [] : [`by hour ${points}, by endpoint ${ofEndpoints}`];
  },

  'as many served calls have an assumed price on Endpoints as in Settings': ({ endpoints, coverage }) => {
    const listed = endpoints.reduce((sum, { assumedServed }) => sum + assumedServed, 0);
    const told = [...coverage.rows, ...(coverage.rest === null ? [] : [coverage.rest])].reduce(
      (sum, { estimated }) => sum + estimated,
      0,
    );
    return listed === told ? [] : [`Endpoints ${listed}, Settings ${told}`];
  },

  'refused calls are as many on Overview, Endpoints and Limits': ({ refusals, hours, endpoints, limits }) => {
    const enforced = refusals.filter(({ enforcement }) => enforcement === 'enforced');
    const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);
    const told = sum(enforced.map(({ calls }) => calls));
    const drawn = sum(hours.flatMap(({ cells }) => cells.map(({ throttles }) => throttles)));
    const listed = sum(endpoints.map(({ throttles }) => throttles));
    const quota = sum(
      enforced.filter(({ reason }) => quotaReasons.includes(reason)).map(({ calls }) => calls),
    );
    const limit = sum(limits.quotas.map(({ refusals: { calls } }) => calls));
    return [
      ...(told === drawn && told === listed ? [] : [`told ${told}, drawn ${drawn}, listed ${listed}`]),
      ...(quota === limit ? [] : [`for the quota told ${quota}, on Limits ${limit}`]),
    ];
  },

  'nobody says that use stayed below 80% where a call was refused, or a counter read more': ({
    limits,
    gaps,
    refusals,
  }) => {
    if (gaps.length > 0) return [];
    const said = noGapSentence(limits.quotas, words);
    const isFull =
      refusals.some(
        ({ reason, enforcement }) => enforcement === 'enforced' && quotaReasons.includes(reason),
      ) || limits.quotas.some(({ worst }) => worst?.basis === 'reading' || worst?.basis === 'refused');
    return isFull && said.includes('stayed below') ? [said] : [];
  },

  'an hour that was refused was full': ({ limits }) =>
    limits.quotas.flatMap(({ worst, view }) =>
      worst?.basis === 'refused' && worst.usedPoints !== view.quotaPoints ? [`${worst.usedPoints} used`] : [],
    ),

  'the walls that are told are the refused hours of the evidence': (answers, { nowMs }) =>
    each(answers, (view, index) => {
      const { days, pools } = answers.walls!;
      const walls = pools[index]!;
      const firstDay = new Date(nowMs - (days - 1) * 86_400_000).toISOString().slice(0, 10);
      const refused = answers.report.hours.filter(
        ({ pool, hour, quotaRefusedFrom }) =>
          pool === rowOf(answers, view) && quotaRefusedFrom !== null && hour.slice(0, 10) >= firstDay,
      );
      const said = wallsSentence(walls, days, words);
      const isNone = said.startsWith('Did not run dry');
      return [
        walls.walls.length !== refused.length &&
          `${walls.walls.length} told, ${refused.length} in the evidence`,
        isNone !== (refused.length === 0) && said,
        view.status === 'exhausted' &&
          view.enforcement !== 'beta' &&
          view.level.basis === 'refused' &&
          isNone &&
          said,
      ];
    }),

  'the evidence does not contradict itself': ({ report }) => contradictionsOf(report),

  'a reviewer’s program reads the evidence: its tables add up': ({ report }) => {
    const reading = readReport(JSON.parse(JSON.stringify(report)));
    return reading.kind === 'refused' ? [reading.why] : [];
  },

  'the replay with the quota of Tier 1 refuses every hour that was refused under it': ({
    simulated,
    report,
  }) =>
    simulated.flatMap((result) => {
      const { quota } = report.summaries[result.pool]!;
      const full = report.hours.filter(
        ({ pool, quotaRefusedFrom }) => pool === result.pool && quotaRefusedFrom !== null,
      );
      if (quota.points !== 65_000 || full.length === 0) return [];
      const said = outcomeSentence(result, words);
      return [
        ...(said.includes('no recorded hour would have been refused') ? [said] : []),
        ...(result.hours.length < full.length ? [`${result.hours.length} of ${full.length} hours`] : []),
      ];
    }),

  'an hour that the replay refuses asks for more than the quota, with what others took': ({ simulated }) =>
    simulated.flatMap(({ quotaPoints, hours }) =>
      hours
        .filter(({ points, othersPoints }) => points.high + othersPoints.high <= (quotaPoints ?? Infinity))
        .map(({ hour, points }) => `${hour}: ${points.high} of ${String(quotaPoints)}`),
    ),

  'the replay says what it leaves out': ({ simulated }) =>
    simulated.flatMap((result) => {
      const said = othersSentence(result, words);
      return said !== null && /left out/.test(said) ? [] : [String(said)];
    }),

  'coverage is of the hours since recording began': ({ report, recordedDays }) => {
    const { periodHours, knownHours, share } = report.coverage;
    const most = Math.ceil(recordedDays * 24) + 2;
    if (report.pools.length === 0) return [];
    return [
      ...(knownHours <= periodHours ? [] : [`${knownHours} of ${periodHours} hours`]),
      ...(periodHours <= most ? [] : [`${periodHours} hours since ${recordedDays} days`]),
      ...(share === 1 ? [] : [`nothing is missing, and ${String(share)} is known`]),
    ];
  },

  'one figure for the greatest hour in every file': ({ report }) => {
    const html = htmlReport(report).replace(/\s+/g, ' ');
    const csv = csvTable(report, 'hours').split('\r\n').slice(1);
    return report.summaries.flatMap(({ pool, allHours }) => {
      const { app, product } = report.pools[pool]!;
      const likely = csv
        .map((line) => line.split(','))
        .filter(([, ofApp, , ofProduct]) => ofApp === app && ofProduct === product)
        .map((cells) => Number(cells[7]));
      const most = Math.max(0, ...likely);
      const shown = whole(allHours?.max.likely ?? 0);
      return [
        ...(allHours === null || isClose(most, allHours.max.likely) ? [] : [`CSV ${most}, ranking ${shown}`]),
        ...(allHours === null || html.includes(`<b>${shown}</b><span>most points in an hour</span>`)
          ? []
          : [`${shown} is not in the printed report`]),
      ];
    });
  },

  'files for a reviewer have no codes, and a limit has one name': ({ report }) => {
    const text = `${htmlReport(report)} ${supportNote(report)}`;
    const codes = Object.keys(limitNames).filter((code) => /[A-Z]/.test(code) && text.includes(code));
    return codes;
  },

  'a time is of the account': ({ refusals, limits }, { nowMs, sinceMs }) => {
    const times = [
      ...refusals.map(({ lastAtMs }) => lastAtMs),
      ...limits.quotas.map(({ worst }) => worst?.hourStartMs ?? null),
    ].filter((atMs) => atMs !== null);
    return times
      .filter((atMs) => atMs > nowMs || hourOf(atMs) < hourOf(sinceMs))
      .map((atMs) => new Date(atMs).toISOString());
  },
};
