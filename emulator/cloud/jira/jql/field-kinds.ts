/** Kinds of fields that JQL is evaluated for: one of a list, a person, a time, words, versions and components, an issue. */
import {
  emptiness,
  equality,
  operators,
  order,
  type Literal,
  type QueryField,
} from '../../query/field-table';
import type { IssueState } from '../../world/issue-state';
import type { Site } from '../../world/site';
import { oneOf } from '../catalogue';
import { textOf } from '../document';
import { partsOf, type PartKind } from '../project-parts';

export type IssueQueryField = QueryField<IssueState>;

export const plain = operators(...equality);
export const withEmpty = operators(...equality, ...emptiness);
export const withOrder = operators(...equality, ...emptiness, ...order);
const worded = operators('~', '!~', ...emptiness);

export function choiceOf(all: readonly { id: string; name: string }[]) {
  return ({ text }: Literal): string[] | null => {
    const found = oneOf(all, { name: text }) ?? oneOf(all, { id: text });
    return found === null ? null : [found.id];
  };
}

export function person(
  site: Site,
  name: string,
  read: (state: IssueState) => string | null,
): IssueQueryField {
  const resolve = ({ text }: Literal) => {
    const wanted = text.toLowerCase();
    const found =
      site.people.byAccountId(text) ??
      site.people.byEmailAddress(text) ??
      site.people.all().find(({ displayName }) => displayName.toLowerCase() === wanted);
    return found == null ? null : [found.accountId];
  };
  return {
    kind: 'choice',
    ...{ name, operators: withEmpty, canBeEmpty: true, resolve },
    valuesOf: (state) => one(read(state)),
    sortBy: (state) => site.people.byAccountId(read(state) ?? '')?.displayName ?? null,
  };
}

export function one(value: string | null): string[] {
  return value === null ? [] : [value];
}

export function moment(
  name: string,
  read: (state: IssueState) => number | null,
  canBeEmpty: boolean,
): IssueQueryField {
  return { kind: 'time', name, operators: withOrder, canBeEmpty, atMsOf: read, sortBy: read };
}

export function words(
  name: string,
  read: (state: IssueState) => string | null,
  isSorted = false,
): IssueQueryField {
  return {
    kind: 'text',
    ...{ name, operators: worded, canBeEmpty: true, textOf: read },
    ...(isSorted ? { sortBy: read } : {}),
  };
}

export function parts(
  site: Site,
  name: string,
  field: 'components' | 'fixVersions' | 'versions',
): IssueQueryField {
  const kind: PartKind = field === 'components' ? 'components' : 'versions';
  const resolve = ({ text, quoted }: Literal) => {
    const ids = site.projects.list.flatMap((project) =>
      partsOf(site, project, kind)
        .filter((part) => part.name.toLowerCase() === text.toLowerCase() || (!quoted && part.id === text))
        .map(({ id }) => id),
    );
    return ids.length === 0 ? null : ids;
  };
  return {
    kind: 'choice',
    ...{ name, operators: withEmpty, canBeEmpty: true, resolve },
    valuesOf: (state) => state.ids(field),
  };
}

export function descriptionText(state: IssueState): string {
  return state.description === undefined ? state.summary : textOf(state.description);
}

export function issue(site: Site, name: string, read: (state: IssueState) => string | null): IssueQueryField {
  return {
    kind: 'choice',
    name,
    operators: name === 'parent' ? withEmpty : operators(...equality, ...order),
    canBeEmpty: name === 'parent',
    valuesOf: (state) => one(read(state)),
    resolve: ({ text, quoted }) => {
      if (/^\d+$/.test(text) && quoted) return null;
      const found = site.issues.find(text);
      return found === null ? null : [found.id];
    },
    rankOf: Number,
    sortBy: (state) => Number(read(state)),
  };
}
