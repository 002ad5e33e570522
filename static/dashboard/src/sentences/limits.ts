import type { PoolView, QuotaLimit, Finding, OtherLimit } from '../../../../src/admin/contract/contract';
import type { Words } from '../words';
import { poolName } from './pool';
import { fill } from '../text/message';

/** How full the pool is now, as far as it is bounded. */
export function quotaNow({ level, quotaPoints }: PoolView, { text, format }: Words): string {
  const say = text.limits.quota;
  const { lowPoints, highPoints } = level;
  const size = quotaPoints === null ? say.unknown : say.of({ quota: format.count(quotaPoints) });
  if (highPoints === lowPoints) return `${format.count(lowPoints)} ${size}`;
  if (highPoints === null)
    return `${lowPoints === 0 ? text.unknownFigure : say.atLeast({ low: format.atLeast(lowPoints) })}, ${size}`;
  return `${say.between({ low: format.atLeast(lowPoints), high: format.atMost(highPoints) })} ${size}`;
}

export function quotaWorst({ worst }: QuotaLimit, { text, format }: Words): string {
  const say = text.limits.quota;
  if (worst === null) return text.limits.noneSeen;
  return `${say.worst({ points: format.about(worst.usedPoints), hour: format.utcHourSpan(worst.hourStartMs) })} (${say.bases[worst.basis]})`;
}

export function quotaSource({ policy, view }: QuotaLimit, { text, format }: Words): string {
  const say = text.limits.quota;
  return policy === null || view.policySeenAtMs === null
    ? say.noSource
    : say.source({ policy, at: format.utcTime(view.policySeenAtMs) });
}

export function findingSentence(finding: Finding, words: Words): string {
  const { text, format } = words;
  const say = text.limits.findings;
  const { kind, sent, times, lastAtMs } = finding;
  return say.line({
    pool: poolName(finding, words),
    what: fill(say.kinds[kind], { sent }),
    times: say.times({ n: times, shown: format.count(times) }),
    at: format.utcTime(lastAtMs),
  });
}

/** What is published of a system, for example `600 reads every 1 min`. */
export function publishedWords({ figures }: OtherLimit, { text, format }: Words): string {
  const say = text.limits.others;
  if (figures.length === 0) return say.noFigure;
  return format.list(
    figures.map(({ of, amount, windowMs }) => {
      const n = format.count(amount);
      if (of === 'atOnce') return say.atOnce({ n });
      if (windowMs === null) return say.inAll({ n });
      const window = format.duration(windowMs);
      const what = say.figures[of];
      return what === '' ? say.everyOne({ n, window }) : say.every({ n, what, window });
    }),
  );
}
