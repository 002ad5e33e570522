/** What a query of Jira (JQL) or Confluence (CQL) says, once it was read: the two languages share one grammar. */

export const comparisons = ['=', '!=', '~', '!~', '<', '<=', '>', '>='] as const;
export const wordOperators = [
  'in',
  'not in',
  'is',
  'is not',
  'was',
  'was not',
  'was in',
  'was not in',
  'changed',
] as const;
export type Operator = (typeof comparisons)[number] | (typeof wordOperators)[number];

export type Field =
  | { kind: 'name'; name: string }
  /** `cf[10010]` */
  | { kind: 'custom'; id: string }
  /** `issue.property[flags].colour`; `path` is empty for the value itself. */
  | { kind: 'property'; entity: string; key: string; path: string };

export type Operand =
  /** `quoted` tells `"1"`, a text, from `1`, an id. */
  | { kind: 'text'; text: string; quoted: boolean }
  | { kind: 'empty' }
  | { kind: 'function'; name: string; args: readonly string[] }
  | { kind: 'list'; of: readonly Operand[] };

/** What narrows `was` and `changed`: `after`, `before`, `by`, `during`, `on`, `from`, `to`. */
export interface HistoryPredicate {
  name: string;
  operand: Operand;
}

export interface Term {
  kind: 'term';
  field: Field;
  operator: Operator;
  /** `null` for `changed`, which takes none. */
  operand: Operand | null;
  history: readonly HistoryPredicate[];
}

export type Clause = Term | { kind: 'and' | 'or'; of: readonly Clause[] } | { kind: 'not'; of: Clause };

export interface Sort {
  field: Field;
  direction: 'asc' | 'desc' | null;
}

export interface Query {
  /** `null`: everything. */
  where: Clause | null;
  orderBy: readonly Sort[];
}

/** As error messages name a field. */
export function fieldName(field: Field): string {
  switch (field.kind) {
    case 'name':
      return field.name;
    case 'custom':
      return `cf[${field.id}]`;
    case 'property':
      return `${field.entity}.property[${field.key}]${field.path === '' ? '' : `.${field.path}`}`;
  }
}
