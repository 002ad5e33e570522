import { callsByOutcome, type CallsByOutcome, type UsageSum } from '../../usage/usage-sum';
import { otherTemplate } from '../../usage/keys';
import { poolKey } from '../../usage/keys';
import type { HourUsage } from '../../usage/hour-usage';
import { findEntry } from '../../costs/lookup';
import { isMinuteProduct } from '../../limits/systems';
import type { PoolId } from '../../model';
import { byName } from '../../usage/named';
import type { CoverageCounts, CoverageRow, CoverageView } from './coverage-views';
import { textOrder } from '../../text-order';

/** A page and a printed table show so many features; an app that makes a tag of each of its users has thousands. */
const mostRows = 20;

/** Where a sum of an hour is counted. */
interface Place {
  row: CoverageRow;
  isFolded: boolean;
  isKnown: boolean;
}

/**
 * What the account saw of the calls in these usages, by pool, whether the page made them, and feature.
 * @param wanted the one pool to look at; left out for all
 * @param outcomeOf of a sum by its key, where it was merged of others whose own outcomes say more
 */
export function coverageOf(
  usages: readonly HourUsage[],
  wanted?: PoolId,
  outcomeOf: (key: string, usageSum: UsageSum) => CallsByOutcome = (_, usageSum) => callsByOutcome(usageSum),
): CoverageView {
  const wantedKey = wanted === undefined ? null : poolKey(wanted);
  const sums = new Map<string, CoverageRow>();
  const placeOf = byName<Place>(({ pool, tag, route, method, template }) => {
    const key = poolKey(pool);
    if (wantedKey !== null && key !== wantedKey) return null;
    const isBridge = route === 'forge.bridge';
    const rowKey = `${key}|${isBridge}|${tag ?? ''}`;
    const row = sums.get(rowKey) ?? { pool, isBridge, tag, ...noCounts() };
    sums.set(rowKey, row);
    // What has no points has no place in a catalogue of them.
    const isKnown = isMinuteProduct(pool.product) || findEntry(pool.product, method, template).entry !== null;
    return { row, isFolded: template === otherTemplate, isKnown };
  });
  for (const usage of usages) {
    for (const [key, usageSum] of usage.sums) {
      const place = placeOf(key);
      if (place !== null) addCalls(place, usageSum.requests, outcomeOf(key, usageSum));
    }
  }
  const all = [...sums]
    .sort(([keyA, a], [keyB, b]) => b.calls - a.calls || textOrder(keyA, keyB))
    .map(([, row]) => row);
  const further = all.slice(mostRows);
  const rest = { rows: further.length, ...noCounts() };
  for (const row of further) addCounts(rest, row);
  return { rows: all.slice(0, mostRows), rest: further.length === 0 ? null : rest };
}

function addCalls({ row, isFolded, isKnown }: Place, requests: number, outcome: CallsByOutcome): void {
  const { noAnswer, failed, priced, estimated } = outcome;
  row.calls += requests;
  row.noAnswer += noAnswer;
  row.failed += failed;
  row.priced += priced;
  row.estimated += estimated;
  if (isFolded) row.folded += requests;
  else if (!isKnown) row.unknownPath += requests;
}

function noCounts(): CoverageCounts {
  return { calls: 0, noAnswer: 0, failed: 0, priced: 0, estimated: 0, unknownPath: 0, folded: 0 };
}

function addCounts(into: CoverageCounts, from: CoverageCounts): void {
  into.calls += from.calls;
  into.noAnswer += from.noAnswer;
  into.failed += from.failed;
  into.priced += from.priced;
  into.estimated += from.estimated;
  into.unknownPath += from.unknownPath;
  into.folded += from.folded;
}
