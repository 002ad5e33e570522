/** Reads one condition: field, operator, operand, and for `was` and `changed` what narrows them. */
import { readOperand } from './operand';
import type { Field, HistoryPredicate, Operator, Term } from './syntax';
import type { TokenStream } from './token-stream';

const signOperators = new Set(['=', '!=', '~', '!~', '<', '<=', '>', '>=']);
const historyWords = ['after', 'before', 'by', 'during', 'on', 'from', 'to'] as const;

export function readTerm(tokens: TokenStream): Term {
  const field = readField(tokens);
  const operator = readOperator(tokens);
  const operand = operator === 'changed' ? null : readOperand(tokens);
  const hasHistory = operator === 'changed' || operator.startsWith('was');
  return { kind: 'term', field, operator, operand, history: hasHistory ? readHistory(tokens) : [] };
}

export function readField(tokens: TokenStream): Field {
  if (tokens.isWord('cf') && tokens.isSign('[', 1)) {
    tokens.advance();
    return { kind: 'custom', id: readBracket(tokens) };
  }
  const { text, quoted } = tokens.takeText('fieldName');
  const entity = quoted ? undefined : /^(\w+)\.property$/i.exec(text)?.[1];
  if (entity === undefined || !tokens.isSign('[')) return { kind: 'name', name: text };
  const key = readBracket(tokens);
  const token = tokens.peek();
  const path =
    token.kind === 'word' && !token.quoted && token.text.startsWith('.') ? token.text.slice(1) : '';
  if (path !== '') tokens.advance();
  return { kind: 'property', entity, key, path };
}

function readBracket(tokens: TokenStream): string {
  tokens.needSign('[');
  const { text } = tokens.takeText('value');
  tokens.needSign(']');
  return text;
}

function readOperator(tokens: TokenStream): Operator {
  const token = tokens.peek();
  if (token.kind === 'sign' && signOperators.has(token.text)) {
    tokens.advance();
    return token.text as Operator;
  }
  if (tokens.takeWord('in')) return 'in';
  if (tokens.takeWord('changed')) return 'changed';
  if (tokens.takeWord('is')) return tokens.takeWord('not') ? 'is not' : 'is';
  if (tokens.takeWord('was')) return readWas(tokens);
  if (!tokens.isWord('not') || !tokens.isWord('in', 1)) tokens.fail('operator');
  tokens.advance();
  tokens.advance();
  return 'not in';
}

function readWas(tokens: TokenStream): Operator {
  if (tokens.takeWord('in')) return 'was in';
  if (!tokens.takeWord('not')) return 'was';
  return tokens.takeWord('in') ? 'was not in' : 'was not';
}

function readHistory(tokens: TokenStream): HistoryPredicate[] {
  const found: HistoryPredicate[] = [];
  for (;;) {
    const name = historyWords.find((word) => tokens.takeWord(word));
    if (name === undefined) return found;
    found.push({ name, operand: readOperand(tokens) });
  }
}
