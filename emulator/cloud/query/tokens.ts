/** From the text of a query to its words and signs. */
import { QueryFault, type Position } from './fault';
import { reservedCharacters } from './reserved';

export type Sign =
  '(' | ')' | ',' | '[' | ']' | '=' | '!=' | '~' | '!~' | '<' | '<=' | '>' | '>=' | '!' | '&' | '|';

export type Token =
  | { kind: 'word'; text: string; quoted: boolean; at: Position }
  | { kind: 'sign'; text: Sign; at: Position }
  | { kind: 'end'; at: Position };

const blank = /[\s\p{Cc}]/u;
/** Where an unquoted word ends. */
const ends = new Set('()=<>!~&|,[]"\'');
/** The longer one first: `&&` is `and` as `&` is. */
const signs: readonly [string, Sign][] = [
  ['!=', '!='],
  ['!~', '!~'],
  ['<=', '<='],
  ['>=', '>='],
  ['&&', '&'],
  ['||', '|'],
  ...Array.from('()[],=~<>!&|').map((sign): [string, Sign] => [sign, sign as Sign]),
];
const escapable = ' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
const escapes = new Map([
  ['t', '\t'],
  ['n', '\n'],
  ['r', '\r'],
  ...Array.from(escapable, (sign): [string, string] => [sign, sign]),
]);

class Reader {
  private at = 0;
  private line = 1;
  private lineStart = 0;

  constructor(private readonly text: string) {}

  position(): Position {
    return { line: this.line, character: this.at - this.lineStart + 1 };
  }

  next(): Token {
    this.skipBlanks();
    const at = this.position();
    const character = this.text[this.at];
    if (character === undefined) return { kind: 'end', at };
    if (character === '"' || character === "'") return this.quoted(character, at);
    const sign = signs.find(([written]) => this.text.startsWith(written, this.at));
    if (sign === undefined) return this.word(at);
    this.at += sign[0].length;
    return { kind: 'sign', text: sign[1], at };
  }

  private skipBlanks(): void {
    for (
      let found = this.text[this.at];
      found !== undefined && blank.test(found);
      found = this.text[this.at]
    ) {
      this.step();
    }
  }

  private step(): void {
    const isNewLine = this.text[this.at] === '\n';
    this.at += 1;
    if (!isNewLine) return;
    this.line += 1;
    this.lineStart = this.at;
  }

  private quoted(quote: string, at: Position): Token {
    this.at += 1;
    let text = '';
    for (let found = this.text[this.at]; found !== quote; found = this.text[this.at]) {
      if (found === undefined) throw new QueryFault({ kind: 'unclosedString', text, at });
      text += this.character(found);
    }
    this.at += 1;
    return { kind: 'word', text, quoted: true, at };
  }

  private word(at: Position): Token {
    let text = '';
    for (let found = this.text[this.at]; found !== undefined; found = this.text[this.at]) {
      if (ends.has(found) || blank.test(found)) break;
      if (reservedCharacters.includes(found)) {
        throw new QueryFault({ kind: 'reservedCharacter', character: found, at: this.position() });
      }
      text += this.character(found);
    }
    return { kind: 'word', text, quoted: false, at };
  }

  /** One character of a word, behind its backslash if it has one. */
  private character(found: string): string {
    if (found !== '\\') {
      this.step();
      return found;
    }
    const at = this.position();
    const code = /^\\u([0-9a-fA-F]{4})/.exec(this.text.slice(this.at, this.at + 6))?.[1];
    if (code !== undefined) {
      this.at += 6;
      return String.fromCharCode(Number.parseInt(code, 16));
    }
    const escaped = this.text[this.at + 1] ?? '';
    const meant = escapes.get(escaped);
    if (meant === undefined) throw new QueryFault({ kind: 'illegalEscape', escape: `\\${escaped}`, at });
    this.at += 2;
    return meant;
  }
}

/** The last token is the end. @throws QueryFault */
export function tokensOf(text: string): Token[] {
  const reader = new Reader(text);
  const tokens: Token[] = [];
  for (;;) {
    const token = reader.next();
    tokens.push(token);
    if (token.kind === 'end') return tokens;
  }
}
