/** Reads what stands right of an operator: a value, a list, a function. */
import { QueryFault } from './fault';
import type { Operand } from './syntax';
import type { TokenStream } from './token-stream';

/** Deeper nesting than any real query has, well within what a call stack takes. */
export const mostLevels = 100;

export function readOperand(tokens: TokenStream, level = 0): Operand {
  if (level > mostLevels) throw new QueryFault({ kind: 'tooDeep', levels: mostLevels, at: tokens.peek().at });
  if (tokens.takeSign('(')) return readList(tokens, level);
  if (tokens.takeWord('empty') || tokens.takeWord('null')) return { kind: 'empty' };
  const { text, quoted } = tokens.takeText('value');
  if (!tokens.takeSign('(')) return { kind: 'text', text, quoted };
  return { kind: 'function', name: text, args: readArguments(tokens) };
}

function readList(tokens: TokenStream, level: number): Operand {
  const of = [readOperand(tokens, level + 1)];
  while (tokens.takeSign(',')) of.push(readOperand(tokens, level + 1));
  tokens.needSign(')');
  return { kind: 'list', of };
}

function readArguments(tokens: TokenStream): string[] {
  if (tokens.takeSign(')')) return [];
  const args = [tokens.takeText('value').text];
  while (tokens.takeSign(',')) args.push(tokens.takeText('value').text);
  tokens.needSign(')');
  return args;
}
