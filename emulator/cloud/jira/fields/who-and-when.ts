/** Who has to do with an issue, and when something became of it. */
import type { IssueState } from '../../world/issue-state';
import { accountJson, appUserJson, jiraTime } from '../shapes';
import type { IssueField } from './definition';
import { writePerson } from './writers';

function person(id: 'assignee' | 'reporter', read: (state: IssueState) => string | null): IssueField {
  return {
    id,
    name: id === 'assignee' ? 'Assignee' : 'Reporter',
    clauseNames: [id],
    schema: { type: 'user', system: id },
    show: (state, view) => accountJson(view, read(state)) ?? (id === 'reporter' ? appUserJson(view) : null),
    write: writePerson,
    kept: read,
  };
}

export const whoAndWhen: readonly IssueField[] = [
  person('assignee', (state) => state.assigneeId),
  person('reporter', (state) => state.reporterId),
  {
    id: 'creator',
    name: 'Creator',
    clauseNames: ['creator'],
    schema: { type: 'user', system: 'creator' },
    show: (state, view) => accountJson(view, state.creatorId) ?? appUserJson(view),
  },
  {
    id: 'created',
    name: 'Created',
    clauseNames: ['created', 'createdDate'],
    schema: { type: 'datetime', system: 'created' },
    show: (state) => jiraTime(state.createdAtMs),
  },
  {
    id: 'updated',
    name: 'Updated',
    clauseNames: ['updated', 'updatedDate'],
    schema: { type: 'datetime', system: 'updated' },
    show: (state) => jiraTime(state.updatedAtMs),
  },
  {
    id: 'resolutiondate',
    name: 'Resolved',
    clauseNames: ['resolutiondate', 'resolved'],
    schema: { type: 'datetime', system: 'resolutiondate' },
    show: (state) => (state.resolvedAtMs === null ? null : jiraTime(state.resolvedAtMs)),
  },
];
