import type { EndpointView } from '../../../../src/admin/contract/contract';
import { wholeShares } from '../whole-shares';
import type { Words } from '../words';

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
