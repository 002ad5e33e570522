import { processTag } from '../../src/node-client/process-tag';
import type { AskedCall } from '../../src/pacing/call';
import { Pacer } from '../../src/pacing/pacer';
import { paceRules } from '../../src/pacing/rules';

const headers = new Headers({
  'ratelimit-policy': '"global-app-quota";q=65000;w=3600, "jira-burst-based";q=150;w=1',
  ratelimit: '"global-app-quota";t=3015, "jira-burst-based";r=524;t=1',
  'x-ratelimit-limit': '525',
  'x-ratelimit-remaining': '524',
});
const asked: AskedCall = {
  ...{ product: 'jira', method: 'GET', path: '/rest/api/3/issue/ABC-1', route: 'forge.asApp' },
  ...{ work: 'background', component: 'sync', person: 'ann', isSafe: false, isRepeatable: true },
};
const answer = () => ({ status: 200, headers, json: () => Promise.resolve({ id: '1' }) });

/** Microseconds that a call takes more in its turn than sent as it is, where nothing has to wait: the median of the rounds. */
export async function measureOverhead(rounds: number, callsPerRound: number): Promise<number> {
  const host = { nowMs: Date.now, sleep: () => Promise.resolve(), chance: () => 0.5, tagOf: processTag };
  const pacer = new Pacer(paceRules({ isSmooth: false }), { ...host, shared: null });
  const send = () => Promise.resolve(answer());
  const extra: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const plainMs = await timed(callsPerRound, send);
    const pacedMs = await timed(callsPerRound, () => pacer.run(asked, () => null, send));
    extra.push(((pacedMs - plainMs) * 1_000) / callsPerRound);
  }
  return extra.sort((one, other) => one - other)[Math.floor(rounds / 2)] ?? Number.NaN;
}

async function timed(calls: number, run: () => Promise<{ json: () => Promise<unknown> }>): Promise<number> {
  const startMs = performance.now();
  for (let n = 0; n < calls; n += 1) await (await run()).json();
  return performance.now() - startMs;
}
