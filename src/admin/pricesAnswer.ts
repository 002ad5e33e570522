import { calibrate } from '../analysis/calibrate';
import { correctionOf } from '../analysis/correction';
import { isSure, priceFrom } from '../analysis/measuredPrice';
import { bookedByEndpoint, keyOf, measuredPrices } from '../analysis/measuredPrices';
import { lastHours, type Hours } from '../analysis/period';
import { recentPairs } from '../analysis/recentPairs';
import { kvsLedgerStore } from '../ledger/kvsStore';
import { changeStoredPrices, measuredHere, readPrices, type AdoptedPrice } from '../ledger/prices';
import { readHours } from '../ledger/readHours';
import { countedBy, readState } from '../ledger/settings';
import type { PricesAnswer, PricesChange } from './contract';

/** Hours that prices are measured from: as many as one reading of the account gives. */
const measuredHours = 47;

export async function pricesAnswer(nowMs: number): Promise<PricesAnswer> {
  return viewOf(nowMs, await load(nowMs), await readPrices());
}

/** Takes over what is sure by now, whatever the page believed, or takes prices back. Answers with the prices afterwards. */
export async function changePrices(change: PricesChange, nowMs: number): Promise<PricesAnswer> {
  const hours = await load(nowMs);
  const named = new Set(change.endpoints.map(keyOf));
  const fresh = change.kind === 'reset' ? [] : adopted(hours, named, nowMs);
  const after = await changeStoredPrices((known) => [
    ...fresh,
    ...known.filter((price) => !named.has(keyOf(price))),
  ]);
  return viewOf(nowMs, hours, after);
}

function adopted(hours: Hours, named: ReadonlySet<string>, nowMs: number): AdoptedPrice[] {
  const { costs } = calibrate(recentPairs(hours));
  return costs
    .filter((cost) => named.has(keyOf(cost)) && isSure(cost))
    .map((cost) => ({ ...priceFrom(cost, measuredHere), atMs: nowMs, calls: cost.calls }));
}

async function load(nowMs: number): Promise<Hours> {
  const { settings } = await readState();
  const { hours } = await readHours(kvsLedgerStore, lastHours(nowMs, measuredHours), countedBy(settings));
  return hours;
}

function viewOf(nowMs: number, hours: Hours, known: readonly AdoptedPrice[]): PricesAnswer {
  const calibration = calibrate(recentPairs(hours));
  const booked = bookedByEndpoint(hours);
  return {
    readAtMs: nowMs,
    prices: measuredPrices(calibration, known, booked),
    pairs: calibration.pairs,
    correction: correctionOf(calibration, booked),
  };
}
