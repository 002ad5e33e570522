import type { Incident } from '../../insights/incidents/incident';
import type { StoredState } from '../../ledger/settings';
import type { WorkItemView } from './settings-view';

/** What Settings shows of the work items that warn. */
export function workItemView({ settings, incidents: book }: StoredState): WorkItemView {
  const { isOn, projectKey, savedAtMs } = settings.workItem;
  const { trouble, incidents } = book;
  return {
    on: isOn,
    projectKey,
    trouble: trouble !== null && trouble.atMs >= savedAtMs ? trouble : null,
    incidents: incidents.map((incident) => ({
      pool: incident.pool,
      sinceMs: incident.sinceMs,
      state: stateOf(incident),
    })),
  };
}

function stateOf({ ended, itemId }: Incident): WorkItemView['incidents'][number]['state'] {
  return ended ?? (itemId === null ? 'waiting' : 'made');
}
