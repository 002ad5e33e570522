import type { HeaderPairs } from './source';

/** The last response of a printed exchange. */
export interface HeaderDump {
  /** From the status line; `null` when there is none. */
  status: number | null;
  pairs: [name: string, value: string][];
  /** What follows the empty line; empty when nothing does. */
  body: string;
}

const statusLine = /^HTTP\/\d(?:\.\d)?[ \t]+(\d{3})\b/i;
const headerLine = /^([!#$%&'*+\-.^_`|~0-9a-z]+)[ \t]*:(.*)$/i;

/**
 * Reads headers as `curl -i`, `curl -sI` and `curl -v` print them, HTTP/1 and HTTP/2. Of several responses (redirects,
 * "100 Continue", "Connection established") the last one counts. A folded line continues the one before it.
 */
export function parseHeaderDump(text: string): HeaderDump {
  let dump: HeaderDump = { status: null, pairs: [], body: '' };
  const lines = text.split(/\r\n|\n|\r/);
  for (let i = 0; i < lines.length; i += 1) {
    const line = withoutMark(lines[i] ?? '');
    const status = statusLine.exec(line);
    if (status) {
      dump = { status: Number(status[1]), pairs: [], body: '' };
      continue;
    }
    if (line.trim() === '') {
      const rest = nextTextLine(lines, i + 1);
      // A status line, or headers that were never opened by one, go on; anything else is the body.
      if (
        statusLine.test(withoutMark(lines[rest] ?? '')) ||
        (dump.pairs.length === 0 && dump.status === null)
      )
        continue;
      dump.body = lines
        .slice(i + 1)
        .join('\n')
        .trim();
      break;
    }
    const last = dump.pairs.at(-1);
    if (/^[ \t]/.test(line) && last) {
      last[1] = `${last[1]} ${line.trim()}`;
      continue;
    }
    const header = headerLine.exec(line);
    if (header) dump.pairs.push([header[1] ?? '', (header[2] ?? '').trim()]);
  }
  return dump;
}

/** `curl -v` marks received lines with "< ". */
function withoutMark(line: string): string {
  return line.startsWith('< ') ? line.slice(2) : line === '<' ? '' : line;
}

function nextTextLine(lines: readonly string[], from: number): number {
  let i = from;
  while (i < lines.length && (lines[i] ?? '').trim() === '') i += 1;
  return i;
}

/** Header pairs of a JSON object whose values are strings, numbers, booleans or lists of them; `null` for anything else. */
export function pairsOfJson(json: unknown): HeaderPairs | null {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return null;
  const pairs: [string, string][] = [];
  for (const [name, value] of Object.entries(json)) {
    const values: unknown[] = Array.isArray(value) ? value : [value];
    for (const one of values) {
      if (typeof one === 'string') pairs.push([name, one]);
      else if (typeof one === 'number' || typeof one === 'boolean') pairs.push([name, String(one)]);
    }
  }
  return pairs;
}
