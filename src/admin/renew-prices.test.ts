import { openLedgerHarness } from '../../test/support/ledger-harness';
import { observe } from '../calls/observe';
import type { PriceOverrides } from '../costs/overrides';
import { headerSource } from '../headers/source';
import { changePriceTable, readOverrides, readPriceTable } from '../ledger/prices';
import { rollUp } from '../ledger/roll-up';
import { Writer } from '../ledger/writer';
import { hourOf, startOfHourMs } from '../usage/hour';
import { pricesAnswer, renewPrices } from './pages/prices-answer';

const firstHour = hourOf(Date.UTC(2026, 9, 9, 8));
const pool = { app: 'own', environment: 'PRODUCTION', product: 'jira' } as const;

/** Sixty calls late in an hour, which cost 1 and so many points an object by Atlassian's counter. */
async function loudHour(hour: number, objectPoints: number, overrides?: PriceOverrides): Promise<void> {
  const writer = new Writer(`hour${hour}`.padEnd(12, '0'));
  let left = 12_000;
  for (let i = 0; i < 60; i += 1) {
    const objects = 5 + (i % 9);
    left -= 1 + objectPoints * objects;
    const atMs = startOfHourMs(hour) + 3_000_000 + i * 1000;
    const headers = {
      'ratelimit-policy': '"global-app-quota";q=65000;w=3600',
      ratelimit: `"global-app-quota";r=${left};t=${600 - i}`,
    };
    const seen = observe(
      {
        ...{
          product: 'jira',
          route: 'forge.asApp',
          trigger: 'schedule',
          tag: null,
          status: 200,
          namedPoints: null,
        },
        ...{ method: 'GET', path: '/rest/api/3/users/search', atMs, latencyMs: 100, objects },
        headers: headerSource(headers),
      },
      { ...pool, overrides },
    );
    writer.book(seen);
  }
  await writer.flush(startOfHourMs(hour + 1) - 1);
  await rollUp({ nowMs: startOfHourMs(hour + 1), isCounted: () => true });
  await renewPrices(startOfHourMs(hour + 1) + 60_000);
}

test('the hourly sweep takes prices over, scores the hours that began at them, and says how many held', async () => {
  const harness = openLedgerHarness();
  await loudHour(firstHour, 3);
  const first = await readPriceTable();
  expect(first.prices).toMatchObject([
    { template: '/rest/api/3/users/search', basePoints: 1, objectPoints: 3 },
  ]);
  // It began at the catalogue's price, so nothing was promised of it.
  expect(first.scores).toEqual([]);
  await loudHour(firstHour + 1, 3, await readOverrides());
  await loudHour(firstHour + 2, 5, await readOverrides());
  const { scores, prices } = await readPriceTable();
  expect(scores).toEqual([
    { hour: firstHour + 2, isHeld: false },
    { hour: firstHour + 1, isHeld: true },
  ]);
  expect(prices[0]?.objectPoints).toBeCloseTo(5, 1);
  expect((await pricesAnswer(startOfHourMs(firstHour + 3) + 120_000)).held).toEqual({ hours: 1, ofHours: 2 });
  harness.service.close();
});

test('where an administrator decides, the sweep scores and takes nothing over', async () => {
  const harness = openLedgerHarness();
  await loudHour(firstHour, 3);
  await changePriceTable((table) => ({ ...table, mode: 'ask' }));
  await loudHour(firstHour + 1, 5, await readOverrides());
  const { scores, prices } = await readPriceTable();
  expect([scores, prices[0]?.objectPoints]).toEqual([[{ hour: firstHour + 1, isHeld: false }], 3]);
  harness.service.close();
});
