/** What the page asks, from its address to an answer. Several screens that ask the same at once are one question. */
import type { ReportScope } from '../hour-report';
import { gaugeVersion } from '../../src/fleet-line/gauge-version';
import type { Database } from '../store/sql';
import { evidenceOf } from '../evidence/evidence';
import { evidenceDays, paths, periods, type FleetEvidence, type Period } from '../pages/contract';
import { overview } from '../pages/overview';
import type { Collecting } from '../pages/read-so-far';
import { site, sites } from '../pages/sites';

/** The form that the admin page's answers have, so that both pages wait and fail alike. */
export type PageAnswer = { gauge: string } & (
  | { ok: true; data: unknown; grant: null }
  | { ok: false; error: { code: AnswerCode; message: string; retryAtMs: number | null } }
);

export type AnswerCode = 'badRequest' | 'storage' | 'changedMeanwhile';

/** Lines come every two minutes; a figure of some seconds ago is as good. */
const goodMs = 5_000;
const mostKept = 50;

export interface AnswerPort {
  database: Database;
  scope: ReportScope;
  collecting: () => Promise<Collecting>;
  now: () => number;
  /** Told to who runs the program, and to nobody who asks. */
  note: (text: string) => void;
}

interface Question {
  /** Two questions with the same are one. */
  key: string;
  work: () => Promise<PageAnswer>;
}

export class Answers {
  private readonly kept = new Map<string, { atMs: number; answer: Promise<PageAnswer> }>();

  constructor(private readonly port: AnswerPort) {}

  /** `null`: there is no such question. */
  answer(path: string, query: URLSearchParams): Promise<PageAnswer> | null {
    const question = this.question(path, query);
    if (question === null) return null;
    const { key, work } = question;
    // By a clock that nobody sets.
    const nowMs = performance.now();
    const known = this.kept.get(key);
    if (known !== undefined && nowMs - known.atMs < goodMs) return known.answer;
    const answer = work().catch((error: unknown): PageAnswer => {
      // What did not work is asked again by the next.
      this.kept.delete(key);
      this.port.note(
        `The store did not answer ${path}: ${error instanceof Error ? error.message : String(error)}`,
      );
      return bad('The program says why; it is asked again.', 'storage');
    });
    for (const [old, { atMs }] of this.kept)
      if (nowMs - atMs >= goodMs || this.kept.size >= mostKept) this.kept.delete(old);
    this.kept.set(key, { atMs: nowMs, answer });
    return answer;
  }

  /** What follows is asked of the store: something was changed over this page, and who changed it looks next. */
  forget(): void {
    this.kept.clear();
  }

  private question(path: string, query: URLSearchParams): Question | null {
    if (path === paths.evidence) return this.evidence(query);
    const work = this.work(path, query);
    query.sort();
    return work === null ? null : { key: `${path}?${query.toString()}`, work };
  }

  /** It takes the store for seconds: whatever else an address says, the same files are one question. */
  private evidence(query: URLSearchParams): Question {
    const { database, scope, now } = this.port;
    const days = evidenceDays.find((one) => String(one) === (query.get('days') ?? '14'));
    const names = query.get('names') === '1';
    return {
      key: `${paths.evidence} ${String(days)} ${String(names)}`,
      work: async () => {
        if (days === undefined) return bad(`days is one of ${evidenceDays.join(', ')}`);
        const nowMs = now();
        const report = await evidenceOf(database, scope, { days, names, appName: null }, nowMs);
        return good({ readAtMs: nowMs, days, report } satisfies FleetEvidence);
      },
    };
  }

  private work(path: string, query: URLSearchParams): (() => Promise<PageAnswer>) | null {
    const { database, scope, collecting, now } = this.port;
    const pool = Number(query.get('pool') ?? NaN);
    const chosen = Number.isInteger(pool) && pool > 0 && pool < 2 ** 31 ? pool : null;
    switch (path) {
      case paths.overview:
        return async () => good(await overview(database.reader, scope, await collecting(), now()));
      case paths.sites: {
        const period = periods.find((one) => one === (query.get('period') ?? 'hour'));
        return period === undefined
          ? () => Promise.resolve(bad(`period is one of ${periods.join(', ')}`))
          : async () =>
              good(
                await sites(
                  database.reader,
                  scope.app,
                  chosen,
                  period satisfies Period,
                  await collecting(),
                  now(),
                ),
              );
      }
      case paths.site: {
        const siteId = query.get('site') ?? '';
        return async () => {
          const found = await site(database.reader, scope.app, chosen, siteId, await collecting(), now());
          return found === null ? bad('There is no such site in this pool.') : good(found);
        };
      }
      default:
        return null;
    }
  }
}

export function good(data: unknown): PageAnswer {
  return { gauge: gaugeVersion, ok: true, data, grant: null };
}

export function bad(
  message: string,
  code: AnswerCode = 'badRequest',
  retryAtMs: number | null = null,
): PageAnswer {
  return { gauge: gaugeVersion, ok: false, error: { code, message, retryAtMs } };
}
