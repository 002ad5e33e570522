import type { ProblemList } from './problems';
import { closes, quoteAt } from './quote';

/**
 * Lists of RFC 9651 structured fields as rate-limit headers use them: items with parameters, in the string, token, number
 * and `key=value` shapes that the drafts 3 to 10 had in turn. Lenient where a field capture or the draft itself is: a token
 * for a string, typographic quotes, spaces. It reads each character once and passes a broken entry at its next comma.
 */
export interface Item {
  kind: 'string' | 'token' | 'number' | 'pair';
  /** The text of a string or token, the key of a pair; empty for a number. */
  name: string;
  /** The number of a number, the value of a pair. */
  value: BareValue;
  /** The last of its parameters, which knows the one before it; `null` for none. */
  lastParam: Param | null;
}

/** A number where the text was one, the raw text otherwise (byte sequences with their colons), `true` for a bare flag. */
export type BareValue = number | string | true;

export interface Param {
  /** Lower case. */
  key: string;
  value: BareValue;
  before: Param | null;
}

/** @param problems told of each piece of the header that could not be read as it should be */
export function parseList(text: string, header: string, problems: Pick<ProblemList, 'add'>): Item[] {
  return new ListReader(text, header, problems).items();
}

const semicolon = 0x3b;
const comma = 0x2c;
const equals = 0x3d;

class ListReader {
  private at = 0;
  private lastBareKind: 'string' | 'token' | 'number' = 'token';

  constructor(
    private readonly text: string,
    private readonly header: string,
    private readonly problems: Pick<ProblemList, 'add'>,
  ) {}

  /** Real lists name one or two. Two that are put into a list as it is made take no room for more; a first push takes room for seventeen. */
  items(): Item[] {
    let first: Item | null = null;
    let items: Item[] | null = null;
    const end = this.text.length;
    this.skipSpaces();
    while (this.at < end) {
      const start = this.at;
      const item = this.item();
      this.skipSpaces();
      if (item !== null) {
        if (items !== null) items.push(item);
        else if (first === null) first = item;
        else items = [first, item];
      }
      if (this.at < end && this.text.charCodeAt(this.at) !== comma) this.passToComma(start, item !== null);
      this.at += 1;
      this.skipSpaces();
    }
    return items ?? (first === null ? [] : [first]);
  }

  private item(): Item | null {
    const start = this.at;
    const bare = this.bare();
    if (bare === null) {
      if (this.text.charCodeAt(start) === comma)
        this.problems.add(this.header, ',', 'an entry between two commas is empty', null);
      return null;
    }
    const kind = this.lastBareKind;
    if (kind === 'token' && this.text.charCodeAt(this.at) === equals) return this.pair(String(bare));
    const lastParam = this.params();
    if (kind === 'number') return { kind, name: '', value: bare, lastParam };
    return { kind, name: String(bare), value: true, lastParam };
  }

  private pair(key: string): Item {
    this.at += 1;
    this.skipSpaces();
    const value = this.bare() ?? true;
    return { kind: 'pair', name: key.toLowerCase(), value, lastParam: this.params() };
  }

  private params(): Param | null {
    let last: Param | null = null;
    for (;;) {
      this.skipSpaces();
      if (this.text.charCodeAt(this.at) !== semicolon) return last;
      this.at += 1;
      this.skipSpaces();
      const key = this.run();
      if (key === '') continue;
      this.skipSpaces();
      let value: BareValue = true;
      if (this.text.charCodeAt(this.at) === equals) {
        this.at += 1;
        this.skipSpaces();
        value = this.bare() ?? true;
      }
      last = { key: key.toLowerCase(), value, before: last };
    }
  }

  private bare(): BareValue | null {
    const quote = quoteAt(this.text, this.at);
    if (quote) return this.quoted();
    const count = this.count();
    if (count !== null) return count;
    const run = this.run();
    if (run === '') return null;
    if (decimal.test(run)) {
      this.lastBareKind = 'number';
      return Number(run);
    }
    this.lastBareKind = 'token';
    return run;
  }

  /** Nearly every value is a short whole number, which is read without a text of its own. `null`: it is something else. */
  private count(): number | null {
    const { text, at } = this;
    let value = 0;
    let i = at;
    for (; i - at < exactDigits; i += 1) {
      const digit = text.charCodeAt(i) - 0x30;
      if (!(digit >= 0 && digit <= 9)) break;
      value = value * 10 + digit;
    }
    if (i === at || (i < text.length && !isSeparator(text.charCodeAt(i)))) return null;
    this.at = i;
    this.lastBareKind = 'number';
    return value;
  }

  private quoted(): string | null {
    const { text } = this;
    const start = this.at;
    const open = quoteAt(text, start);
    if (!open) return null;
    if (open.style === 'plain') {
      const end = text.indexOf('"', start + 1);
      const inner = end === -1 ? null : text.slice(start + 1, end);
      if (inner !== null && !inner.includes('\\')) {
        this.at = end + 1;
        this.lastBareKind = 'string';
        return inner;
      }
    }
    let read = '';
    let from = start + open.length;
    for (let i = from; i < text.length; i += 1) {
      if (text.charCodeAt(i) === 0x5c) {
        read += text.slice(from, i);
        from = i + 1;
        i += 1;
        continue;
      }
      const mark = quoteAt(text, i);
      if (!mark || !closes(open, mark)) continue;
      this.at = i + mark.length;
      this.lastBareKind = 'string';
      read += text.slice(from, i);
      if (open.style !== 'plain') {
        this.problems.add(
          this.header,
          text.slice(start, this.at),
          'the quotation marks are not plain ones',
          `"${read}"`,
        );
      }
      return read;
    }
    // Nothing after an open quote can be told apart, so the rest is one broken piece and is read only once.
    this.at = text.length;
    this.problems.add(this.header, text.slice(start), 'a quotation mark is not closed', null);
    return null;
  }

  /** Characters up to the next separator. */
  private run(): string {
    const { text } = this;
    const start = this.at;
    let i = start;
    for (; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      if (isSeparator(code)) break;
      // Base64 padding belongs to a byte sequence; everywhere else `=` ends a name.
      if (code === equals && text.charCodeAt(start) !== 0x3a) break;
    }
    this.at = i;
    return text.slice(start, i);
  }

  private skipSpaces(): void {
    const { text } = this;
    for (;;) {
      const code = text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x09) return;
      this.at += 1;
    }
  }

  private passToComma(entryStart: number, kept: boolean): void {
    const next = this.text.indexOf(',', this.at);
    this.at = next === -1 ? this.text.length : next;
    this.problems.add(
      this.header,
      this.text.slice(entryStart, this.at),
      'the entry does not follow the grammar',
      kept ? 'what stands before the fault' : null,
    );
  }
}

/** Whole numbers of so many digits are exact. */
const exactDigits = 15;

function isSeparator(code: number): boolean {
  return code === semicolon || code === comma || code === 0x20 || code === 0x09;
}

const decimal = /^-?\d{1,19}(?:\.\d{1,9})?$/;
