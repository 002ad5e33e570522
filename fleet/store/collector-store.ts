import * as v from 'valibot';
import type { CollectorStore } from '../collecting/turn';
import { freshCollector, type CollectorState } from '../planning/collector-state';
import { numberIn, storableJson, textOrNullIn, type Database, type Row, type Sql } from './sql';

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
      const [row] = await database.reader.query(
        `select (select state::text from way where app = $1::int and source = $2) as state, to_json(calls_ms)::text as calls,
           paused_until_ms::float8 as paused
         from (select $3::text as name) as one left join pace using (name)`,
        [app, source, paceName],
      );
      const known = stateIn(row);
      return paceName === null ? known : { ...known, ...paceIn(row) };
    },
    keep: async (next: CollectorState, data: Data | null) => {
      if (data === null) await keepState(database, next);
      else
        await database.transaction(async (sql) => {
          await keepData(sql, app, data);
          await keepState(sql, next);
        });
    },
  };

  /** In one question, since most turns keep nothing else. */
  async function keepState(sql: Sql, next: CollectorState): Promise<void> {
    await sql.query(
      `with paced as (
         insert into pace (name, calls_ms, paused_until_ms) select $4::text, $5::float8[], $6::float8 where $4::text is not null
         on conflict (name) do update set calls_ms = excluded.calls_ms, paused_until_ms = excluded.paused_until_ms
       )
       insert into way (app, source, state) values ($1::int, $2, $3::jsonb)
       on conflict (app, source) do update set state = excluded.state`,
      [app, source, storableJson(next), paceName, next.callsMs, next.pausedUntilMs],
    );
  }
}

/** As it was kept last; the pace of calls that are counted beyond this app is not in it. */
export async function collectorState(sql: Sql, app: number, source: string): Promise<CollectorState> {
  const [row] = await sql.query('select state::text as state from way where app = $1::int and source = $2', [
    app,
    source,
  ]);
  return stateIn(row);
}

function stateIn(row: Row | undefined): CollectorState {
  const text = row?.['state'];
  // A state of another form begins anew: what is read again changes nothing.
  const read = v.safeParse(state, typeof text === 'string' ? JSON.parse(text) : null);
  return read.success ? read.output : freshCollector;
}

function paceIn(row: Row | undefined): Pick<CollectorState, 'callsMs' | 'pausedUntilMs'> {
  const calls = row === undefined ? null : textOrNullIn(row, 'calls');
  if (row === undefined || calls === null) return { callsMs: [], pausedUntilMs: 0 };
  const callsMs = (JSON.parse(calls) as number[]).sort((a, b) => a - b);
  return { callsMs, pausedUntilMs: numberIn(row, 'paused') };
}
