import { isHeaderName } from './names';
import { pastedLine, type PastedLine } from './line';
import type { PasteForm } from './response';

/** One response of a printed exchange. */
export interface HeaderDump {
  /** From the status line; `null` when there is none. */
  status: number | null;
  pairs: [name: string, value: string][];
  /** What follows the empty line; empty when nothing does. */
  body: string;
}

export interface Blocks {
  responses: HeaderDump[];
  form: PasteForm;
  /** Lines with a status of HTTP: nothing else looks like one. */
  statusLines: number;
}

const statusLine = /^HTTP\/\d(?:\.\d)?[ \t]+(\d{3})\b/i;
const saidStatus = /^(?::status|status(?: code)?)(?:\s*:\s*|\t+)(\d{3})(?![\d,])/i;
const requestLine =
  /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|CONNECT) \S+(?: HTTP\/\d(?:\.\d)?)?$|^:method\s*:/;
/** Rows of a browser's panel: what it says of the request, and where it changes over to its headers. */
const panelRow = /^(?:Request URL|Request Method|Status Code|Remote Address|Referrer Policy)\b/i;
const panelResponse = /^response headers\b(?!\s*:)/i;
const panelRequest = /^request headers\b(?!\s*:)/i;
const header = /^(:?[!#$%&'*+\-.^_`|~0-9a-z]+)[ \t]*:(.*)$/i;
/** As tables give it: Chrome's rows, Markdown, PHP's `[Name] => value`, PowerShell's columns. */
const cells = /^(?:\|\s*)?\[?([a-z][\w.-]*)\]?(?:\t+|\s*\|\s*|\s*=>\s*|\s{2,})(.+)$/i;

/**
 * Reads responses line by line: what curl, wget, clients' logs and browsers' panels print. A body ends with the next status
 * line only, so that nothing in a body is taken for a header.
 */
export function readBlocks(text: string): Blocks {
  const reader = new BlockReader(text.split('\n'));
  reader.readAll();
  return reader.blocks();
}

class BlockReader {
  private readonly responses: { status: number | null; pairs: [string, string][]; body: string[] }[] = [];
  private readonly forms = new Set<PasteForm>();
  private statusLines = 0;
  private part: 'before' | 'headers' | 'body' | 'request' = 'before';
  private indent = '';
  private at = 0;

  constructor(private readonly lines: readonly string[]) {}

  readAll(): void {
    for (; this.at < this.lines.length; this.at += 1) this.read(this.lines[this.at] ?? '');
  }

  blocks(): Blocks {
    const responses = this.responses.map(({ body, ...rest }) => ({ ...rest, body: body.join('\n').trim() }));
    const order = ['devtools', 'wireLog', 'curlVerbose', 'wget'] as const;
    const form = order.find((each) => this.forms.has(each)) ?? 'http';
    return { responses, form, statusLines: this.statusLines };
  }

  private read(line: string): void {
    const read = pastedLine(line);
    const text = read.text.trim();
    const status = statusLine.exec(text);
    if (status && read.direction !== 'out' && read.direction !== 'note') {
      this.open(Number(status[1]), line, read);
      return;
    }
    // The text of a body is nobody's header, unless a tool marked the line as one.
    if (this.part === 'body' && read.direction === 'plain') {
      this.responses.at(-1)?.body.push(line);
      return;
    }
    if (read.direction === 'note') return;
    if (read.direction === 'out' || requestLine.test(text) || panelRequest.test(text)) {
      this.part =
        read.direction === 'out' && this.part !== 'before' && this.part !== 'request' ? this.part : 'request';
      return;
    }
    if (panelResponse.test(text)) {
      this.forms.add('devtools');
      this.part = 'headers';
      return;
    }
    if (text === '') this.blank(read);
    else this.headerLine(line, read, text);
  }

  private open(status: number, line: string, read: PastedLine): void {
    this.statusLines += 1;
    this.indent = /^[ \t]*/.exec(line)?.[0] ?? '';
    if (this.indent !== '' && read.text === line) this.forms.add('wget');
    else if (line.startsWith('< ')) this.forms.add('curlVerbose');
    else if (read.text !== line) this.forms.add('wireLog');
    this.put(status);
  }

  private put(status: number | null): void {
    this.responses.push({ status, pairs: [], body: [] });
    this.part = 'headers';
  }

  private blank(read: PastedLine): void {
    const last = this.responses.at(-1);
    if (this.part === 'request') this.part = 'before';
    else if (this.part === 'headers' && last && (last.pairs.length > 0 || this.statusLines > 0)) {
      // A browser's panel has empty lines between its rows, and a log between its entries.
      if (!this.forms.has('devtools') || read.direction === 'in') this.part = 'body';
    }
  }

  private headerLine(line: string, read: PastedLine, text: string): void {
    const said = saidStatus.exec(text) ?? this.statusBelow(text);
    if (panelRow.test(text)) this.forms.add('devtools');
    if (said) {
      this.putStatus(Number(said[1]));
      return;
    }
    if (this.part === 'request') return;
    const last = this.responses.at(-1)?.pairs.at(-1);
    const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
    if (last && this.part === 'headers' && indent.length > this.indent.length && read.text === line) {
      last[1] = `${last[1]} ${text}`;
      return;
    }
    const pair = this.pairAt(text);
    if (pair === null || panelRow.test(pair[0])) return;
    if (this.responses.length === 0) {
      // Any line with a colon may be a word of a log; the first line of headers has a name as headers have.
      if (!isHeaderName(pair[0])) return;
      this.indent = indent;
      this.put(null);
    }
    this.responses.at(-1)?.pairs.push(pair);
  }

  /** A browser's panel copied as two lines a row: "Status Code", and the status below it. */
  private statusBelow(text: string): RegExpExecArray | null {
    const found = /^status(?: code)?:?$/i.test(text)
      ? /^(\d{3})(?![\d,])/.exec((this.lines[this.at + 1] ?? '').trim())
      : null;
    if (found) this.at += 1;
    return found;
  }

  /** A status that stands in a row: of the headers around it, or of those that follow. */
  private putStatus(status: number): void {
    const last = this.responses.at(-1);
    if (last && last.status === null) last.status = status;
    else this.put(status);
    if (this.part !== 'request') this.part = 'headers';
  }

  private pairAt(text: string): [string, string] | null {
    const found = header.exec(text);
    const [, name = '', value = ''] = found ?? [];
    const next = (this.lines[this.at + 1] ?? '').trim();
    if (found) {
      if (name.startsWith(':')) return null;
      const isAlone = value.trim() === '' && next !== '' && isHeaderName(name) && !this.isHeader(next);
      if (!isAlone) return [name, value.trim()];
      this.at += 1;
      return [name, next];
    }
    const table = cells.exec(text);
    if (table && isHeaderName(table[1] ?? '')) {
      const value = cellText(table[2] ?? '');
      if (value !== '') return [table[1] ?? '', value];
    }
    if (!isHeaderName(text) || next === '') return null;
    // Chrome copies its panel as a name and, in the line below it, the value.
    this.forms.add('devtools');
    this.at += 1;
    return [text, next];
  }

  private isHeader(text: string): boolean {
    const name = header.exec(text)?.[1];
    return name !== undefined && isHeaderName(name);
  }
}

/** PowerShell puts braces around a value, Markdown a bar behind it. */
function cellText(text: string): string {
  const value = text.endsWith('|') ? text.slice(0, -1).trim() : text.trim();
  return value.startsWith('{') && value.endsWith('}') ? value.slice(1, -1) : value;
}
