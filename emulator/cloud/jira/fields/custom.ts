/** Fields that a site's administrators made: those of every new site, and what callers add. */
import type { CustomField } from '../../world/jira-store';
import type { IssueState } from '../../world/issue-state';
import { boardSprints } from '../agile/sprint-list';
import { sprintFieldJson } from '../agile/shapes';
import { rankOf } from '../agile/rank';
import { accountJson, longText } from '../shapes';
import { kept, wrong, type IssueField, type Written } from './definition';
import {
  writeDay,
  writeLabels,
  writeLongText,
  writeMoment,
  writeNumber,
  writePerson,
  writeText,
} from './writers';

const prefix = 'com.atlassian.jira.plugin.system.customfieldtypes:';

/** The types that can be made, by what Jira calls them. */
const types: Readonly<Record<string, { type: string; items?: string; write: IssueField['write'] }>> = {
  [`${prefix}textfield`]: { type: 'string', write: writeText },
  [`${prefix}textarea`]: { type: 'string', write: writeLongText },
  [`${prefix}float`]: { type: 'number', write: writeNumber },
  [`${prefix}url`]: { type: 'string', write: writeText },
  [`${prefix}datepicker`]: { type: 'date', write: writeDay },
  [`${prefix}datetime`]: { type: 'datetime', write: writeMoment },
  [`${prefix}labels`]: { type: 'array', items: 'string', write: writeLabels },
  [`${prefix}userpicker`]: { type: 'user', write: writePerson },
};

export function isFieldType(type: string): boolean {
  return Object.hasOwn(types, type);
}

export function customField({ id, name, type }: CustomField): IssueField {
  const { type: valueType = 'any', items, write } = types[type] ?? {};
  const read = (state: IssueState) => state.field<unknown>(id, () => null, null);
  const customId = Number(id.replace('customfield_', ''));
  return {
    id,
    name,
    clauseNames: [`cf[${customId}]`, name],
    schema: { type: valueType, ...(items === undefined ? {} : { items }), custom: type, customId },
    show: (state, view) => {
      if (valueType === 'user') return accountJson(view, read(state) as string | null);
      return type === `${prefix}textarea` ? longText(view, read(state)) : read(state);
    },
    ...(write === undefined ? {} : { write }),
    ...(items === undefined ? {} : { operations: ['add', 'remove'] as const }),
    kept: read,
  };
}

const points: IssueField = {
  ...customField({
    id: 'customfield_10016',
    name: 'Story point estimate',
    description: '',
    type: `${prefix}float`,
  }),
  schema: { type: 'number', custom: 'com.pyxis.greenhopper.jira:jsw-story-points', customId: 10_016 },
  show: pointsOf,
  kept: pointsOf,
};

function pointsOf(state: IssueState): unknown {
  return state.field<number | null>(
    'customfield_10016',
    (roll) => (roll % 4 === 0 ? null : 1 + (roll % 8)),
    null,
  );
}

/** Takes a sprint's id, in any of the ways that clients send it. */
function writeSprint(
  raw: unknown,
  { site, project }: Parameters<NonNullable<IssueField['write']>>[1],
): Written {
  if (raw === null) return kept(null);
  const id = Number(Array.isArray(raw) ? raw.at(-1) : raw);
  const known = boardSprints(site, project.index + 1).some((sprint) => sprint.id === id);
  return known ? kept(id) : wrong('Number value expected as the Sprint id.');
}

/** As Jira numbers them on a new site. */
export const givenCustomFields: readonly IssueField[] = [
  {
    id: 'customfield_10014',
    name: 'Epic Link',
    clauseNames: ['cf[10014]', 'Epic Link'],
    schema: { type: 'any', custom: 'com.pyxis.greenhopper.jira:gh-epic-link', customId: 10_014 },
    show: ({ parentId, site }) => (parentId === null ? null : (site.issues.find(parentId)?.key ?? null)),
  },
  points,
  {
    id: 'customfield_10019',
    name: 'Rank',
    clauseNames: ['cf[10019]', 'Rank'],
    schema: { type: 'any', custom: 'com.pyxis.greenhopper.jira:gh-lexo-rank', customId: 10_019 },
    show: ({ site, ref }) =>
      `0|i${Math.round(rankOf(site, ref) * 1_000)
        .toString(36)
        .padStart(12, '0')}:`,
  },
  {
    id: 'customfield_10020',
    name: 'Sprint',
    clauseNames: ['cf[10020]', 'Sprint'],
    schema: {
      type: 'array',
      items: 'json',
      custom: 'com.pyxis.greenhopper.jira:gh-sprint',
      customId: 10_020,
    },
    show: (state) => sprintFieldJson(state),
    write: writeSprint,
    kept: (state) => state.sprintId,
  },
  customField({ id: 'customfield_10030', name: 'Team note', description: '', type: `${prefix}textfield` }),
  customField({ id: 'customfield_10031', name: 'Steps', description: '', type: `${prefix}textarea` }),
  customField({ id: 'customfield_10032', name: 'Reviewer', description: '', type: `${prefix}userpicker` }),
  customField({ id: 'customfield_10033', name: 'Go-live', description: '', type: `${prefix}datetime` }),
];
