import type { Finding } from '../../../../src/admin/contract/contract';
import type { Words } from '../words';
import { poolName } from './pool';
import { fill } from '../text/message';

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
