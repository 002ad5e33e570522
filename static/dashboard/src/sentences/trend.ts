import type { EndpointView } from '../../../../src/admin/contract/contract';
import type { Words } from '../words';

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
