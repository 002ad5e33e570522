import * as v from 'valibot';
import { freshCollector, type CollectorState, type CollectorStore } from '../logs/collector';
import type { SiteLines } from '../logs/site-lines';
import { keepLines } from './keep-lines';
import { storableJson, type Database } from './sql';

const span = v.object({ fromMs: v.number(), toMs: v.number() });
const reading = v.object({
  span,
  cursor: v.nullable(v.string()),
  beganAtMs: v.number(),
  failures: v.number(),
});
const state = v.object({
  plan: v.object({
    settled: v.array(span),
    now: v.nullable(reading),
    past: v.nullable(reading),
    lookedAtMs: v.nullable(v.number()),
    resting: v.array(v.object({ span, untilMs: v.number() })),
  }),
  callsMs: v.array(v.number()),
  pausedUntilMs: v.number(),
});

/** The way of one collector through one API, for one app's environment. */
export function collectorStore(database: Database, app: number, source: string): CollectorStore {
  return {
    async readState(): Promise<CollectorState> {
      const [row] = await database.query(
        'select state::text as state from way where app = $1::int and source = $2',
        [app, source],
      );
      const text = row?.['state'];
      // A state of another form begins anew: what is read again changes nothing.
      const read = v.safeParse(state, typeof text === 'string' ? JSON.parse(text) : null);
      return read.success ? read.output : freshCollector;
    },
    keep: (next: CollectorState, lines: SiteLines | null) =>
      database.transaction(async (sql) => {
        if (lines !== null) await keepLines(sql, app, lines);
        await sql.query(
          `insert into way (app, source, state) values ($1::int, $2, $3::jsonb)
           on conflict (app, source) do update set state = excluded.state`,
          [app, source, storableJson(next)],
        );
      }),
  };
}
