/** The fields that every issue has. */
import { record } from '../../untrusted';
import { IssueState } from '../../world/issue-state';
import { issueTypes, priorities, resolutions } from '../catalogue';
import { issueTypeJson, priorityJson, resolutionJson, statusJson } from '../configuration-shapes';
import { linkedIssueJson, linksOf } from '../issue-links';
import { longText, paragraph, projectJson, type View } from '../shapes';
import { kept, wrong, type IssueField } from './definition';
import { partJson, partsShown } from './part-shapes';
import { timeFields } from './time-fields';
import { whoAndWhen } from './who-and-when';
import {
  writeChoice,
  writeDay,
  writeLabels,
  writeLongText,
  writeParent,
  writeParts,
  writeSummary,
} from './writers';

function descriptionOf(state: IssueState): unknown {
  return state.description === undefined ? paragraph(state.summary) : state.description;
}

function parts(
  id: 'components' | 'fixVersions' | 'versions',
  name: string,
  clauseNames: string[],
): IssueField {
  const kind = id === 'components' ? 'components' : 'versions';
  const items = id === 'components' ? 'component' : 'version';
  return {
    id,
    name,
    clauseNames,
    schema: { type: 'array', items, system: id },
    show: (state, view) => partsShown(view, state.ref.project, kind, state.ids(id)),
    write: writeParts(kind, id === 'components' ? 'Component' : 'Version'),
    operations: ['add', 'remove'],
    kept: (state) => state.ids(id),
    allowed: (view, project) => partJson.all(view, project, kind),
  };
}

const choosable = (view: View, show: (view: View, id: string) => unknown, all: readonly { id: string }[]) =>
  all.map(({ id }) => show(view, id));

export const systemFields: readonly IssueField[] = [
  {
    id: 'summary',
    name: 'Summary',
    clauseNames: ['summary'],
    schema: { type: 'string', system: 'summary' },
    show: (state) => state.summary,
    write: writeSummary,
    kept: (state) => state.summary,
    isRequired: true,
  },
  {
    id: 'status',
    name: 'Status',
    clauseNames: ['status'],
    schema: { type: 'status', system: 'status' },
    show: (state, view) => statusJson(view, state.status),
  },
  {
    id: 'issuetype',
    name: 'Issue Type',
    clauseNames: ['issuetype', 'type'],
    schema: { type: 'issuetype', system: 'issuetype' },
    show: (state, view) => issueTypeJson(view, state.issueTypeId),
    write: (raw) => {
      const written = writeChoice(issueTypes, 'issue type')(raw);
      return written.kind === 'kept' && written.value === null ? wrong('Specify an issue type') : written;
    },
    kept: (state) => state.issueTypeId,
    isRequired: true,
    allowed: (view) => choosable(view, issueTypeJson, issueTypes),
  },
  {
    id: 'priority',
    name: 'Priority',
    clauseNames: ['priority'],
    schema: { type: 'priority', system: 'priority' },
    show: (state, view) => priorityJson(view, state.priorityId),
    write: (raw) => (raw === null ? kept('3') : writeChoice(priorities, 'priority')(raw)),
    kept: (state) => state.priorityId,
    allowed: (view) => choosable(view, priorityJson, priorities),
  },
  {
    id: 'project',
    name: 'Project',
    clauseNames: ['project'],
    schema: { type: 'project', system: 'project' },
    show: (state, view) => projectJson(view, state.ref.project),
    // Moving an issue is another request: the same project may be sent along.
    write: (raw, { project }) => {
      const { id, key } = record(raw);
      const isSame = key === undefined ? String(id) === project.id : key === project.key;
      return isSame ? kept(project.id) : wrong('An issue is moved by a bulk move, not by an edit.');
    },
    isRequired: true,
  },
  {
    id: 'labels',
    name: 'Labels',
    clauseNames: ['labels'],
    schema: { type: 'array', items: 'string', system: 'labels' },
    show: (state) => state.labels,
    write: writeLabels,
    operations: ['add', 'remove'],
    kept: (state) => state.labels,
  },
  ...whoAndWhen,
  {
    id: 'resolution',
    name: 'Resolution',
    clauseNames: ['resolution'],
    schema: { type: 'resolution', system: 'resolution' },
    show: (state, view) => resolutionJson(view, state.resolutionId),
    write: writeChoice(resolutions, 'resolution'),
    kept: (state) => state.resolutionId,
    allowed: (view) => choosable(view, resolutionJson, resolutions),
  },
  {
    id: 'description',
    name: 'Description',
    clauseNames: ['description'],
    schema: { type: 'string', system: 'description' },
    show: (state, view) => longText(view, descriptionOf(state)),
    write: writeLongText,
    kept: descriptionOf,
  },
  {
    id: 'environment',
    name: 'Environment',
    clauseNames: ['environment'],
    schema: { type: 'string', system: 'environment' },
    show: (state, view) =>
      longText(
        view,
        state.field<unknown>('environment', () => null, null),
      ),
    write: writeLongText,
    kept: (state) => state.field<unknown>('environment', () => null, null),
  },
  {
    id: 'duedate',
    name: 'Due date',
    clauseNames: ['due', 'duedate'],
    schema: { type: 'date', system: 'duedate' },
    show: (state) => state.dueDate,
    write: writeDay,
    kept: (state) => state.dueDate,
  },
  parts('components', 'Components', ['component']),
  parts('fixVersions', 'Fix versions', ['fixVersion']),
  parts('versions', 'Affects versions', ['affectedVersion']),
  {
    id: 'parent',
    name: 'Parent',
    clauseNames: ['parent'],
    schema: { type: 'issuelink', system: 'parent' },
    show: (state, view) => {
      const parent = state.parentId === null ? null : state.site.issues.find(state.parentId);
      return parent === null ? undefined : linkedIssueJson(view, parent);
    },
    write: writeParent,
    kept: (state) => state.parentId,
  },
  {
    id: 'issuelinks',
    name: 'Linked Issues',
    clauseNames: [],
    schema: { type: 'array', items: 'issuelinks', system: 'issuelinks' },
    show: (state, view) => linksOf(view, state.ref),
  },
  ...timeFields,
];
