/** Reads a query whole, or says where and why it cannot be read. */
import { QueryFault, type SyntaxFault } from './fault';
import { mostLevels } from './operand';
import type { Clause, Query, Sort } from './syntax';
import { readField, readTerm } from './term';
import { TokenStream } from './token-stream';
import { tokensOf } from './tokens';

/** Longer than any address can be; a list of some thousand keys fits. */
const mostCharacters = 100_000;

export type Parsed = { kind: 'parsed'; query: Query } | { kind: 'faulty'; fault: SyntaxFault };

/** Never throws, whatever the text is. */
export function parseQuery(text: string): Parsed {
  if (text.length > mostCharacters) {
    const at = { line: 1, character: mostCharacters };
    return { kind: 'faulty', fault: { kind: 'tooLong', characters: mostCharacters, at } };
  }
  try {
    return { kind: 'parsed', query: readQuery(new TokenStream(tokensOf(text))) };
  } catch (error) {
    if (error instanceof QueryFault) return { kind: 'faulty', fault: error.fault };
    throw error;
  }
}

function readQuery(tokens: TokenStream): Query {
  const begins = tokens.peek().kind !== 'end' && !tokens.isWord('order');
  const where = begins ? readOr(tokens, 0) : null;
  const orderBy = tokens.takeWord('order') ? readSorts(tokens) : [];
  if (tokens.peek().kind !== 'end') tokens.fail(orderBy.length > 0 ? ',' : 'junction');
  return { where, orderBy };
}

function readOr(tokens: TokenStream, level: number): Clause {
  if (level > mostLevels) throw new QueryFault({ kind: 'tooDeep', levels: mostLevels, at: tokens.peek().at });
  const of = [readAnd(tokens, level)];
  while (tokens.takeWord('or') || tokens.takeSign('|')) of.push(readAnd(tokens, level));
  return joined('or', of);
}

function readAnd(tokens: TokenStream, level: number): Clause {
  const of = [readNot(tokens, level)];
  while (tokens.takeWord('and') || tokens.takeSign('&')) of.push(readNot(tokens, level));
  return joined('and', of);
}

function joined(kind: 'and' | 'or', of: readonly Clause[]): Clause {
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { kind, of };
}

function readNot(tokens: TokenStream, level: number): Clause {
  if (level > mostLevels) throw new QueryFault({ kind: 'tooDeep', levels: mostLevels, at: tokens.peek().at });
  if (tokens.takeWord('not') || tokens.takeSign('!')) return { kind: 'not', of: readNot(tokens, level + 1) };
  if (!tokens.takeSign('(')) return readTerm(tokens);
  const inner = readOr(tokens, level + 1);
  tokens.needSign(')');
  return inner;
}

function readSorts(tokens: TokenStream): Sort[] {
  if (!tokens.takeWord('by')) tokens.fail('by');
  const sorts = [readSort(tokens)];
  while (tokens.takeSign(',')) sorts.push(readSort(tokens));
  return sorts;
}

function readSort(tokens: TokenStream): Sort {
  const field = readField(tokens);
  if (tokens.takeWord('asc')) return { field, direction: 'asc' };
  return { field, direction: tokens.takeWord('desc') ? 'desc' : null };
}
