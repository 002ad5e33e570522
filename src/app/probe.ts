import { getAppContext, route } from '@forge/api';
import { Queue } from '@forge/events';
import { probeCallsAnHour, probeEverySeconds } from '../admin/probePrice';
import type { MeteredApi } from '../meter/meteredApi';

const probeQueue = 'pg-probe';

export const stepsAnHour = probeCallsAnHour;

/** One small read as the app, for the sake of its headers. Each product of the installation has a pool of its own. */
export async function callProbe(api: Pick<MeteredApi, 'asApp'>): Promise<void> {
  const contexts = getAppContext().installation?.contexts.map(String) ?? [];
  const hasConfluence = contexts.some((context) => context.includes(':confluence:'));
  const hasJira = contexts.some((context) => context.includes(':jira:')) || !hasConfluence;
  // The answers are not needed, only read so that their objects are counted; a refusal is an answer too.
  if (hasJira) {
    const answer = await api.asApp().requestJira(route`/rest/api/3/mypermissions?permissions=ADMINISTER`);
    if (answer.ok) await answer.json();
  }
  if (hasConfluence) {
    const answer = await api.asApp().requestConfluence(route`/wiki/rest/api/user/current`);
    if (answer.ok) await answer.json();
  }
}

export async function pushProbeStep(step: number): Promise<void> {
  await new Queue({ key: probeQueue }).push({ body: { step }, delayInSeconds: probeEverySeconds });
}
