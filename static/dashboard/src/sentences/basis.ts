import type { EndpointView } from '../../../../src/admin/contract/contract';
import type { Words } from '../words';

/** Where the price comes from; with several sources each with its share of the requests, largest first. */
export function basisWords({ bases }: EndpointView, { text, format }: Words): string {
  const names: (keyof typeof bases)[] = ['header', 'measured', 'documented', 'assumed'];
  const counted = names
    .map((name) => ({ name, requests: bases[name] ?? 0 }))
    .filter((part) => part.requests > 0);
  const all = counted.reduce((sum, part) => sum + part.requests, 0);
  const [first] = counted;
  if (first === undefined) return '–';
  if (counted.length === 1) return text.bases[first.name];
  return counted
    .sort((a, b) => b.requests - a.requests)
    .map((part) => `${text.bases[part.name]} ${format.percent(part.requests / all)}`)
    .join(', ');
}
