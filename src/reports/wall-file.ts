/** A wall as a file for a ticket: JSON, and the same in words. In English, as all files that leave the site. */
import type { Largest, Replayed, WallCalls, WallShare, WallView } from '../insights/incidents/wall-view';
import { isAlarm } from '../insights/forecast/status-log';
import { hourMs, minuteMs } from '../time';
import { columnsOf, isoOf, thousandths } from './figures';
import { bareTemplate, withoutPersonalData } from './personal';
import { doneSentences } from './applied-advice';
import { hourText, percentOf, poolName, range, whole } from './words';

export const wallFormat = 'points-gauge-incident';

export type WallFile = ReturnType<typeof wallFile>;

/** @param app whose calls these are; `null` for the gauge itself */
export function wallFile(view: WallView, app: string | null, madeAtMs: number) {
  const { pool, warnings, replay, course, others } = view;
  return {
    format: wallFormat,
    version: 1,
    madeAt: isoOf(madeAtMs),
    app: withoutPersonalData(app ?? 'Points Gauge'),
    pool: {
      app: withoutPersonalData(pool.app),
      environment: withoutPersonalData(pool.environment),
      product: pool.product,
    },
    hour: { from: isoOf(view.hourStartMs), to: isoOf(view.resetAtMs), isOver: !view.isRunning },
    tier: view.tier,
    quotaPoints: view.quotaPoints,
    refused: { calls: view.calls, first: isoOf(view.firstAtMs), last: isoOf(view.lastAtMs) },
    otherRefusedCalls: view.otherRefusedCalls,
    thisSite: { requests: view.requests, ...columnsOf(view.own) },
    others: others === null ? null : columnsOf(others),
    counterPoints: view.counterPoints,
    drew: listOf(view.drew),
    failed: listOf(view.failed),
    byRoute: view.byRoute.map(shareOf),
    byInitiator: view.byTrigger.map(shareOf),
    byFeature: view.byFeature.map(shareOf),
    minutes:
      course === null
        ? null
        : {
            byRoute: course.byRoute,
            unplacedPoints: course.unplacedPoints,
            counter: course.counter.map(({ atMs, usedPoints }) => ({ at: isoOf(atMs), usedPoints })),
          },
    warnings: {
      isLogWhole: warnings.isLogWhole,
      changes: warnings.changes.map(({ atMs, from, to, usedPoints, enforcement }) => ({
        at: isoOf(atMs),
        ...{ from, to, usedPoints, enforcement },
      })),
    },
    replay: {
      quotaPoints: replay.quotaPoints,
      asRecorded: outcomeOf(replay.asRecorded),
      advice: replay.advice.map(({ kind, method, template, savedShare, outcome }) => ({
        ...{ kind, method, template: bareTemplate(template), savedShare: thousandths(savedShare) },
        ...outcomeOf(outcome),
      })),
      all:
        replay.all === null
          ? null
          : { savedShare: thousandths(replay.all.savedShare), ...outcomeOf(replay.all.outcome) },
      ownPool:
        replay.ownPool === null
          ? null
          : { quotaPoints: replay.ownPool.quotaPoints, ...outcomeOf(replay.ownPool.outcome) },
    },
    ranOn: view.ranOn,
    keptAs: view.keptAs,
  };
}

function callOf({ method, template, route, trigger, feature, requests, points, refusedCalls }: WallCalls) {
  return {
    ...{ method, template: bareTemplate(template), route, initiator: trigger },
    feature: feature === null ? null : withoutPersonalData(feature),
    requests,
    ...columnsOf(points),
    refusedCalls,
  };
}

function listOf({ rows, further }: Largest<WallCalls>) {
  return { rows: rows.map(callOf), further };
}

function shareOf<Name extends string | null>({ name, requests, points, refusedCalls }: WallShare<Name>) {
  const text = name === null ? null : withoutPersonalData(name);
  return { name: text, requests, likelyPoints: points, refusedCalls };
}

function outcomeOf({ blockedMinutes, dryAtMs }: Replayed) {
  return {
    blockedMinutes: {
      low: thousandths(blockedMinutes.low),
      likely: thousandths(blockedMinutes.likely),
      high: thousandths(blockedMinutes.high),
    },
    dryAt: dryAtMs === null ? null : isoOf(Math.round(dryAtMs)),
  };
}

/** The same for people, as Markdown, which every ticket shows as plain text, too. */
export function wallMarkdown(file: WallFile): string {
  const { pool, hour, refused, thisSite, others, quotaPoints } = file;
  const own = { low: thisSite.lowPoints, likely: thisSite.likelyPoints, high: thisSite.highPoints };
  return [
    `# ${file.app}: ${poolName(pool)} ran dry on ${hourText(refused.first)} UTC`,
    '',
    `- Hour: ${hourText(hour.from)} to ${hourText(hour.to)} UTC${hour.isOver ? '' : ' (not over yet)'}`,
    `- Refused for the quota: ${counted(refused.calls, 'call')}, first ${clock(refused.first)}, last ${clock(refused.last)} UTC`,
    `- Quota: ${quotaPoints === null ? 'not named by any answer' : `${whole(quotaPoints)} points an hour`}`,
    `- This site: ${range(own)} points in ${counted(thisSite.requests, 'charged call')}`,
    `- Others, or calls that are not metered: ${othersText(others)}`,
    `- ${warnedText(file)}`,
    ...(file.ranOn.before || file.ranOn.after ? [`- ${ranOnText(file)}`] : []),
    ...section('Who drew', drewLines(file)),
    ...section('Which calls were refused', failedLines(file)),
    ...section('Warnings', warningTexts(file)),
    ...section('What would have avoided it', replayLines(file)),
    '',
    `Times are UTC. Points are estimates where two bounds stand beside them. Made by Points Gauge at ${clock(file.madeAt)} on ${file.madeAt.slice(0, 10)}; no person is named in it.`,
    '',
  ].join('\n');
}

const section = (title: string, lines: readonly string[]): string[] => ['', `## ${title}`, '', ...lines];
const clock = (iso: string): string => iso.slice(11, 16);
const counted = (n: number, what: string): string => `${whole(n)} ${what}${n === 1 ? '' : 's'}`;

function othersText(others: WallFile['others']): string {
  if (others === null) return 'not known, since no answer named the quota';
  const { lowPoints: low, likelyPoints: likely, highPoints: high } = others;
  return `${range({ low, likely, high })} points`;
}

function warnedText({ warnings: { changes, isLogWhole }, refused }: WallFile): string {
  const first = changes.find(({ to }) => isAlarm(to));
  if (first === undefined)
    return isLogWhole ? 'No warning came in that hour.' : 'What was warned of is no longer kept.';
  const aheadMs = Date.parse(refused.first) - Date.parse(first.at);
  const minutes = Math.floor(Math.abs(aheadMs) / minuteMs);
  if (aheadMs > 0)
    return `First warning: ${clock(first.at)} UTC, ${counted(minutes, 'minute')} before the first refused call`;
  return `First warning: ${clock(first.at)} UTC, ${counted(minutes, 'minute')} after the first refused call`;
}

function ranOnText({ ranOn: { before, after } }: WallFile): string {
  if (before && after) return 'Calls were refused in the hours before and after it, too.';
  return `Calls were refused in the hour ${before ? 'before' : 'after'} it, too.`;
}

function callText({ method, template, route, initiator, feature }: WallFile['drew']['rows'][number]): string {
  return `${method} ${template} as ${route}, started by ${initiator}${feature === null ? '' : `, feature ${feature}`}`;
}

function drewLines({ drew: { rows, further }, thisSite, byRoute, keptAs }: WallFile): string[] {
  if (keptAs === 'day')
    return [
      'The hour itself is no longer kept; its day tells by route only.',
      ...byRoute.map(({ name, likelyPoints }) => `- ${name}: ${whole(likelyPoints)} points`),
    ];
  if (rows.length === 0) return ['Nothing of this site.'];
  return [
    ...rows.map(
      (row) =>
        `- ${whole(row.likelyPoints)} points (${percentOf(row.likelyPoints / thisSite.likelyPoints)}): ${callText(row)}, ${counted(row.requests, 'call')}`,
    ),
    ...(further.rows === 0
      ? []
      : [`- ${whole(further.points)} points: ${counted(further.rows, 'further kind')} of calls`]),
  ];
}

function failedLines({ failed: { rows, further }, keptAs, byRoute }: WallFile): string[] {
  if (keptAs === 'day')
    return byRoute
      .filter(({ refusedCalls }) => refusedCalls > 0)
      .map(({ name, refusedCalls }) => `- ${counted(refusedCalls, 'call')}: ${name}`);
  return [
    ...rows.map((row) => `- ${counted(row.refusedCalls, 'call')}: ${callText(row)}`),
    ...(further.rows === 0
      ? []
      : [`- ${counted(further.refusedCalls, 'call')}: ${counted(further.rows, 'further kind')} of calls`]),
  ];
}

function warningTexts({ warnings: { changes, isLogWhole } }: WallFile): string[] {
  if (changes.length === 0) return [isLogWhole ? 'None.' : 'No longer kept.'];
  return changes.map(({ at, to, usedPoints }) => `- ${hourText(at)}: ${becameText(to, usedPoints)}`);
}

/** What became of the pool, as the page says it. */
function becameText(to: WallFile['warnings']['changes'][number]['to'], usedPoints: number): string {
  const used = `at about ${whole(usedPoints)} points`;
  if (to === 'watch') return `may run dry, ${used}`;
  if (to === 'near') return `near its limit, ${used}`;
  return to === 'exhausted' ? `found empty, ${used}` : 'the warning is over';
}

function replayLines({ replay, quotaPoints }: WallFile): string[] {
  const { asRecorded, advice, all, ownPool } = replay;
  const whose = quotaPoints === null ? 'Under the published quota of' : 'Under its quota of';
  const lines = [
    `${whose} ${whole(replay.quotaPoints)} points, at the pace until the first refused call: ${outcomeText(asRecorded)}.`,
    ...advice.map(
      ({ kind, method, template, savedShare, ...outcome }) =>
        `- ${doneSentences[kind]}: ${method} ${template} (saves ${percentOf(savedShare)} of this site's points): ${outcomeText(outcome)}.`,
    ),
    ...(all === null || advice.length < 2
      ? []
      : [`- all advice together (saves ${percentOf(all.savedShare)}): ${outcomeText(all)}.`]),
    ...(ownPool === null
      ? []
      : [
          `- a pool of this site's own, ${whole(ownPool.quotaPoints)} points an hour: ${outcomeText(ownPool)}.`,
        ]),
  ];
  if (all === null)
    lines.push('Nothing that this site’s calls of that hour suggest would have saved points.');
  return lines;
}

function outcomeText({ blockedMinutes: { low, likely, high }, dryAt }: ReturnType<typeof outcomeOf>): string {
  if (dryAt === null) return high > 0 ? 'likely lasts the hour' : 'lasts the hour';
  const at = new Date(Math.min(Date.parse(dryAt), hourEnd(dryAt) - 1)).toISOString();
  return `empty at about ${clock(at)}, ${range({ low, likely, high })} of 60 minutes refused`;
}

const hourEnd = (iso: string): number => (Math.floor(Date.parse(iso) / hourMs) + 1) * hourMs;
