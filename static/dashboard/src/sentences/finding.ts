import type { Finding } from '../../../../src/admin/contract/contract';
import type { Words } from '../words';
import { poolName } from './pool';

export function findingSentence(finding: Finding, words: Words): string {
  const { text, format } = words;
  const say = text.limits.findings;
  const { kind, sent, times, lastAtMs } = finding;
  return say.line(
    poolName(finding, words),
    say.kinds[kind](sent),
    say.times(times, format.count(times)),
    format.utcTime(lastAtMs),
  );
}
