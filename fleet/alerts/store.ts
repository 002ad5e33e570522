/** What was told, and what is still to be sent: kept in one step, so that nothing is told twice and nothing is lost. */
import * as v from 'valibot';
import { numberIn, storableJson, textIn, type Database, type Sql } from '../store/sql';
import { alertStates } from './conditions';
import type { Message } from './formats';
import type { Standing } from './judge';

const time = v.number();
const toldMs = v.record(v.string(), time);
const facts = v.object({
  pool: v.nullable(v.object({ app: v.string(), environment: v.string(), product: v.string() })),
  verdict: v.string(),
  culprit: v.nullable(v.string()),
  figures: v.nullable(
    v.object({ lowPoints: time, likelyPoints: v.nullable(time), highPoints: time, quotaPoints: time }),
  ),
  asOfMs: time,
});
const standing = v.record(
  v.string(),
  v.union([
    v.object({ state: v.null(), toldMs }),
    v.object({
      state: v.picklist(alertStates),
      // Of before there were several.
      percent: v.optional(v.nullable(time), null),
      sinceMs: time,
      calmSinceMs: v.nullable(time),
      isTold: v.boolean(),
      toldMs,
      facts,
    }),
  ]),
);

export interface Waiting {
  id: string;
  message: Message;
  madeMs: number;
  tries: number;
}

export async function readStanding(sql: Sql, app: number): Promise<Standing> {
  const [row] = await sql.query('select standing::text as standing from alert_standing where app = $1::int', [
    app,
  ]);
  const read = v.safeParse(standing, row === undefined ? {} : JSON.parse(textIn(row, 'standing')));
  // Of another form: it begins anew, and what holds is told once more.
  return read.success ? read.output : {};
}

/** All at once or not at all. */
export function keepStanding(
  database: Database,
  app: number,
  next: Standing,
  messages: readonly Message[],
  nowMs: number,
): Promise<void> {
  return database.transaction(async (sql) => {
    await sql.query(
      `insert into alert_standing (app, standing) values ($1::int, $2::jsonb)
       on conflict (app) do update set standing = excluded.standing`,
      [app, storableJson(next)],
    );
    for (const message of messages)
      await sql.query(
        `insert into alert_message (app, id, message, made_ms, next_ms) values ($1::int, $2, $3::jsonb, $4::float8, $4::float8)`,
        [app, message.id, storableJson(message), nowMs],
      );
  });
}

/** Those whose turn it is, oldest first. */
export async function waitingMessages(sql: Sql, app: number, nowMs: number): Promise<Waiting[]> {
  const rows = await sql.query(
    `select id, message::text as message, made_ms::float8 as made_ms, tries::float8 as tries from alert_message
     where app = $1::int and next_ms <= $2::float8 order by made_ms, id limit 20`,
    [app, nowMs],
  );
  return rows.map((row) => ({
    id: textIn(row, 'id'),
    // Written by this program, in this form.
    message: JSON.parse(textIn(row, 'message')) as Message,
    madeMs: numberIn(row, 'made_ms'),
    tries: numberIn(row, 'tries'),
  }));
}

export async function dropMessage(sql: Sql, app: number, id: string): Promise<void> {
  await sql.query('delete from alert_message where app = $1::int and id = $2', [app, id]);
}

/** Before it is sent, so that a process that dies in it has counted the try. */
export async function countTry(sql: Sql, app: number, id: string, nextMs: number): Promise<void> {
  await sql.query(
    'update alert_message set tries = tries + 1, next_ms = $3::float8 where app = $1::int and id = $2',
    [app, id, nextMs],
  );
}
