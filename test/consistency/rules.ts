import { verdictOf, type PoolView, type VerdictKind } from '../../src/admin/contract/contract';
import { poolKey } from '../../src/usage/keys';
import { hourOf } from '../../src/usage/hour';
import { isMinuteProduct } from '../../src/limits/systems';
import { htmlReport } from '../../src/reports/html-report';
import { supportNote } from '../../src/reports/support-note';
import { csvTable } from '../../src/reports/csv-tables';
import { contradictionsOf } from '../../src/reports/contradictions';
import { limitNames, whole } from '../../src/reports/words';
import type { PoolRow } from '../../src/reports/account';
import { createFormat } from '../../static/dashboard/src/format';
import { noGapSentence } from '../../static/dashboard/src/sentences/gap';
import { forecastSentences } from '../../static/dashboard/src/sentences/forecast';
import { othersSentence, outcomeSentence } from '../../static/dashboard/src/sentences/outcome';
import { poolSentences } from '../../static/dashboard/src/sentences/pool';
import { verdictSentences, wallsSentence } from '../../static/dashboard/src/sentences/verdict';
import { en } from '../../static/dashboard/src/text/en';
import type { Words } from '../../static/dashboard/src/words';
import type { GeneratedAccount } from './accounts';
import type { Answers } from './answers';

const words: Words = { text: en, format: createFormat('en-US', 'UTC'), language: 'en' };
const quotaReasons: readonly string[] = ['quotaGlobal', 'quotaTenant'];
/** Sums of thousandths, rounded to whole points where a page does so. */
const isClose = (a: number, b: number, within = 0.001): boolean => Math.abs(a - b) <= within;

/** What contradicts itself, one sentence each. */
type Rule = (answers: Answers, account: GeneratedAccount) => string[];

const each = ({ pools }: Answers, check: (view: PoolView, index: number) => (string | false)[]): string[] =>
  pools.flatMap((view, index) =>
    check(view, index)
      .filter((what) => what !== false)
      .map((what) => `${view.pool.app} ${view.pool.product}: ${what}`),
  );

const expectedKinds: Readonly<Record<PoolView['status'], readonly VerdictKind[]>> = {
  exhausted: ['refused', 'usedUp'],
  near: ['near', 'runsDry'],
  watch: ['runsDry', 'mayRunDry', 'easing'],
  recovering: ['recovering', 'runsDry', 'close'],
  fine: ['fine', 'runsDry', 'close'],
  unknown: ['unknown', 'runsDry', 'close'],
};

function rowOf({ report }: Answers, { pool }: PoolView): number {
  const isSame = (row: PoolRow): boolean =>
    row.app === pool.app && row.environment === pool.environment && row.product === pool.product;
  return report.pools.findIndex(isSame);
}

/** The cross-rules: what must hold between what the pages say and what the files say, of whatever account. */
export const rules: Readonly<Record<string, Rule>> = {
  'verdict and status agree': (answers) =>
    each(answers, (view) => {
      const { kind } = verdictOf(view);
      return [!expectedKinds[view.status].includes(kind) && `${view.status} is judged ${kind}`];
    }),

  'every alarm has its verdict, and every verdict that alarms its alarm': (answers) =>
    each(answers, (view) => {
      const isAlarm = answers.alarms.some(([key]) => key === poolKey(view.pool));
      const { kind } = verdictOf(view);
      const alarms = ['refused', 'usedUp', 'mayRunDry', 'near', 'easing'].includes(kind);
      const calm = ['fine', 'recovering', 'unknown', 'close'].includes(kind);
      return [alarms && !isAlarm && `${kind} without a banner`, calm && isAlarm && `a banner beside ${kind}`];
    }),

  'nothing is near that neither the threshold nor a header says is': (answers) =>
    each(answers, ({ status, level, quotaPoints, nearPercent, pool }) => [
      status === 'near' &&
        level.likelyPoints < ((quotaPoints ?? 0) * nearPercent) / 100 &&
        !answers.saidNear.has(poolKey(pool)) &&
        `near at ${level.likelyPoints} of ${String(quotaPoints)}, and ${nearPercent}% is asked for`,
    ]),

  'nothing is fine that was refused, is near, or will likely end near': (answers) =>
    each(answers, (view) => {
      if (verdictOf(view).kind !== 'fine') return [];
      const { quotaPoints, level, forecast, nearPercent } = view;
      const near = quotaPoints === null ? Infinity : (quotaPoints * nearPercent) / 100;
      const counted = level.basis === 'silent' && nearPercent >= 80 ? 0 : level.likelyPoints;
      return [
        level.basis === 'refused' && 'fine, and refused',
        counted >= near && `fine at ${counted} of ${String(near)}`,
        (forecast?.endPoints.likely ?? 0) >= near &&
          `fine, and ends at ${String(forecast?.endPoints.likely)}`,
      ];
    }),

  'the likely figure lies within its band, everywhere': (answers) =>
    each(answers, ({ own, level, forecast }) => {
      const isBand = (low: number, likely: number, high: number): boolean =>
        low <= likely + 0.001 && likely <= high + 0.001;
      const end = forecast?.endPoints;
      return [
        !isBand(own.low, own.likely, own.high) && 'own points',
        !isBand(level.lowPoints, level.likelyPoints, level.highPoints ?? Infinity) && 'level',
        end !== undefined && !isBand(end.low, end.likely, end.high) && 'forecast',
        end !== undefined && end.likely + 0.001 < level.likelyPoints && 'less at the end than now',
      ];
    }),

  'the pool holds what this site spent, or the page says that the estimate is too high': (
    answers,
    { nowMs },
  ) =>
    each(answers, (view) => {
      const { own, level } = view;
      const said = poolSentences(view, nowMs, words).level;
      const isSaid = said.includes('the estimate is too high');
      return [
        level.basis === 'silent' &&
          own.low > (level.highPoints ?? Infinity) &&
          !isSaid &&
          'the page is silent on it',
        (level.basis === 'silent' || level.basis === 'none') &&
          level.lowPoints > own.low + 0.001 &&
          'more is certainly gone than this site’s least',
      ];
    }),

  'no sentence has bounds upside down': (answers, { nowMs }) =>
    each(answers, (view) => {
      const said = [
        ...Object.values<string>({ ...poolSentences(view, nowMs, words) }),
        ...forecastSentences(view, words),
      ].join(' ');
      const wrong = [...said.matchAll(/(?:between |\()([\d,]+) (?:and|to) ([\d,]+)/g)].filter(
        ([, low = '', high = '']) => Number(low.replaceAll(',', '')) > Number(high.replaceAll(',', '')),
      );
      return wrong.map(([text]) => text);
    }),

  'what is expected by the end is no less than what is used': (answers, { nowMs }) =>
    each(answers, (view) => {
      const { headline } = verdictSentences(view, nowMs, words);
      const [used, end] = [/used (\d+)%|(\d+)% used/, /(\d+)% expected/].map((pattern) => {
        const found = pattern.exec(headline);
        return found === null ? null : Number(found[1] ?? found[2]);
      });
      const isOver = headline.includes('over 80% used');
      return [used != null && end != null && !isOver && end < used && headline];
    }),

  'a pool that runs dry does so within the hour, and not before now': (answers, { nowMs }) =>
    each(answers, (view) => {
      const { kind, dryAtMs } = verdictOf(view);
      if (kind !== 'runsDry' && kind !== 'mayRunDry') return [];
      return [
        (dryAtMs === null || dryAtMs < nowMs || dryAtMs > view.resetAtMs) && `dry at ${String(dryAtMs)}`,
        (view.forecast?.endPoints.high ?? 0) < (view.quotaPoints ?? Infinity) - 0.001 &&
          'and does not reach the quota',
      ];
    }),

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

  'hours and endpoints of the day add up to the same points and requests': ({ hours, endpoints }) => {
    const cells = hours.flatMap((hour) => hour.cells);
    const points = cells.reduce((sum, cell) => sum + cell.points.likely, 0);
    const listed = endpoints.filter(({ product }) => !isMinuteProduct(product));
    const ofEndpoints = listed.reduce((sum, { points: { likely } }) => sum + likely, 0);
    return isClose(points, ofEndpoints, 0.01) ? [] : [`by hour ${points}, by endpoint ${ofEndpoints}`];
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
        walls.times !== refused.length && `${walls.times} told, ${refused.length} in the evidence`,
        isNone !== (refused.length === 0) && said,
        view.status === 'exhausted' &&
          view.enforcement !== 'beta' &&
          view.level.basis === 'refused' &&
          isNone &&
          said,
      ];
    }),

  'the evidence does not contradict itself': ({ report }) => contradictionsOf(report),

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
