import {
  verdictOf,
  type PoolView,
  type PoolWalls,
  type Remedy,
  type Verdict,
} from '../../../../src/admin/contract/contract';
import type { Words } from '../words';
import { fill } from '../text/message';

/** What is said of a pool before anything is opened; `null` where there is nothing to say. */
export interface VerdictSentences {
  headline: string;
  culprit: string | null;
  advice: string | null;
}

export function verdictSentences(view: PoolView, nowMs: number, words: Words): VerdictSentences {
  const verdict = verdictOf(view);
  return {
    headline: headline(view, verdict, nowMs, words),
    culprit: culpritSentence(view, words),
    advice: adviceSentence(view, verdict, words),
  };
}

/** `POST search/jql`: without what every path of the product begins with. */
export function shortCall({ method, template }: { method: string; template: string }): string {
  return `${method} ${template.replace(/^\/(?:wiki\/)?(?:rest\/)?(?:api|agile|servicedeskapi)\/(?:v?\d[\d.]*\/)?/, '')}`;
}

function headline(view: PoolView, verdict: Verdict, nowMs: number, words: Words): string {
  const { text, format } = words;
  const say = text.verdict;
  const at = format.utcTime(view.resetAtMs);
  const { kind, dryAtMs } = verdict;
  switch (kind) {
    case 'refused':
    case 'usedUp':
      return say[kind]({ at });
    case 'runsDry':
    case 'mayRunDry': {
      const waitMs = (dryAtMs ?? nowMs) - nowMs;
      return waitMs <= 0
        ? say.runsDryNow
        : say[kind]({ at: format.utcTime(dryAtMs ?? nowMs), wait: format.duration(waitMs) });
    }
    case 'unknown':
      return view.level.basis === 'told' ? say.unknownTold : say.unknown;
    case 'near':
    case 'close':
    case 'easing':
    case 'recovering':
    case 'fine': {
      const facts = factsOf(verdict, at, words);
      return facts === null ? say.bare[kind] : say.leads[kind]({ facts });
    }
  }
}

function factsOf(
  { usedShare, usedBy, endShare }: Verdict,
  at: string,
  { text, format }: Words,
): string | null {
  const say = text.verdict;
  // What is not all must not be rounded to all.
  const percent = (share: number): string => format.percent(share < 1 ? Math.min(share, 0.99) : share);
  const used = { pool: say.used, site: say.usedBySite, header: say.usedOver, owner: say.usedByOwner }[usedBy];
  const parts = [
    ...(usedShare === null ? [] : [used({ share: percent(usedShare) })]),
    ...(endShare === null ? [] : [say.expected({ share: percent(endShare), at })]),
  ];
  return parts.length === 0 ? null : parts.join(', ');
}

export function culpritSentence(
  { culprit }: Pick<PoolView, 'culprit'>,
  { text, format }: Words,
): string | null {
  if (culprit === null) return null;
  const say = text.verdict.culprit;
  const share = format.percent(culprit.share);
  if (culprit.kind === 'others') return say.others({ share });
  return say.endpoint({ call: shortCall(culprit), startedBy: say.startedBy[culprit.trigger], share });
}

/** A limit that is only announced refuses nothing: whoever reads an alarm must know that. */
function adviceSentence(
  { enforcement, resetAtMs }: PoolView,
  { kind }: Verdict,
  words: Words,
): string | null {
  const { text, format } = words;
  const say = text.verdict.advice[kind];
  if (say === null) return null;
  const advice = fill(say, { at: format.utcTime(resetAtMs) });
  const isBeta = enforcement === 'beta' && kind !== 'usedUp' && kind !== 'recovering';
  return isBeta ? `${advice} ${text.verdict.beta}` : advice;
}

export function remedySentence(
  { kind, savesPointsADay, fullest, ...call }: Remedy,
  { text, format }: Words,
): string {
  const say = text.verdict;
  const { hourStartMs, points, pointsWith } = fullest;
  return [
    say.remedy({
      what: text.routing.advice.kinds[kind].name,
      call: shortCall(call),
      points: format.about(savesPointsADay),
    }),
    say.remedyFullest({
      hour: format.utcDayTime(hourStartMs),
      before: format.about(points),
      after: format.about(pointsWith),
    }),
  ].join(' ');
}

/** How often the pool ran dry, and when: the time of day in UTC, and in the reader's own zone where that is another. */
export function wallsSentence({ walls, mostly }: PoolWalls, days: number, words: Words): string {
  const { text, format } = words;
  const times = walls.length;
  const say = text.verdict;
  if (times === 0) return `${say.noWalls({ days, shownDays: format.count(days) })}.`;
  const head = say.walls({ n: times, times: format.count(times), days, shownDays: format.count(days) });
  if (mostly === null) return `${head}.`;
  const utc = (hour: number): string => String(hour).padStart(2, '0');
  const { fromHourUtc, toHourUtc } = mostly;
  const [from, to] = [format.localHour(fromHourUtc), format.localHour(toHourUtc)];
  const here = from === null || to === null ? '' : ` (${say.here({ from, to })})`;
  return `${head}, ${say.mostly({ fromUtc: utc(fromHourUtc), toUtc: utc(toHourUtc) })}${here}.`;
}
