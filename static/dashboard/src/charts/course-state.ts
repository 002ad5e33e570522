/** What the chart of the overview keeps in the page's address. */
import type { TimeRange } from './time-model';

export const spans = ['24h', '7d', '30d'] as const;
export type Span = (typeof spans)[number];
export const comparisons = ['day', 'week'] as const;
export type Comparison = (typeof comparisons)[number];

export interface CourseState {
  span: Span;
  /** `null` compares with nothing. */
  compare: Comparison | null;
  /** The part that is zoomed in to; `null` for all of it. */
  range: TimeRange | null;
}

/** Whatever the address does not say, or says wrongly, is the last 24 hours, whole, by themselves. */
export function readCourse(query: URLSearchParams): CourseState {
  return {
    span: spans.find((known) => known === query.get('span')) ?? '24h',
    compare: comparisons.find((known) => known === query.get('vs')) ?? null,
    range: readRange(query),
  };
}

/** The values of the bare page are left out of the address. */
export function courseQuery({ span, compare, range }: Partial<CourseState>): Record<string, string | null> {
  return {
    // Another span is another time: a part of it would rarely be what is meant.
    ...(span === undefined ? {} : { span: span === '24h' ? null : span, from: null, to: null }),
    ...(compare === undefined ? {} : { vs: compare }),
    ...(range === undefined ? {} : rangeQuery(range)),
  };
}

/** The part of a chart that an address names; `null` for all of it. */
export function readRange(query: URLSearchParams): TimeRange | null {
  const [fromMs, toMs] = [minuteMsOf(query.get('from')), minuteMsOf(query.get('to'))];
  return fromMs < toMs ? { fromMs, toMs } : null;
}

export function rangeQuery(range: TimeRange | null): { from: string | null; to: string | null } {
  return { from: range && minuteText(range.fromMs), to: range && minuteText(range.toMs) };
}

/** Days between what is compared: of a day the one before it, of any time that of a week before; `null` for nothing. */
export function daysBefore(span: Span, compare: Comparison | null): number | null {
  if (compare === 'week') return 7;
  return compare === 'day' && span === '24h' ? 1 : null;
}

/** `2026-11-22T14:31`, UTC. */
const minuteText = (ms: number): string => new Date(ms).toISOString().slice(0, 16);

function minuteMsOf(text: string | null): number {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text ?? '') ? Date.parse(`${text ?? ''}Z`) : NaN;
}
