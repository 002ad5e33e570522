import { lineMark, lineVersion, longestLineBytes } from './line';
import type { EndpointSum, FleetLine, HourLine, LineOrigin, LineReading, LineSum, SiteLine } from './line';
import { textOrder } from '../text-order';

/** Names come from headers, manifests and people; a longer one is cut, an endpoint with a longer path is counted with the rest. */
const longest = { name: 64, site: 100, version: 32, template: 160, address: 300 };
/** No path and no name has any; a reader's database may not take them, and some programs end a line at the separators. */
const controls = /[\p{Cc}\p{Zl}\p{Zp}]/gu;

/** Of a line; some ten readings. The rest of it is for endpoints. */
const readingBytes = 1_100;

/** The line as it is printed: one line of text, at most `longestLineBytes` bytes. */
export function writeLine(line: FleetLine): string {
  switch (line.kind) {
    case 'hour':
      return writeHour(line);
    case 'reading':
      return printed({ k: 'r', ...head(line), ...readingPart(line.reading) });
    case 'site':
      return printed({ k: 's', ...originPart(line.from), ...addressPart(line) });
  }
}

function writeHour(line: HourLine): string {
  const routes = Object.entries(line.routes).map(([route, sum]) => [route, ...sumPart(sum)]);
  const { hour, number, atMs, refusals } = line;
  const readings = firstThatFit(line.readings.map(readingPart), readingBytes);
  const base = { k: 'h', ...head(line), h: hour, n: number, t: atMs, c: routes, x: refusals, r: readings };
  const rows = [...line.endpoints].filter(fits).sort(byCost).map(endpointPart);
  const free = longestLineBytes - bytesOf(printed({ ...base, p: [] }));
  return printed({ ...base, p: firstThatFit(rows, free) });
}

function firstThatFit<T>(rows: readonly T[], mostBytes: number): T[] {
  let bytes = 0;
  const fitting = rows.findIndex((row) => {
    bytes += bytesOf(JSON.stringify(row)) + 1;
    return bytes > mostBytes;
  });
  return rows.slice(0, fitting < 0 ? rows.length : fitting);
}

function head({ from, pool }: Pick<HourLine, 'from' | 'pool'>): object {
  const { app, environment, product } = pool;
  return { ...originPart(from), a: cut(app, longest.name), e: cut(environment, longest.name), o: product };
}

function originPart({ installation, gauge, site, edition, users }: LineOrigin): object {
  return {
    i: installation,
    g: cut(gauge, longest.version),
    ...(site === null || site.length > longest.site || site.search(controls) >= 0 ? {} : { s: site }),
    ...(edition === null ? {} : { d: edition }),
    ...(users === null ? {} : { u: users }),
  };
}

/** A cut address is none. */
function addressPart({ noticeUrl }: SiteLine): object {
  return noticeUrl === null || noticeUrl.length > longest.address || noticeUrl.search(controls) >= 0
    ? {}
    : { w: noticeUrl };
}

function readingPart({ policy, enforcement, quotaPoints, atMs, remainingPoints }: LineReading): object {
  const isBeta = enforcement === 'beta' ? { b: 1 } : {};
  return { y: cut(policy, longest.name), ...isBeta, q: quotaPoints, t: atMs, l: remainingPoints };
}

function endpointPart({ route, method, template, ...sum }: EndpointSum): unknown[] {
  return [route, method, template, ...sumPart(sum)];
}

function sumPart({ requests, lowMilli, likelyMilli, highMilli, refused }: LineSum): number[] {
  return [requests, lowMilli, likelyMilli, highMilli, refused];
}

function fits({ template }: EndpointSum): boolean {
  return template.length <= longest.template && template.search(controls) < 0;
}

function byCost(a: EndpointSum, b: EndpointSum): number {
  return b.likelyMilli - a.likelyMilli || b.requests - a.requests || textOrder(a.template, b.template);
}

function printed(content: object): string {
  return `${lineMark}${String(lineVersion)} ${JSON.stringify(content)}`;
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** By whole characters: half of one has no form in UTF-8. */
function cut(text: string, length: number): string {
  const clean = text.replace(controls, '\ufffd');
  return clean.length <= length ? clean : Array.from(clean).slice(0, length).join('');
}
