/** A query as `jql/parse` shows it. */
import { printField, printOperand } from '../../query/print';
import type { Clause, Field, Operand, Query } from '../../query/syntax';

type Json = Record<string, unknown>;

function fieldJson(field: Field): Json {
  const encodedName = printField(field);
  switch (field.kind) {
    case 'name':
      return { name: field.name, encodedName };
    case 'custom':
      return { name: `cf[${field.id}]`, encodedName };
    case 'property':
      return {
        name: `${field.entity}.property`,
        encodedName,
        property: [{ entity: field.entity, key: field.key, path: field.path }],
      };
  }
}

function operandJson(operand: Operand): Json {
  const encodedOperand = printOperand(operand);
  switch (operand.kind) {
    case 'text':
      return { value: operand.text, encodedValue: encodedOperand };
    case 'empty':
      return { keyword: 'empty', encodedOperand: 'empty' };
    case 'function':
      return { function: operand.name, arguments: operand.args, encodedOperand };
    case 'list':
      return { values: operand.of.map(operandJson), encodedOperand };
  }
}

function clauseJson(clause: Clause): Json {
  switch (clause.kind) {
    case 'and':
    case 'or':
      return { operator: clause.kind, clauses: clause.of.map(clauseJson) };
    case 'not':
      return { operator: 'not', clauses: [clauseJson(clause.of)] };
    case 'term': {
      const { field, operator, operand, history } = clause;
      const predicates = history.map((one) => ({ operator: one.name, operand: operandJson(one.operand) }));
      return {
        field: fieldJson(field),
        operator,
        ...(operand === null ? {} : { operand: operandJson(operand) }),
        ...(operator === 'changed' || operator.startsWith('was') ? { predicates } : {}),
      };
    }
  }
}

export function structureOf({ where, orderBy }: Query): Json {
  const fields = orderBy.map(({ field, direction }) => ({
    field: fieldJson(field),
    ...(direction === null ? {} : { direction }),
  }));
  return {
    ...(where === null ? {} : { where: clauseJson(where) }),
    ...(fields.length === 0 ? {} : { orderBy: { fields } }),
  };
}
