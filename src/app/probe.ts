import { getAppContext, route } from '@forge/api';
import { Queue } from '@forge/events';
import { probeCallsAnHour, probeEverySeconds } from '../admin/experiment/probe-price';
import type { MeteredApi } from '../forge-client/metered-api';

const probeQueue = 'pg-probe';

export const stepsAnHour = probeCallsAnHour;

/** One small read as the app, for the sake of its headers. Each product of the installation has a pool of its own. */
export async function callProbe(api: Pick<MeteredApi, 'asApp'>): Promise<void> {
  const contexts = getAppContext().installation?.contexts.map(String) ?? [];
  const hasConfluence = contexts.some((context) => context.includes(':confluence:'));
  const hasJira = contexts.some((context) => context.includes(':jira:')) || !hasConfluence;
  const calls = [
    ...(hasJira
      ? [() => api.asApp().requestJira(route`/rest/api/3/mypermissions?permissions=ADMINISTER`)]
      : []),
    ...(hasConfluence ? [() => api.asApp().requestConfluence(route`/wiki/rest/api/user/current`)] : []),
  ];
  for (const call of calls) {
    try {
      // The answer is not needed, only read so that its objects are counted; a refusal is an answer too.
      const answer = await call();
      if (answer.ok) await answer.json();
    } catch (error) {
      // The other product is asked all the same, and the next probe is ten minutes away.
      console.warn('Points Gauge: a probe got no answer.', error);
    }
  }
}

export async function pushProbeStep(step: number): Promise<void> {
  await new Queue({ key: probeQueue }).push({ body: { step }, delayInSeconds: probeEverySeconds });
}
