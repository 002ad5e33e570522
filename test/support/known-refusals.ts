import type { Sent } from './pace-sender';

/**
 * What an app could have known from refusals alone, read apart from the code under test: after a 429 with a time, what it
 * closed is closed until then.
 */
export class KnownRefusals {
  private readonly untilMs = new Map<string, number>();

  note(sent: Sent, headers: Headers, nowMs: number): void {
    const reason = headers.get('ratelimit-reason') ?? '';
    const seconds = Number(headers.get('retry-after') ?? 0);
    const key = reason.includes('quota') ? 'all' : reason.includes('burst') ? endpointOf(sent) : null;
    if (key !== null && seconds > 0) this.untilMs.set(key, nowMs + seconds * 1000);
  }

  wouldRefuse(sent: Sent, nowMs: number): boolean {
    return ['all', endpointOf(sent)].some((key) => (this.untilMs.get(key) ?? 0) > nowMs);
  }
}

const endpointOf = ({ method, path }: Sent): string =>
  `${method} ${path.replace(/\?.*$/, '').replace(/[A-Z][A-Z0-9]*-\d+/g, '{}')}`;
