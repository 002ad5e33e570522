/** From what is written right of an operator to values, or to what is wrong with it. */
import type { Literal, QueryField, QueryWorld } from './field-table';
import { printOperand } from './print';
import type { Operand, Operator } from './syntax';
import { callTimeFunction } from './time-functions';
import type { QueryWording } from './wording';

export type Value =
  { kind: 'literal'; literal: Literal } | { kind: 'empty' } | { kind: 'time'; atMs: number };

const listOperators: ReadonlySet<Operator> = new Set(['in', 'not in']);

export class Operands<Row> {
  constructor(
    private readonly world: QueryWorld<Row>,
    private readonly wording: QueryWording,
    private readonly complain: (message: string) => void,
  ) {}

  /** Values of the operand; what cannot be used is complained about and left out. */
  values(field: QueryField<Row>, operator: Operator, operand: Operand): Value[] {
    const wantsList = listOperators.has(operator);
    if (operator === 'is' || operator === 'is not') {
      if (operand.kind === 'empty') return [{ kind: 'empty' }];
      return this.refuse(this.wording.notEmpty(operator, printOperand(operand), field.name));
    }
    switch (operand.kind) {
      case 'list':
        if (!wantsList) return this.refuse(this.wording.isAList(operator, printOperand(operand), field.name));
        return operand.of.flatMap((part) => this.inList(field, part));
      case 'function':
        return this.called(field, operator, operand);
      case 'text':
      case 'empty':
        if (wantsList) return this.refuse(this.wording.notAList(operator, printOperand(operand), field.name));
        return this.single(operand);
    }
  }

  private inList(field: QueryField<Row>, operand: Operand): Value[] {
    switch (operand.kind) {
      case 'list':
        return operand.of.flatMap((part) => this.inList(field, part));
      case 'function':
        return this.called(field, 'in', operand, true);
      case 'text':
      case 'empty':
        return this.single(operand);
    }
  }

  private single(operand: Extract<Operand, { kind: 'text' | 'empty' }>): Value[] {
    if (operand.kind === 'empty') return [{ kind: 'empty' }];
    return [{ kind: 'literal', literal: { text: operand.text, quoted: operand.quoted } }];
  }

  private called(
    field: QueryField<Row>,
    operator: Operator,
    operand: Extract<Operand, { kind: 'function' }>,
    withinList = false,
  ): Value[] {
    const { name, args } = operand;
    const written = printOperand(operand);
    const time = callTimeFunction(name, args, this.world.nowMs);
    const answer = time ?? this.world.call(name, args, field);
    if (answer === null) return this.refuse(this.wording.unknownFunction(written));
    const wantsList = listOperators.has(operator);
    switch (answer.kind) {
      case 'badArgument':
        return this.refuse(this.wording.badArgument(name));
      case 'known':
        return this.refuse(this.wording.functionNotEmulated(written));
      case 'refused':
        return this.refuse(answer.message);
      case 'time':
        if (field.kind !== 'time') return this.refuse(this.wording.wrongFunction(written, field.name));
        if (wantsList && !withinList)
          return this.refuse(this.wording.notAList(operator, written, field.name));
        return [answer];
      case 'literals':
        if (answer.isList && !wantsList)
          return this.refuse(this.wording.isAList(operator, written, field.name));
        if (!answer.isList && wantsList && !withinList)
          return this.refuse(this.wording.notAList(operator, written, field.name));
        return answer.literals.map((literal) => ({ kind: 'literal', literal }));
    }
  }

  private refuse(message: string): [] {
    this.complain(message);
    return [];
  }
}
