/** Times that were read, as sorted, disjoint, non-adjacent spans; epoch milliseconds, the end excluded. */

export interface Span {
  fromMs: number;
  toMs: number;
}

export function isEmpty({ fromMs, toMs }: Span): boolean {
  return toMs <= fromMs;
}

export function withSpan(spans: readonly Span[], added: Span): Span[] {
  if (isEmpty(added)) return [...spans];
  const touching = spans.filter(({ fromMs, toMs }) => toMs >= added.fromMs && fromMs <= added.toMs);
  const joined = {
    fromMs: Math.min(added.fromMs, ...touching.map(({ fromMs }) => fromMs)),
    toMs: Math.max(added.toMs, ...touching.map(({ toMs }) => toMs)),
  };
  const apart = spans.filter((span) => !touching.includes(span));
  return [...apart, joined].sort((a, b) => a.fromMs - b.fromMs);
}

/** The parts of `within` that no span covers, oldest first. */
export function missingIn(spans: readonly Span[], within: Span): Span[] {
  const missing: Span[] = [];
  let fromMs = within.fromMs;
  for (const span of spans) {
    if (span.toMs <= fromMs) continue;
    if (span.fromMs >= within.toMs) break;
    if (span.fromMs > fromMs) missing.push({ fromMs, toMs: span.fromMs });
    fromMs = Math.max(fromMs, span.toMs);
  }
  if (fromMs < within.toMs) missing.push({ fromMs, toMs: within.toMs });
  return missing;
}

/** Without what lies before `fromMs`. */
export function since(spans: readonly Span[], fromMs: number): Span[] {
  return spans
    .filter(({ toMs }) => toMs > fromMs)
    .map((span) => ({ ...span, fromMs: Math.max(span.fromMs, fromMs) }));
}

export function lengthMs(spans: readonly Span[]): number {
  return spans.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
}
