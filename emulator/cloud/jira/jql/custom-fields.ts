/** Custom fields and properties as JQL asks for them. */
import { emptiness, equality, operators, order } from '../../query/field-table';
import type { Field } from '../../query/syntax';
import { list, record } from '../../untrusted';
import type { IssueState } from '../../world/issue-state';
import type { Site } from '../../world/site';
import { textOf } from '../document';
import { allFields, isCustom } from '../fields/table';
import type { IssueField } from '../fields/definition';
import type { IssueQueryField } from './field-kinds';

const any = operators(...equality, ...emptiness, ...order, '~', '!~');

function keptOf(field: IssueField, state: IssueState): unknown {
  return field.kept?.(state) ?? null;
}

export function customQueryField(site: Site, named: Field): IssueQueryField | null {
  const wanted = named.kind === 'custom' ? `cf[${named.id}]` : named.kind === 'name' ? named.name : null;
  if (wanted === null) return null;
  const lower = wanted.toLowerCase();
  const field = allFields(site).find(
    (one) =>
      isCustom(one) && (one.id === lower || one.clauseNames.some((name) => name.toLowerCase() === lower)),
  );
  if (field?.kept === undefined) return null;
  const name = wanted;
  switch (field.schema.type) {
    case 'number': {
      const numberOf = (state: IssueState) => {
        const value = keptOf(field, state);
        return typeof value === 'number' ? value : null;
      };
      const known = operators(...equality, ...emptiness, ...order);
      return { kind: 'number', name, operators: known, canBeEmpty: true, numberOf, sortBy: numberOf };
    }
    case 'date':
    case 'datetime': {
      const atMsOf = (state: IssueState) => {
        const atMs = Date.parse(String(keptOf(field, state)).replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
        return Number.isNaN(atMs) ? null : atMs;
      };
      const known = operators(...equality, ...emptiness, ...order);
      return { kind: 'time', name, operators: known, canBeEmpty: true, atMsOf, sortBy: atMsOf };
    }
    case 'string': {
      const read = (state: IssueState) => {
        const value = keptOf(field, state);
        return value === null ? null : typeof value === 'string' ? value : textOf(value);
      };
      return {
        kind: 'text',
        name,
        operators: operators('~', '!~', ...emptiness),
        canBeEmpty: true,
        textOf: read,
        sortBy: read,
      };
    }
    default:
      return {
        kind: 'choice',
        ...{ name, operators: operators(...equality, ...emptiness), canBeEmpty: true },
        valuesOf: (state) => {
          const value = keptOf(field, state);
          return (Array.isArray(value) ? list(value) : value === null ? [] : [value]).map((entry) =>
            String(entry).toLowerCase(),
          );
        },
        resolve: ({ text }) => [text.toLowerCase()],
      };
  }
}

/** `issue.property[key].path`: the values at the path, compared as texts and, for `<` and its like, as numbers. */
export function propertyQueryField(key: string, path: string): IssueQueryField {
  const steps = path === '' ? [] : path.split('.');
  const valuesOf = (state: IssueState) => {
    let at = state.edits?.properties.get(key);
    for (const step of steps) at = record(at)[step];
    const values = Array.isArray(at) ? list(at) : [at];
    return values
      .filter((value) => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      .map((value) => String(value).toLowerCase());
  };
  return {
    kind: 'choice',
    ...{ name: key, operators: any, canBeEmpty: true, valuesOf },
    resolve: ({ text }) => [text.toLowerCase()],
    rankOf: Number,
    textOf: (state) => valuesOf(state).join(' '),
  };
}
