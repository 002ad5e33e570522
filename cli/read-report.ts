import { headerSource } from '../src/headers/source';
import { explainLimits } from '../src/headers/explain';
import { parseInstant } from '../src/headers/instant';
import type { ReadProduct } from '../src/headers/product';
import { readRateLimits } from '../src/headers/read';
import { describeProblems } from '../src/headers/describe';
import type { RateLimits } from '../src/model';
import { pasteForms, type PasteForm, type PastedResponse } from '../src/paste/response';
import { printable } from '../src/paste/text';

/** What is asked of a paste besides its text. */
export interface Asked {
  status: number | null;
  /** When the response came; `null`: as it says itself, else now. */
  atMs: number | null;
  nowMs: number;
  product: ReadProduct | undefined;
}

export interface ReadResponse {
  response: PastedResponse;
  status: number | null;
  /** When it came, and by whose word. */
  atMs: number;
  said: 'asked' | 'date' | 'file' | 'now';
  limits: RateLimits;
}

const mostShown = 10;

export function readResponse(response: PastedResponse, asked: Asked): ReadResponse {
  const { nowMs, product } = asked;
  const headers = headerSource(response.pairs);
  const status = asked.status ?? response.status;
  const [atMs, said] = momentOf(response, headers.get('date'), asked);
  const limits = readRateLimits(headers, { status, receivedAtMs: atMs, product, body: response.body });
  return { response, status, atMs: Number.isFinite(atMs) ? atMs : nowMs, said, limits };
}

/** A paste is older than the moment in which it is read: its own date is the one that its waits count from. */
function momentOf(
  { atMs: fileMs }: PastedResponse,
  date: string | null,
  { atMs, nowMs }: Asked,
): [number, ReadResponse['said']] {
  if (atMs !== null) return [atMs, 'asked'];
  const instant = date === null ? null : parseInstant(date.trim(), nowMs);
  if (instant?.kind === 'date') return [instant.atMs, 'date'];
  return fileMs === null ? [nowMs, 'now'] : [fileMs, 'file'];
}

/** Says something about a limit, or failed for one. */
export function isRelevant({ status, limits }: ReadResponse): boolean {
  const { quotas, buckets, throttle, waitUntilMs, nearLimit } = limits;
  return (
    status === 429 ||
    quotas.length + buckets.length > 0 ||
    throttle !== null ||
    waitUntilMs !== null ||
    nearLimit !== null
  );
}

/** The reading for a person, each line safe to print. */
export function reportLines(form: PasteForm, read: readonly ReadResponse[]): string[] {
  const [only] = read;
  if (read.length === 1 && only)
    return [`Read as ${pasteForms[form]}${statusWords(only)}${momentWords(only)}.`, ...bodyLines(only)].map(
      printable,
    );
  const relevant = read.filter(isRelevant);
  const refused = read.filter(({ limits }) => limits.throttle?.enforcement === 'enforced').length;
  const lines = [
    `Read as ${pasteForms[form]}: ${read.length} responses, ${relevant.length} with something about a limit, ${refused} refused.`,
  ];
  // Refusals first in line: they are what a person looks for in a long file.
  const first = [...relevant].sort((a, b) => rank(a) - rank(b)).slice(0, mostShown);
  for (const one of relevant.filter((each) => first.includes(each))) {
    const place = `Response ${read.indexOf(one) + 1} of ${read.length}${callWords(one)}${statusWords(one)}${momentWords(one)}:`;
    lines.push('', place, ...bodyLines(one));
  }
  if (relevant.length > first.length) lines.push('', `${relevant.length - first.length} more are not shown.`);
  return lines.map(printable);
}

function rank({ limits }: ReadResponse): number {
  return limits.throttle?.enforcement === 'enforced' ? 0 : limits.nearLimit === true ? 1 : 2;
}

function bodyLines({ limits, atMs }: ReadResponse): string[] {
  const findings = describeProblems(limits).map((finding) => `- ${finding}`);
  const lines = explainLimits(limits, atMs);
  return findings.length === 0 ? lines : [...lines, '', 'Not taken at its word:', ...findings];
}

function statusWords({ status }: ReadResponse): string {
  return status === null ? '' : `, status ${status}`;
}

function momentWords({ said, atMs }: ReadResponse): string {
  if (said !== 'date' && said !== 'file') return '';
  const at = new Date(atMs).toISOString().replace('.000Z', 'Z');
  return `, of ${at} by ${said === 'date' ? 'its own Date' : 'the file'}`;
}

/** Query values may be secrets, and say nothing of a limit. */
function callWords({ response: { method, url } }: ReadResponse): string {
  return url === null
    ? ''
    : `, ${method ?? ''} ${(url.split(/[?#]/)[0] ?? '').slice(0, 200)}`.replace(/ +/g, ' ');
}
