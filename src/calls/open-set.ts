import type { OpenCall } from './open-call';

/** Calls kept for a body that somebody may still read. Each holds the headers of its answer, so there must be an end of them. */
export const keptOpenCalls = 1_000;

/** Adds a call; beyond the bound, the oldest that is answered is told of without its body. */
export function keepOpen(open: Set<OpenCall>, call: OpenCall): void {
  open.add(call);
  if (open.size <= keptOpenCalls) return;
  for (const oldest of open) {
    if (!oldest.isAnswered) continue;
    open.delete(oldest);
    oldest.settle();
    return;
  }
}
