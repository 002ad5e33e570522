/** The fields of issues that JQL is evaluated for. */
import { operators } from '../../query/field-table';
import type { Site } from '../../world/site';
import { categoryOf, stepId, stepNames } from '../../world/workflow';
import { boardSprints } from '../agile/sprint-list';
import { rankOf } from '../agile/rank';
import { issueTypes, priorities, resolutions } from '../catalogue';
import { commentsOf } from '../comment-list';
import { textOf } from '../document';
import {
  choiceOf,
  descriptionText,
  issue,
  moment,
  one,
  parts,
  person,
  plain,
  withEmpty,
  withOrder,
  words,
  type IssueQueryField,
} from './field-kinds';
import { dayMs } from '../../../time';

/** By every name that the field goes by, in lower case. */
export type FieldMap = ReadonlyMap<string, IssueQueryField>;

export function issueFields(site: Site): FieldMap {
  const fields = new Map<string, IssueQueryField>();
  const add = (names: string, field: IssueQueryField) => {
    for (const name of names.split(',')) fields.set(name.toLowerCase(), field);
  };
  const { projects } = site;

  add('project', {
    kind: 'choice',
    ...{ name: 'project', operators: plain },
    valuesOf: ({ ref }) => [ref.project.id],
    resolve: ({ text }) => {
      const named = projects.list.find(({ name }) => name.toLowerCase() === text.toLowerCase());
      const found = projects.find(text) ?? named;
      return found == null ? null : [found.id];
    },
    sortBy: ({ ref }) => ref.project.name,
  });
  add(
    'key,id,issue,issuekey',
    issue(site, 'key', ({ ref }) => ref.id),
  );
  add(
    'parent,epic link,cf[10014]',
    issue(site, 'parent', (state) => state.parentId),
  );
  add('issuetype,type', {
    kind: 'choice',
    ...{ name: 'issuetype', operators: withEmpty, canBeEmpty: true, resolve: choiceOf(issueTypes) },
    valuesOf: (state) => [state.issueTypeId],
    sortBy: (state) => issueTypes.find(({ id }) => id === state.issueTypeId)?.name ?? null,
  });
  const steps = stepNames.map((name) => ({ id: stepId(name), name }));
  add('status', {
    kind: 'choice',
    ...{ name: 'status', operators: withEmpty, canBeEmpty: true, resolve: choiceOf(steps) },
    valuesOf: (state) => [stepId(state.status)],
    sortBy: (state) => stepNames.indexOf(state.status),
  });
  const categories = stepNames.map(categoryOf).map(({ id, name, key }) => ({ id: String(id), name, key }));
  add('statuscategory', {
    kind: 'choice',
    ...{ name: 'statusCategory', operators: plain },
    valuesOf: (state) => [String(categoryOf(state.status).id)],
    resolve: (literal) => {
      const byKey = categories.find(({ key }) => key === literal.text.toLowerCase());
      return byKey === undefined ? choiceOf(categories)(literal) : [byKey.id];
    },
    sortBy: (state) => categoryOf(state.status).id,
  });
  add('priority', {
    kind: 'choice',
    ...{ name: 'priority', operators: withOrder, canBeEmpty: true, resolve: choiceOf(priorities) },
    valuesOf: (state) => [state.priorityId],
    // The most urgent has the smallest id and is the greatest.
    rankOf: (id) => -Number(id),
    sortBy: (state) => -Number(state.priorityId),
  });
  add('resolution', {
    kind: 'choice',
    ...{ name: 'resolution', operators: withEmpty, canBeEmpty: true },
    valuesOf: (state) => [state.resolutionId ?? 'unresolved'],
    resolve: (literal) =>
      /^unresolved$/i.test(literal.text) ? ['unresolved'] : choiceOf(resolutions)(literal),
    sortBy: (state) => state.resolutionId,
  });
  add('labels', {
    kind: 'choice',
    ...{ name: 'labels', operators: withEmpty, canBeEmpty: true },
    valuesOf: (state) => state.labels.map((label) => label.toLowerCase()),
    resolve: ({ text }) => [text.toLowerCase()],
    sortBy: (state) => state.labels[0] ?? null,
  });
  add(
    'assignee',
    person(site, 'assignee', (state) => state.assigneeId),
  );
  add(
    'reporter',
    person(site, 'reporter', (state) => state.reporterId),
  );
  add(
    'creator',
    person(site, 'creator', (state) => state.creatorId),
  );
  add('component', parts(site, 'component', 'components'));
  add('fixversion', parts(site, 'fixVersion', 'fixVersions'));
  add('affectedversion', parts(site, 'affectedVersion', 'versions'));
  add(
    'created,createddate',
    moment('created', (state) => state.createdAtMs, false),
  );
  add(
    'updated,updateddate',
    moment('updated', (state) => state.updatedAtMs, false),
  );
  add(
    'resolved,resolutiondate',
    moment('resolved', (state) => state.resolvedAtMs, true),
  );
  add(
    'due,duedate',
    moment(
      'due',
      ({ dueDate }) => (dueDate === null ? null : Math.floor(Date.parse(dueDate) / dayMs) * dayMs),
      true,
    ),
  );
  add(
    'summary',
    words('summary', (state) => state.summary, true),
  );
  add('description', words('description', descriptionText));
  add(
    'comment',
    words('comment', (state) =>
      commentsOf(state)
        .map(({ body }) => textOf(body))
        .join('\n'),
    ),
  );
  add('text', {
    kind: 'text',
    ...{ name: 'text', operators: operators('~') },
    textOf: (state) =>
      [state.summary, descriptionText(state), ...commentsOf(state).map(({ body }) => textOf(body))].join(
        '\n',
      ),
  });
  add('sprint,cf[10020]', {
    kind: 'choice',
    ...{ name: 'sprint', operators: withEmpty, canBeEmpty: true },
    valuesOf: (state) => one(state.sprintId === null ? null : String(state.sprintId)),
    resolve: ({ text }) => {
      const all = projects.list.flatMap(({ index }) => boardSprints(site, index + 1));
      const found = all.filter(
        ({ id, name }) => String(id) === text || name.toLowerCase() === text.toLowerCase(),
      );
      return found.length === 0 ? null : found.map(({ id }) => String(id));
    },
  });
  add('rank,cf[10019]', {
    kind: 'number',
    name: 'rank',
    operators: operators(),
    numberOf: () => null,
    sortBy: ({ ref }) => rankOf(site, ref),
  });
  add('timespent', {
    kind: 'number',
    name: 'timespent',
    operators: withOrder,
    canBeEmpty: true,
    numberOf: ({ timeTracking: { spentSeconds } }) => (spentSeconds === 0 ? null : spentSeconds),
  });
  add('watchers', {
    kind: 'number',
    name: 'watchers',
    operators: withOrder,
    numberOf: ({ edits }) => edits?.watchers?.size ?? 0,
  });
  add('votes', {
    kind: 'number',
    name: 'votes',
    operators: withOrder,
    numberOf: ({ edits }) => edits?.voters.size ?? 0,
  });
  return fields;
}
