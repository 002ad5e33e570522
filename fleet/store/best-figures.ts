/**
 * The best figure of all sites together in hours of a pool. Whoever shows or files one has it from here: the same hour is the same figure on every
 * page, in every file and in what programs and sites are told.
 */
import { bestFigure, type BestFigure } from '../estimate/best-figure';
import { learn } from '../estimate/learn';
import { counterHours } from './counter-hours';
import { anchoredHours, factsOfHours, type HourBand } from './estimate-facts';
import { evidenceHours, type Span } from './evidence-tables';
import type { Sql } from './sql';

const nothing: HourBand = {
  ...{ lowPoints: 0, highPoints: 0, countedRequests: 0 },
  rest: { requests: 0, lowPoints: 0, likelyPoints: 0, highPoints: 0 },
};

/** Of these hours. @param bands what the caller has read of them already; `null`: nothing is known of the hour but its counter */
export async function bestFigures(
  sql: Sql,
  pool: number,
  bands: ReadonlyMap<number, HourBand | null>,
  nowMs: number,
): Promise<Map<number, BestFigure>> {
  const learned = learn(await anchoredHours(sql, pool, nowMs));
  const known = new Map([...bands].map(([hour, band]) => [hour, band ?? nothing]));
  const facts = await factsOfHours(sql, pool, known, nowMs);
  return new Map([...facts].map(([hour, own]) => [hour, bestFigure(own, learned)]));
}

/** Of one hour that was read already. */
export async function bestFigureOf(
  sql: Sql,
  pool: number,
  hour: number,
  band: HourBand,
  nowMs: number,
): Promise<BestFigure> {
  const best = (await bestFigures(sql, pool, new Map([[hour, band]]), nowMs)).get(hour);
  if (best === undefined) throw new Error('An hour that was asked for has no figure');
  return best;
}

/** Of all hours of the span that anything is known of. */
export async function bestFiguresIn(
  sql: Sql,
  pool: number,
  span: Span,
  nowMs: number,
): Promise<Map<number, BestFigure>> {
  const counters = await counterHours(sql, pool, span.fromHour, span.toHour);
  const bands = new Map<number, HourBand | null>([
    ...counters.map(({ hour }) => [hour, null] as const),
    ...(await evidenceHours(sql, pool, span)).map((row) => [row.hour, row] as const),
  ]);
  return bestFigures(sql, pool, bands, nowMs);
}
