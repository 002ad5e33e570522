import * as v from 'valibot';
import type { CollectorStore } from '../collecting/turn';
import { freshCollector, type CollectorState } from '../planning/collector-state';
import { numberIn, storableJson, type Database, type Sql } from './sql';

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
    looked: v.optional(v.nullable(span), null),
    gaveUpAtMs: v.optional(v.nullable(v.number()), null),
    resting: v.array(v.object({ span, untilMs: v.number() })),
  }),
  callsMs: v.array(v.number()),
  pausedUntilMs: v.number(),
  queryMs: v.optional(v.nullable(v.number()), null),
  alignMs: v.optional(v.nullable(v.number()), null),
});

/**
 * The way of one collector through one API, for one app's environment.
 * @param keepData puts what came into the tables
 * @param paceName whose calls are counted together, where an API counts them beyond this app
 */
export function collectorStore<Data>(
  database: Database,
  app: number,
  source: string,
  keepData: (sql: Sql, app: number, data: Data) => Promise<void>,
  paceName: string | null = null,
): CollectorStore<Data> {
  return {
    async readState(): Promise<CollectorState> {
      const known = await collectorState(database.reader, app, source);
      return paceName === null ? known : { ...known, ...(await paceOf(database.reader, paceName)) };
    },
    keep: (next: CollectorState, data: Data | null) =>
      database.transaction(async (sql) => {
        if (data !== null) await keepData(sql, app, data);
        if (paceName !== null)
          await sql.query(
            `insert into pace (name, calls_ms, paused_until_ms) values ($1, $2::float8[], $3::float8)
             on conflict (name) do update set calls_ms = excluded.calls_ms, paused_until_ms = excluded.paused_until_ms`,
            [paceName, next.callsMs, next.pausedUntilMs],
          );
        await sql.query(
          `insert into way (app, source, state) values ($1::int, $2, $3::jsonb)
           on conflict (app, source) do update set state = excluded.state`,
          [app, source, storableJson(next)],
        );
      }),
  };
}

/** As it was kept last; the pace of calls that are counted beyond this app is not in it. */
export async function collectorState(sql: Sql, app: number, source: string): Promise<CollectorState> {
  const [row] = await sql.query('select state::text as state from way where app = $1::int and source = $2', [
    app,
    source,
  ]);
  const text = row?.['state'];
  // A state of another form begins anew: what is read again changes nothing.
  const read = v.safeParse(state, typeof text === 'string' ? JSON.parse(text) : null);
  return read.success ? read.output : freshCollector;
}

async function paceOf(sql: Sql, name: string): Promise<Pick<CollectorState, 'callsMs' | 'pausedUntilMs'>> {
  const rows = await sql.query(
    `select call_ms::float8 as call_ms, paused_until_ms::float8 as paused from pace left join lateral unnest(calls_ms) as call_ms on true
     where name = $1 order by call_ms`,
    [name],
  );
  return {
    callsMs: rows.flatMap((row) => (row['call_ms'] === null ? [] : [numberIn(row, 'call_ms')])),
    pausedUntilMs: rows[0] === undefined ? 0 : numberIn(rows[0], 'paused'),
  };
}
