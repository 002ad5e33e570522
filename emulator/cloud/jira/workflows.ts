/** The workflows of a site, for reading: the one that most projects have, and the one in which nothing is ever done. */
import { reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { pageOf } from '../offset-page';
import { commaList } from '../untrusted';
import { seededTimeMs } from '../world/issue-state';
import { uuid } from '../world/seed';
import type { Site } from '../world/site';
import { stepId, stepNames, type StepName } from '../world/workflow';
import { jiraTime } from './shapes';
import { transitionId } from './transitions';

interface Workflow {
  name: string;
  entityId: string;
  steps: readonly StepName[];
}

function workflowsOf({ seed }: Site): Workflow[] {
  return [
    { name: 'Software Simplified Workflow', entityId: uuid(seed, 'workflow', 0), steps: stepNames },
    { name: 'Workflow without an end', entityId: uuid(seed, 'workflow', 1), steps: stepNames.slice(0, -1) },
  ];
}

function workflowJson(call: Call, { name, entityId, steps }: Workflow): Record<string, unknown> {
  const expand = commaList(call.query, 'expand');
  const made = jiraTime(seededTimeMs(call.site, 'workflow', name));
  return {
    id: { name, entityId },
    description: '',
    created: made,
    updated: made,
    isDefault: name === workflowsOf(call.site)[0]?.name,
    ...(expand.includes('statuses')
      ? { statuses: steps.map((step) => ({ id: stepId(step), name: step, properties: {} })) }
      : {}),
    ...(expand.includes('transitions')
      ? {
          transitions: steps.map((step) => ({
            ...{ id: transitionId(step), name: step, description: '', from: [], to: stepId(step) },
            type: 'global',
          })),
        }
      : {}),
  };
}

function search(call: Call): Reply {
  const { query } = call;
  const names = query.getAll('workflowName');
  const part = (query.get('queryString') ?? '').toLowerCase();
  const all = workflowsOf(call.site)
    .filter(({ name }) => (names.length === 0 || names.includes(name)) && name.toLowerCase().includes(part))
    .filter(() => query.get('isActive') !== 'false');
  const page = pageOf(query, all, 50);
  const values = page.values.map((workflow) => workflowJson(call, workflow));
  return reply(200, { ...page, values }, { core: values.length });
}

export const workflowEndpoints: readonly CloudEndpoint[] = [
  { product: 'jira', method: 'GET', template: '/rest/api/3/workflow/search', handle: search },
];
