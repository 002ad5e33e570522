/**
 * Conditions as functions of a row. As in Jira, a negative one (`!=`, `not in`, `!~`) finds no row whose field is empty, unless
 * EMPTY is among what it excludes.
 */
import type { ChoiceField, NumberField, QueryField, TextField, TimeField } from './field-table';
import type { Value } from './operands';
import { readTimeMs } from './period';
import type { Operator } from './syntax';
import { textPattern } from './text-match';
import type { QueryWording } from './wording';

export type Predicate<Row> = (row: Row) => boolean;

interface Making {
  operator: Operator;
  values: readonly Value[];
  nowMs: number;
  wording: QueryWording;
  complain: (message: string) => void;
}

const never = () => false;

export function predicateOf<Row>(field: QueryField<Row>, making: Making): Predicate<Row> {
  if (refusesEmpty(field, making)) return never;
  if (making.operator === '~' || making.operator === '!~') return textPredicate(field, making);
  switch (field.kind) {
    case 'choice':
      return choicePredicate(field, making);
    case 'time':
      return comparedPredicate(field.atMsOf, timesOf(field, making), making);
    case 'number':
      return comparedPredicate(field.numberOf, numbersOf(field, making), making);
    case 'text':
      return choicePredicate(asChoice(field), making);
  }
}

function refusesEmpty<Row>(field: QueryField<Row>, { operator, values, wording, complain }: Making): boolean {
  if (!values.some(({ kind }) => kind === 'empty')) return false;
  if (field.canBeEmpty !== true) complain(wording.emptyRefused(field.name));
  else if (/[<>]/.test(operator)) complain(wording.emptyNotOrdered(operator, field.name));
  else return false;
  return true;
}

function isNegative(operator: Operator): boolean {
  return operator === '!=' || operator === 'not in' || operator === 'is not' || operator === '!~';
}

/** A text compared as a whole: only its emptiness is asked for, or a name that equals it. */
function asChoice<Row>(field: TextField<Row>): ChoiceField<Row> {
  return {
    ...field,
    kind: 'choice',
    textOf: (row) => field.textOf(row) ?? '',
    valuesOf: (row) => {
      const text = field.textOf(row) ?? '';
      return text === '' ? [] : [text.toLowerCase()];
    },
    resolve: ({ text }) => [text.toLowerCase()],
  };
}

function choicePredicate<Row>(field: ChoiceField<Row>, making: Making): Predicate<Row> {
  const { operator, values, wording, complain } = making;
  const sought = new Set<string>();
  for (const value of values) {
    if (value.kind !== 'literal') continue;
    const { text, quoted } = value.literal;
    const found = field.resolve(value.literal);
    if (found === null) complain(wording.noSuchValue(text, field.name, !quoted && /^\d+$/.test(text)));
    else for (const one of found) sought.add(one);
  }
  const hasEmpty = values.some(({ kind }) => kind === 'empty');
  if (/[<>]/.test(operator)) return rankedPredicate(field, operator, [...sought]);
  const holds = (row: Row) => {
    const own = field.valuesOf(row);
    return own.length === 0 ? hasEmpty : own.some((value) => sought.has(value));
  };
  if (!isNegative(operator)) return holds;
  return (row) => !holds(row) && (hasEmpty || field.valuesOf(row).length > 0);
}

function rankedPredicate<Row>(
  field: ChoiceField<Row>,
  operator: Operator,
  sought: readonly string[],
): Predicate<Row> {
  const rankOf = field.rankOf ?? Number;
  const ranks = sought.map(rankOf);
  return (row) =>
    field.valuesOf(row).some((value) => ranks.some((rank) => compares(rankOf(value), operator, rank)));
}

function compares(own: number, operator: Operator, other: number): boolean {
  if (operator === '<') return own < other;
  if (operator === '<=') return own <= other;
  if (operator === '>') return own > other;
  return own >= other;
}

function comparedPredicate<Row>(
  read: (row: Row) => number | null,
  sought: readonly number[],
  { operator, values }: Making,
): Predicate<Row> {
  const hasEmpty = values.some(({ kind }) => kind === 'empty');
  const isOrder = /[<>]/.test(operator);
  return (row) => {
    const own = read(row);
    if (isOrder) return own !== null && sought.some((other) => compares(own, operator, other));
    const holds = own === null ? hasEmpty : sought.includes(own);
    return isNegative(operator) ? !holds && (hasEmpty || own !== null) : holds;
  };
}

function timesOf<Row>(field: TimeField<Row>, { values, nowMs, wording, complain }: Making): number[] {
  return values.flatMap((value) => {
    if (value.kind === 'empty') return [];
    if (value.kind === 'time') return [value.atMs];
    const atMs = readTimeMs(value.literal.text, nowMs);
    if (atMs === null) complain(wording.badTime(value.literal.text, field.name));
    return atMs === null ? [] : [atMs];
  });
}

function numbersOf<Row>(field: NumberField<Row>, { values, wording, complain }: Making): number[] {
  return values.flatMap((value) => {
    if (value.kind !== 'literal') return [];
    const { text } = value.literal;
    const isNumber = /^[+-]?\d+(\.\d+)?$/.test(text);
    if (!isNumber) complain(wording.badNumber(text, field.name));
    return isNumber ? [Number(text)] : [];
  });
}

function textPredicate<Row>(field: QueryField<Row>, making: Making): Predicate<Row> {
  const { operator, values, wording, complain } = making;
  const read = 'textOf' in field ? field.textOf : undefined;
  const [value] = values;
  if (read === undefined || value?.kind !== 'literal') return never;
  const pattern = textPattern(value.literal.text);
  switch (pattern.kind) {
    case 'empty':
      complain(wording.emptyText(field.name));
      return never;
    case 'notEmulated':
      complain(wording.textNotEmulated(pattern.what, field.name));
      return never;
    case 'pattern':
      return (row) => {
        const text = read(row) ?? '';
        return text !== '' && pattern.matches(text) === (operator === '~');
      };
  }
}
