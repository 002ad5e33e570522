import type { Observation, RateLimits } from '../../src/model';

export const noLimits: RateLimits = {
  quotas: [],
  buckets: [],
  nearLimit: null,
  throttle: null,
  waitUntilMs: null,
  problems: [],
};

/** 2026-10-09T16:09:47.728Z, the moment of the first recorded capture. */
export const capturedAtMs = Date.parse('2026-10-09T16:09:47.728Z');

/** A served read of one issue by the app; what a test cares about it overrides. */
export function observation(overrides: Partial<Observation> = {}): Observation {
  return {
    atMs: capturedAtMs,
    pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' },
    route: 'forge.asApp',
    trigger: 'schedule',
    tag: null,
    method: 'GET',
    template: '/rest/api/3/issue/{issueIdOrKey}',
    status: 200,
    latencyMs: 120,
    points: { low: 2, likely: 2, high: 2 },
    basis: 'documented',
    limits: noLimits,
    ...overrides,
  };
}
