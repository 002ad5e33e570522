/** One line of a paste without what a tool or a log put before it. */

export interface PastedLine {
  text: string;
  /** `out`: the client sent it. `note`: a tool's own remark. `in` and `plain` may be the response's. */
  direction: 'in' | 'out' | 'note' | 'plain';
}

const curl = /^([<>*{}])(?: |$)(.*)$/;
/** Apache's wire log and those who write like it; `[\r][\n]` is how it prints the end of a line. */
const arrows = /^(?:.*?\s)?(<<|>>)\s+"?(.*?)(?:\[\\r\])?(?:\[\\n\])?"?$/;
const okHttp = /^(?:.*?\s)?(<--|-->)\s+(.*)$/;
/** Python's http.client with its debug level set. */
const python = /^(send|reply|header):\s*(.*)$/;
const logPart = new RegExp(
  [
    /\[[^\]\n]{1,80}\](?!\s*=>)/,
    /\(?\d{4}[-/]\d\d[-/]\d\d[T_ ]?/,
    /\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\)?/,
    /(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) +\d{1,2}(?= \d\d:)/,
    /(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|LOG)\b[:/]?/,
    /[VDIWE]\/[\w.]+(?:\(\s*\d+\))?:/,
    /[0-9a-f]{8}-[0-9a-f-]{4,40}/,
    /http-outgoing-\d+/,
    /[A-Za-z_$][\w$]*(?:\.[\w$]+)+:?(?= )/,
    /[\w.-]*[_-]\d+ +\|/,
    /[-:]+(?= )/,
  ]
    .map(({ source }) => `(?:${source})`)
    .join('|'),
  'iy',
);

export function pastedLine(line: string): PastedLine {
  const marked = curl.exec(line);
  if (marked) {
    const [, mark = '', text = ''] = marked;
    return { text, direction: mark === '<' ? 'in' : mark === '>' ? 'out' : 'note' };
  }
  const wire = arrows.exec(line);
  if (wire) return { text: wire[2] ?? '', direction: wire[1] === '<<' ? 'in' : 'out' };
  const square = okHttp.exec(line);
  if (square) {
    const text = square[2] ?? '';
    if (text.startsWith('END')) return { text: '', direction: 'note' };
    return square[1] === '<--' ? { text: `HTTP/1.1 ${text}`, direction: 'in' } : { text, direction: 'out' };
  }
  const plain = withoutLog(line);
  const debug = python.exec(plain);
  if (debug) {
    const [, what, text = ''] = debug;
    if (what === 'send') return { text: '', direction: 'out' };
    return { text: text.replace(/^b?['"]|(?:\\r\\n)?['"]$/g, ''), direction: 'in' };
  }
  return { text: plain, direction: 'plain' };
}

/** Takes off time, level, logger and the like; a line that begins with none of them stays as it is, indentation included. */
function withoutLog(line: string): string {
  let at = 0;
  for (let parts = 0; parts < 8; parts += 1) {
    let from = at;
    while (line[from] === ' ' || line[from] === '\t') from += 1;
    logPart.lastIndex = from;
    if (!logPart.test(line)) break;
    at = logPart.lastIndex;
  }
  return at === 0 ? line : line.slice(at).trimStart();
}
