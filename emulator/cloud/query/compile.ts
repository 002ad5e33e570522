/** Makes of a query that was read a test of rows and an order of them, or says all that is wrong with it. */
import type { QueryField, QueryWorld } from './field-table';
import { Operands } from './operands';
import { predicateOf, type Predicate } from './predicates';
import {
  fieldName,
  type Clause,
  type Field,
  type Operator,
  type Query,
  type Sort,
  type Term,
} from './syntax';
import type { QueryWording } from './wording';

export type Compiled<Row> =
  | {
      kind: 'compiled';
      matches: Predicate<Row>;
      /** `null`: in whatever order the rows come. */
      compare: ((a: Row, b: Row) => number) | null;
    }
  /** At least one message. */
  | { kind: 'refused'; messages: readonly string[] };

export function compileQuery<Row>(
  query: Query,
  world: QueryWorld<Row>,
  wording: QueryWording,
): Compiled<Row> {
  const messages = new Set<string>();
  const compiler = new Compiler(world, wording, (message) => messages.add(message));
  const matches = query.where === null ? () => true : compiler.clause(query.where, false);
  const compare = compiler.order(query.orderBy);
  return messages.size > 0
    ? { kind: 'refused', messages: [...messages] }
    : { kind: 'compiled', matches, compare };
}

/** `not` is carried down to the conditions, as the products do it: `not a = b` is `a != b`, empty fields included. */
const opposites: Readonly<Partial<Record<Operator, Operator>>> = {
  '=': '!=',
  '!=': '=',
  '~': '!~',
  '!~': '~',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
  in: 'not in',
  'not in': 'in',
  is: 'is not',
  'is not': 'is',
};

class Compiler<Row> {
  private readonly operands: Operands<Row>;

  constructor(
    private readonly world: QueryWorld<Row>,
    private readonly wording: QueryWording,
    private readonly complain: (message: string) => void,
  ) {
    this.operands = new Operands(world, wording, complain);
  }

  clause(clause: Clause, negated: boolean): Predicate<Row> {
    switch (clause.kind) {
      case 'term':
        return this.term(clause, negated);
      case 'not':
        return this.clause(clause.of, !negated);
      case 'and':
      case 'or': {
        const parts = clause.of.map((part) => this.clause(part, negated));
        return (clause.kind === 'and') === negated
          ? (row) => parts.some((part) => part(row))
          : (row) => parts.every((part) => part(row));
      }
    }
  }

  private term({ field: named, operator: written, operand }: Term, negated: boolean): Predicate<Row> {
    const never = () => false;
    const field = this.field(named);
    if (field === null) return never;
    if (operand === null || written.startsWith('was')) {
      this.complain(this.wording.operatorNotEmulated(written));
      return never;
    }
    if (!field.operators.has(written)) {
      this.complain(this.wording.unsupportedOperator(written, fieldName(named)));
      return never;
    }
    const operator = negated ? (opposites[written] ?? written) : written;
    const values = this.operands.values(field, written, operand);
    const { world, wording, complain } = this;
    return predicateOf(field, { operator, values, nowMs: world.nowMs, wording, complain });
  }

  /** With the name that the query uses, for messages. */
  private field(named: Field): QueryField<Row> | null {
    const found = this.world.field(named);
    const name = fieldName(named);
    if (found === null) this.complain(this.wording.unknownField(name));
    else if (found === 'known') this.complain(this.wording.fieldNotEmulated(name));
    else return { ...found, name };
    return null;
  }

  order(sorts: readonly Sort[]): ((a: Row, b: Row) => number) | null {
    const keys = sorts.flatMap(({ field: named, direction }) => {
      const field = this.world.field(named);
      if (field === 'known') this.complain(this.wording.fieldNotEmulated(fieldName(named)));
      else if (field?.sortBy === undefined) this.complain(this.wording.notSortable(fieldName(named)));
      else return [{ sortBy: field.sortBy, sign: direction === 'desc' ? -1 : 1 }];
      return [];
    });
    if (keys.length === 0) return null;
    return (a, b) => {
      for (const { sortBy, sign } of keys) {
        const difference = sign * compareKeys(sortBy(a), sortBy(b));
        if (difference !== 0) return difference;
      }
      return 0;
    };
  }
}

/** What is empty comes last in ascending order. */
function compareKeys(a: string | number | null, b: string | number | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), 'en');
}
