/** Walks through the tokens of a query. */
import { QueryFault, type Expected } from './fault';
import { reservedWords } from './reserved';
import type { Sign, Token } from './tokens';

export class TokenStream {
  private position = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  peek(ahead = 0): Token {
    return this.tokens[Math.min(this.position + ahead, this.tokens.length - 1)] as Token;
  }

  advance(): void {
    this.position += 1;
  }

  isSign(sign: Sign, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'sign' && token.text === sign;
  }

  /** An unquoted word in any letter case. */
  isWord(word: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'word' && !token.quoted && token.text.toLowerCase() === word;
  }

  takeSign(sign: Sign): boolean {
    const found = this.isSign(sign);
    if (found) this.advance();
    return found;
  }

  takeWord(word: string): boolean {
    const found = this.isWord(word);
    if (found) this.advance();
    return found;
  }

  needSign(sign: ',' | ')' | ']' | '['): void {
    if (!this.takeSign(sign)) this.fail(sign);
  }

  fail(expected: Expected): never {
    const token = this.peek();
    const got = token.kind === 'end' ? null : token.text;
    throw new QueryFault({ kind: 'expected', expected, got, at: token.at });
  }

  /** A name or a value: no sign, and no word that means something else. */
  takeText(expected: 'fieldName' | 'value'): { text: string; quoted: boolean } {
    const token = this.peek();
    if (token.kind !== 'word') this.fail(expected);
    const word = token.text.toLowerCase();
    if (!token.quoted && reservedWords.has(word)) {
      if (expected === 'value' && grammarWords.has(word)) this.fail(expected);
      throw new QueryFault({ kind: 'reservedWord', word: token.text, at: token.at });
    }
    this.advance();
    return { text: token.text, quoted: token.quoted };
  }
}

/** Where a value should stand, these are taken for what they mean elsewhere. */
const grammarWords = new Set(
  'and or not in is cf order by asc desc was changed before after from to on during'.split(' '),
);
