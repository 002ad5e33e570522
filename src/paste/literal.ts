/**
 * Objects as programs print them: JSON, JSON5, `console.log` of Node, `repr` of Python, `inspect` of Ruby, `toString` of Java.
 * It reads each character once, never throws, takes what there is of a text that was cut off, and passes over what it does not
 * know. Numbers and words stay texts.
 */
export type Literal = string | Literal[] | { [key: string]: Literal };

const deepest = 60;
const mostValues = 300_000;
/** What Node prints in place of a value, or before one. */
const marker =
  /\[(?:Object: null prototype|Circular[^\]\n]{0,200}|(?:Async)?(?:Generator)?Function[^\]\n]{0,200}|Getter[^\]\n]{0,200}|Setter|class[^\]\n]{0,200}|Symbol\([^)\n]{0,200}\)|Array|Object)\]|\[\](?:string|any)(?=\{)|<ref \*\d+>/y;
/** The name of a class before its brackets: `AxiosHeaders {`, `Map(2) {`, `Object [AxiosHeaders] {`, `CaseInsensitiveDict({`. */
const className = /[A-Za-z_$][\w$.]*(?:\(\d+\))?(?: \[[\w$.: ]+\])?(?= ?[{([])/y;
/** `b'…'` and `u'…'` of Python, `@"…"` of Objective-C. */
const quotePrefix = /(?:[bur]{1,2}|@)(?=["'])/iy;
const separator = /\s*(?:=>|:|=)\s*/y;
const bareKey = /[^\s:=,{}[\]()"'`]+/y;
const bareWord = /[^,{}[\]()\n]+/y;
const spaces = /[\s]*/y;
const closing: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };

/** Every object and list of a text, outermost ones only. */
export function parseLiterals(text: string): Literal[] {
  const reader = new LiteralReader(text);
  const found: Literal[] = [];
  while (reader.toNextBracket()) {
    const value = reader.value(0);
    if (typeof value !== 'string') found.push(value);
  }
  return found;
}

class LiteralReader {
  private at = 0;
  private left = mostValues;

  constructor(private readonly text: string) {}

  toNextBracket(): boolean {
    while (this.at < this.text.length) {
      const mark = this.text[this.at] ?? '';
      if (mark === '{' || mark === '[') return this.left > 0;
      this.at += 1;
    }
    return false;
  }

  value(depth: number): Literal {
    this.left -= 1;
    this.skip(spaces);
    while (this.skip(marker) || this.skip(className) || this.skip(quotePrefix)) this.skip(spaces);
    const mark = this.text[this.at] ?? '';
    if (mark === '{' || mark === '[' || mark === '(')
      return depth >= deepest || this.left <= 0 ? this.passBrackets() : this.group(mark, depth);
    if (isQuote(mark)) return this.strings();
    return this.take(bareWord)?.trim() ?? '';
  }

  /** `{…}` with keys is an object, everything else a list; `(…)` around one value is that value. */
  private group(open: string, depth: number): Literal {
    const end = closing[open] ?? '';
    const list: Literal[] = [];
    const entries: { [key: string]: Literal } = Object.create(null) as { [key: string]: Literal };
    let isObject = false;
    this.at += 1;
    for (;;) {
      this.skip(spaces);
      const mark = this.text[this.at];
      if (mark === undefined || this.left <= 0) break;
      if (mark === ',' || mark === ';') {
        this.at += 1;
        continue;
      }
      if (mark === end || mark === '}' || mark === ']' || mark === ')') {
        this.at += 1;
        break;
      }
      const before = this.at;
      const key = open === '{' ? this.key() : null;
      if (key === null) list.push(this.value(depth + 1));
      else {
        isObject = true;
        entries[key] = this.value(depth + 1);
      }
      // Whatever stands here is neither a value nor a mark: one character on, so that the end is reached.
      if (this.at === before) this.at += 1;
    }
    if (isObject) return entries;
    const [only] = list;
    return open === '(' && list.length === 1 && only !== undefined ? only : list;
  }

  /** The key of an entry with the mark behind it; `null`, and nothing taken, where there is none. */
  private key(): string | null {
    const start = this.at;
    this.skip(quotePrefix);
    const mark = this.text[this.at] ?? '';
    const key = isQuote(mark) ? this.quoted(mark) : (this.take(bareKey) ?? this.take(marker));
    if (key !== null && this.skip(separator)) return key;
    this.at = start;
    return null;
  }

  /** Node breaks a long text into several with a plus between them. */
  private strings(): string {
    let text = this.quoted(this.text[this.at] ?? '');
    const more = /\s*\+\s*(?=["'`])/y;
    while (this.skip(more)) text += this.quoted(this.text[this.at] ?? '');
    return text;
  }

  private quoted(quote: string): string {
    const parts: string[] = [];
    let from = this.at + 1;
    let i = from;
    for (; i < this.text.length && this.text[i] !== quote; i += 1) {
      if (this.text[i] !== '\\') continue;
      parts.push(this.text.slice(from, i), unescaped(this.text, i));
      i += escapeLength(this.text, i) - 1;
      from = i + 1;
    }
    parts.push(this.text.slice(from, i));
    this.at = Math.min(i + 1, this.text.length);
    return parts.join('');
  }

  /** Too deep to be a header: passed over by its brackets. */
  private passBrackets(): string {
    let open = 0;
    for (; this.at < this.text.length; this.at += 1) {
      const mark = this.text[this.at] ?? '';
      if (mark === '{' || mark === '[' || mark === '(') open += 1;
      else if (mark === '}' || mark === ']' || mark === ')') open -= 1;
      if (open <= 0) break;
    }
    this.at += 1;
    return '';
  }

  private take(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found || found[0] === '') return null;
    this.at = pattern.lastIndex;
    return found[0];
  }

  private skip(pattern: RegExp): boolean {
    return this.take(pattern) !== null;
  }
}

function isQuote(mark: string): boolean {
  return mark === '"' || mark === "'" || mark === '`';
}

const letters: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '', f: '', v: '', '0': '' };

function unescaped(text: string, at: number): string {
  const letter = text[at + 1] ?? '';
  if (escapeLength(text, at) > 2)
    return String.fromCharCode(parseInt(text.slice(at + 2, at + escapeLength(text, at)), 16));
  return Object.hasOwn(letters, letter) ? (letters[letter] ?? '') : letter;
}

function escapeLength(text: string, at: number): number {
  const letter = text[at + 1];
  if (letter === 'u' && /^[0-9a-f]{4}$/i.test(text.slice(at + 2, at + 6))) return 6;
  return letter === 'x' && /^[0-9a-f]{2}$/i.test(text.slice(at + 2, at + 4)) ? 4 : 2;
}
