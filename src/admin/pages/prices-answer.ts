import { bandScore, wideningOf } from '../../insights/calibration/band-score';
import {
  bookedByEndpoint,
  keyOf,
  measuredPrices,
  correctionOf,
} from '../../insights/calibration/measured-prices';
import { hourOf } from '../../usage/hour';
import { lastHours, type Hours } from '../../insights/period';
import { takeablePrices } from '../../insights/calibration/price-gate';
import {
  adopted,
  isNoticed,
  pinned,
  renewed,
  scored,
  reset,
  undone,
  unpinned,
  type PriceTable,
} from '../../insights/calibration/price-table';
import { changePriceTable, readPriceTable } from '../../ledger/prices';
import { readHours } from '../../ledger/read-hours';
import { countedBy, readState } from '../../ledger/settings';
import type { PricesAnswer, PricesChange } from '../contract/contract';

/** Hours that prices are measured from: as many as one reading of the account gives. */
const measuredHours = 47;
/** So long a price that moved far is told of. */
const noticedForMs = 7 * 24 * 3_600_000;

export async function pricesAnswer(nowMs: number): Promise<PricesAnswer> {
  return viewOf(nowMs, await load(nowMs), await readPriceTable());
}

/** Takes over what may be by now, whatever the page believed, or changes how prices are. Answers with them as they are then. */
export async function changePrices(change: PricesChange, nowMs: number): Promise<PricesAnswer> {
  const hours = await load(nowMs);
  const { scores } = await readPriceTable();
  const measured = takeablePrices(hours, wideningOf(scores));
  const keys = new Set(change.endpoints.map(keyOf));
  const after = await changePriceTable((table) => {
    switch (change.kind) {
      case 'auto':
      case 'ask':
        return { ...table, mode: change.kind };
      case 'adopt': {
        const costs = measured.costs.filter((cost) => keys.has(keyOf(cost)));
        return adopted(unpinned(table, keys), { ...measured, costs }, meansOf(hours), nowMs, false);
      }
      case 'reset':
        return reset(table, keys);
      case 'pin':
        return pinned(table, keys);
      case 'unpin':
        return unpinned(table, keys);
      case 'undo':
        return undone(table, keys);
    }
  });
  return viewOf(nowMs, hours, after);
}

/** Scores the hour that ended and takes over what may be, by itself: two storage calls, and a write where something changed. */
export async function renewPrices(nowMs: number): Promise<void> {
  const hours = await load(nowMs);
  const score = bandScore(hours, hourOf(nowMs) - 1);
  const { scores } = scored(await readPriceTable(), score);
  const measured = takeablePrices(hours, wideningOf(scores));
  await changePriceTable((table) => renewed(scored(table, score), measured, meansOf(hours), nowMs));
}

async function load(nowMs: number): Promise<Hours> {
  const { settings } = await readState();
  const { hours } = await readHours(lastHours(nowMs, measuredHours), countedBy(settings));
  return hours;
}

/** Points of a call as it was booked on average. */
function meansOf(hours: Hours): Map<string, number> {
  const booked = [...bookedByEndpoint(hours)].filter(([, { requests }]) => requests > 0);
  return new Map(booked.map(([key, { points, requests }]) => [key, points.likely / requests]));
}

function viewOf(
  nowMs: number,
  hours: Hours,
  { mode, prices, pins, moves, scores }: PriceTable,
): PricesAnswer {
  const calibration = takeablePrices(hours, wideningOf(scores));
  const booked = bookedByEndpoint(hours);
  return {
    readAtMs: nowMs,
    mode,
    prices: measuredPrices(calibration, calibration.takeable, prices, booked, pins),
    moves: moves.map((move) => {
      const { product, method, template, atMs, fromPoints, toPoints, isByItself } = move;
      const isNews = isNoticed(move) && nowMs - atMs < noticedForMs;
      return { product, method, template, atMs, fromPoints, toPoints, isByItself, isNoticed: isNews };
    }),
    pairs: calibration.pairs,
    correction: correctionOf(calibration, booked),
    held:
      scores.length === 0
        ? null
        : { hours: scores.filter(({ isHeld }) => isHeld).length, ofHours: scores.length },
  };
}
