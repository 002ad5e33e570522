/** What a query can ask of a row: which fields there are, how they are compared, which functions give values. */
import type { Field, Operator } from './syntax';

export interface Literal {
  text: string;
  /** `"1"` is a name, `1` is an id. */
  quoted: boolean;
}

interface Named {
  /** As error messages say it. */
  name: string;
  operators: ReadonlySet<Operator>;
  /** Whether a row may have no value; without it, EMPTY is refused. */
  canBeEmpty?: boolean;
}

/** One of several values, or several of them: a status, labels. Compared by identity. */
export interface ChoiceField<Row> extends Named {
  kind: 'choice';
  /** Identities of the row's values; none where it is empty. */
  valuesOf: (row: Row) => readonly string[];
  /** The identities that the literal stands for; `null` where there is no such value. */
  resolve: (literal: Literal) => readonly string[] | null;
  /** For `<` and its like: the place of a value among all of them. */
  rankOf?: (value: string) => number;
  /** For `~`: the texts that are searched, where they differ from the values. */
  textOf?: (row: Row) => string;
}

export interface TimeField<Row> extends Named {
  kind: 'time';
  atMsOf: (row: Row) => number | null;
}

export interface NumberField<Row> extends Named {
  kind: 'number';
  numberOf: (row: Row) => number | null;
}

export interface TextField<Row> extends Named {
  kind: 'text';
  /** `null` or empty: nothing was written. */
  textOf: (row: Row) => string | null;
}

export type QueryField<Row> = (ChoiceField<Row> | TimeField<Row> | NumberField<Row> | TextField<Row>) & {
  /** `null` sorts last. Left out: the products cannot sort by it either. */
  sortBy?: (row: Row) => string | number | null;
};

/** `known`: the product has it, and the emulator does not evaluate it. */
export type FieldLookup<Row> = QueryField<Row> | 'known' | null;

export type FunctionValue =
  | { kind: 'literals'; literals: readonly Literal[]; isList: boolean }
  | { kind: 'time'; atMs: number }
  | { kind: 'refused'; message: string }
  | { kind: 'known' };

export interface QueryWorld<Row> {
  nowMs: number;
  /** By any name the product takes. */
  field: (field: Field) => FieldLookup<Row>;
  /** `null`: the product has no such function. `now()` and its like need not be here. */
  call: (name: string, args: readonly string[], field: QueryField<Row>) => FunctionValue | null;
}

export function operators(...of: readonly Operator[]): ReadonlySet<Operator> {
  return new Set(of);
}

export const equality = ['=', '!=', 'in', 'not in'] as const;
export const emptiness = ['is', 'is not'] as const;
export const order = ['<', '<=', '>', '>='] as const;
