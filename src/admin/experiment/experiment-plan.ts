import { mostPoints, stepCount } from '../../insights/routes/experiment';
import { experimentRoom } from '../../insights/routes/experiment-budget';
import { poolViews } from '../../insights/pools/pools';
import { flowsOf } from '../../insights/routes/route-flows';
import { findEntry } from '../../costs/lookup';
import { knownPrices } from '../../ledger/prices';
import { readExperimentCall, suggestedCalls } from './experiment-calls';
import type { ExperimentPlan, ExperimentSuggestion } from '../contract/experiment-views';
import { loadDay } from '../pages/load';

/** Reads of the last day among the suggestions, those that are worth most points. */
const suggestedReads = 6;

export interface ExperimentSize {
  lines: readonly string[];
  repeats: number;
}

/** What a run would spend at most and what the pools have room for. Makes no call. */
export async function planExperiment(
  { lines, repeats }: ExperimentSize,
  nowMs: number,
): Promise<ExperimentPlan> {
  const overrides = await knownPrices();
  const calls = lines.map((line) => readExperimentCall(line, overrides));
  const { reading } = await loadDay(nowMs);
  const pools = poolViews(reading.hours, nowMs).filter(({ pool }) => pool.app === 'own');
  const products = [...new Set(calls.map(({ product }) => product))];
  return {
    ...{ calls, repeats, steps: stepCount(calls.length, repeats) },
    pools: products.map((product) => {
      const most = Math.ceil(mostPoints(calls, product, repeats));
      const pool = pools.find((view) => view.pool.product === product);
      const level = pool?.level ?? { basis: 'none', lowPoints: 0, highPoints: null };
      return { product, mostPoints: most, room: experimentRoom(most, level, pool?.quotaPoints ?? null) };
    }),
    mostPoints: Math.ceil(products.reduce((sum, product) => sum + mostPoints(calls, product, repeats), 0)),
  };
}

/** The app's own reads of the last day first, then those that every site can answer. */
export async function suggestExperiment(nowMs: number): Promise<ExperimentSuggestion[]> {
  const { reading } = await loadDay(nowMs);
  const recorded = new Map<string, number>();
  for (const { pool, method, template, requests } of flowsOf(
    [...reading.hours.values()].map(({ usage }) => usage),
  )) {
    const isOurs = pool.app === 'own' && (pool.product === 'jira' || pool.product === 'confluence');
    if (!isOurs || method !== 'GET' || findEntry(pool.product, method, template).entry === null) continue;
    const bare = `${method} ${template}`;
    // The query is not recorded, and some reads want one: where we know a whole line for the same endpoint, take it.
    const line = suggestedCalls.find((known) => known.startsWith(`${bare}?`)) ?? bare;
    recorded.set(line, (recorded.get(line) ?? 0) + requests);
  }
  return [
    ...[...recorded].slice(0, suggestedReads).map(([line, calls]) => ({ line, calls })),
    ...suggestedCalls.filter((line) => !recorded.has(line)).map((line) => ({ line, calls: null })),
  ];
}
