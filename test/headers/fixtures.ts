import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Enforcement, ThrottleReason } from '../../src/model';
import type { ReadProduct } from '../../src/headers/product';

/** A recorded or documented response, and what a person reads in it. */
export interface Capture {
  id: string;
  /** Recorded from a live response, printed in documentation, or taken from somebody's test. */
  kind: 'capture' | 'documented' | 'test-vector';
  source: string;
  product: ReadProduct;
  status: number | null;
  receivedAt: string;
  headers: [string, string][];
  expected: Expected;
  /** Why we read it otherwise than the person who recorded it did. */
  otherwise?: string;
}

export interface Expected {
  quotas: {
    policy: string;
    enforcement: Enforcement;
    quota: number | null;
    windowSeconds: number | null;
    remaining: number | null;
    resetSeconds: number | null;
  }[];
  buckets: {
    enforcement: Enforcement;
    scope: string;
    limit: number | null;
    remaining: number | null;
    used: number | null;
    windowSeconds: number | null;
    fillRate: number | null;
    resetAt: string | null;
  }[];
  nearLimit: boolean | null;
  throttle: { reason: ThrottleReason; reasonRaw: string | null; retryAfterSeconds: number | null } | null;
}

const folder = join(__dirname, '../fixtures/headers');

export const captures: Capture[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Capture[]);
