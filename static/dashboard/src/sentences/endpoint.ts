import type { EndpointView } from '../../../../src/admin/contract/contract';
import { wholeShares } from '../whole-shares';
import type { Words } from '../words';
import type { EndpointsState } from '../endpoints-state';

/**
 * Where the price comes from; with several sources each with its share of the requests, largest first. Calls that were not served are
 * no assumption: Settings counts them apart, too.
 */
export function basisWords({ bases, assumedServed }: EndpointView, { text, format }: Words): string {
  const { header = 0, measured = 0, documented = 0, assumed = 0 } = bases;
  const requests = { header, measured, documented, assumed: assumedServed, failed: assumed - assumedServed };
  const names = ['header', 'measured', 'documented', 'assumed', 'failed'] as const;
  const counted = names.filter((name) => requests[name] > 0);
  const all = counted.reduce((sum, name) => sum + requests[name], 0);
  const [first] = counted;
  if (first === undefined) return '–';
  if (counted.length === 1) return text.bases[first];
  counted.sort((a, b) => requests[b] - requests[a]);
  const shares = wholeShares(counted.map((name) => requests[name] / all));
  return counted.map((name, index) => `${text.bases[name]} ${format.percent(shares[index] ?? 0)}`).join(', ');
}

const steadyShare = 0.1;

/** The period against the same span some weeks before; its last step is not over, so it is left out of both. */
export function trendWords(
  { trend, earlierPoints }: Pick<EndpointView, 'trend' | 'earlierPoints'>,
  { text, format }: Words,
): string {
  const over = trend.slice(0, -1);
  const say = text.endpoints.trend;
  if (earlierPoints === null || over.length === 0 || over.includes(null)) return say.unknown;
  const points = over.reduce<number>((sum, step) => sum + (step ?? 0), 0);
  if (earlierPoints === 0) return points === 0 ? say.steady : say.isNew;
  const change = points / earlierPoints - 1;
  if (Math.abs(change) < steadyShare) return say.steady;
  return (change > 0 ? say.rising : say.falling)({ share: format.percent(Math.abs(change)) });
}

interface Step {
  startMs: number;
  /** `null`: could not be read. */
  points: number | null;
  step: 'hour' | 'day';
  zone: EndpointsState['zone'];
}

/** When a step was. Days are UTC days whatever the zone, since they are kept so. */
export function stepName({ startMs, step, zone }: Omit<Step, 'points'>, { format }: Words): string {
  if (step === 'day') return format.utcWeekday(startMs);
  return zone === 'local' ? format.localDayTime(startMs) : format.utcHourSpan(startMs);
}

/** One step of an endpoint's course in words. */
export function stepSentence(step: Step, words: Words): string {
  const { text, format } = words;
  const when = stepName(step, words);
  return step.points === null
    ? text.detail.stepMissing({ when })
    : text.detail.step({ when, p: Math.round(step.points), points: format.count(step.points) });
}
