/** The JSON of what a site is configured with: statuses, types of work, priorities, resolutions. */
import { categoryOf, stepId, type StepName } from '../world/workflow';
import { issueTypes, priorities, resolutions } from './catalogue';
import { lasting } from './lasting';
import { apiBase, avatarUrls, type View } from './shapes';

const colours = { new: 'blue-gray', indeterminate: 'yellow', done: 'green' } as const;

export function categoryJson(view: View, step: StepName): Record<string, unknown> {
  const category = categoryOf(step);
  return {
    self: `${apiBase(view)}/statuscategory/${category.id}`,
    ...category,
    colorName: colours[category.key as keyof typeof colours],
  };
}

export function statusJson(view: View, step: StepName): Readonly<Record<string, unknown>> {
  return lasting(view, `status ${step}`, () => ({
    self: `${apiBase(view)}/status/${stepId(step)}`,
    description: '',
    iconUrl: avatarUrls(view, 'status', stepId(step))['16x16'],
    name: step,
    id: stepId(step),
    statusCategory: categoryJson(view, step),
  }));
}

export function issueTypeJson(view: View, id: string): Readonly<Record<string, unknown>> {
  return lasting(view, `issuetype ${id}`, () => ({
    self: `${apiBase(view)}/issuetype/${id}`,
    iconUrl: avatarUrls(view, 'issuetype', id)['24x24'],
    avatarId: Number(id),
    ...issueTypes.find((one) => one.id === id),
  }));
}

export function priorityJson(view: View, id: string): Readonly<Record<string, unknown>> {
  return lasting(view, `priority ${id}`, () => ({
    self: `${apiBase(view)}/priority/${id}`,
    iconUrl: avatarUrls(view, 'priority', id)['16x16'],
    ...priorities.find((one) => one.id === id),
  }));
}

export function resolutionJson(view: View, id: string | null): Record<string, unknown> | null {
  const resolution = resolutions.find((one) => one.id === id);
  return resolution === undefined
    ? null
    : { self: `${apiBase(view)}/resolution/${resolution.id}`, ...resolution };
}
