import type { HeaderSource } from '../model';

/** A response with more header lines than this is no response; what follows is not read. */
const mostLines = 2_000;
const longestBytes = 65_536;

/** Headers that were read into a list of our own. */
export class HeldHeaders implements HeaderSource {
  constructor(
    /** By name in lower case. */
    private readonly values: ReadonlyMap<string, string>,
    /** What was wrong with what was given; `null` when nothing was. */
    readonly mistake: string | null,
  ) {}

  get(name: string): string | null {
    return this.values.get(name) ?? null;
  }
}

/** Headers that are asked by name, as `fetch` and axios have them. Whatever `get` gives or throws, this gives a text or `null`. */
export class AskedHeaders implements HeaderSource {
  mistake: string | null = null;

  constructor(private readonly asked: { get(name: string): unknown }) {}

  get(name: string): string | null {
    try {
      return textOf(this.asked.get(name));
    } catch {
      this.mistake ??= `the headers' own get("${name}") failed`;
      return null;
    }
  }
}

/** Reads every other shape. @throws what a hostile getter throws */
export function heldHeaders(headers: unknown): HeldHeaders {
  const lines = new Lines();
  if (Array.isArray(headers)) addList(lines, headers);
  else if (typeof headers !== 'object' || headers === null) lines.fault(notHeaders(headers));
  else if ('then' in headers && typeof headers.then === 'function')
    lines.fault('a promise was given: wait for it, and read what it gives');
  else if (Symbol.iterator in headers) addEach(lines, headers as Iterable<unknown>);
  else addRecord(lines, headers);
  return lines.held();
}

class Lines {
  private readonly values = new Map<string, string>();
  private mistake: string | null = null;
  private left = mostLines;

  /** `false` when there is no room for more. */
  add(name: unknown, value: unknown): boolean {
    if (this.left <= 0) return false;
    const key = textOf(name)?.trim().toLowerCase() ?? null;
    if (key === null || Array.isArray(name)) {
      this.fault('a header has no name');
      return true;
    }
    if (value === null || value === undefined) return true;
    const text = textOf(value);
    if (text === null) {
      this.fault(`the value of "${key.slice(0, 60)}" is no text, number or list of them`);
      return true;
    }
    this.left -= Array.isArray(value) ? value.length : 1;
    const earlier = this.values.get(key);
    this.values.set(key, earlier === undefined ? text : `${earlier}, ${text}`);
    return true;
  }

  fault(mistake: string): void {
    this.mistake ??= mistake;
  }

  held(): HeldHeaders {
    if (this.left <= 0) this.fault(`only the first ${mostLines} header lines are read`);
    return new HeldHeaders(this.values, this.mistake);
  }
}

/** Pairs, `{ name, value }` objects, or names and values in turn as in Node's `rawHeaders`. */
function addList(lines: Lines, list: readonly unknown[]): void {
  if (!isText(list[0])) {
    addEach(lines, list);
    return;
  }
  for (let i = 0; i + 1 < list.length; i += 2) if (!lines.add(list[i], list[i + 1])) return;
  if (list.length % 2 === 1) lines.fault('the last name of the list has no value');
}

function addEach(lines: Lines, entries: Iterable<unknown>): void {
  let read = 0;
  for (const entry of entries) {
    read += 1;
    if (read > mostLines) {
      lines.fault(`only the first ${mostLines} header lines are read`);
      return;
    }
    if (Array.isArray(entry) && entry.length === 2) lines.add(entry[0], entry[1]);
    else if (isEntry(entry)) lines.add(entry.name ?? entry.key, entry.value);
    else lines.fault('an entry of the list is no pair of a name and a value');
  }
}

function addRecord(lines: Lines, record: object): void {
  for (const name of Object.keys(record)) {
    const value: unknown = Reflect.get(record, name);
    if (typeof value !== 'function' && !lines.add(name, value)) return;
  }
}

/** The text of a value as clients hold it; `null` for an object. A list is the header's lines. */
function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value);
  if (value instanceof Uint8Array) return bytesText(value);
  if (!Array.isArray(value)) return null;
  const lines: string[] = [];
  for (let i = 0; i < value.length && i < mostLines; i += 1) {
    const line: unknown = value[i];
    const text = Array.isArray(line) ? null : textOf(line);
    if (text !== null) lines.push(text);
  }
  return lines.length === 0 ? null : lines.join(', ');
}

/** Header bytes are Latin-1. Source: RFC 9110, 5.5. */
function bytesText(bytes: Uint8Array): string {
  let text = '';
  const most = Math.min(bytes.length, longestBytes);
  for (let i = 0; i < most; i += 1) {
    text += String.fromCharCode(bytes[i] ?? 0);
  }
  return text;
}

function isText(value: unknown): value is string | Uint8Array {
  return typeof value === 'string' || value instanceof Uint8Array;
}

function isEntry(value: unknown): value is { name?: unknown; key?: unknown; value: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'value' in value;
}

function notHeaders(value: unknown): string {
  if (typeof value === 'string') return 'a text was given: parseHeaderDump makes headers of it';
  return `no headers were given, but ${value === null ? 'null' : typeof value}`;
}
