import { answered, bridge } from './fake-bridge';
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { HourGap, MeasuredPriceView, PricesAnswer } from '../../src/admin/contract/contract';
import { gapSentence } from '../../static/dashboard/src/sentences/gap';
import { downloads, textOf } from './downloads';
import { germanWords, limits, nowMs, poolView, settings, thisHourMs, words } from './fixtures';
import { schemaFaults, schemaOf } from '../support/json-schema';
import { openPage } from './open-page';

afterEach(cleanup);

const users: MeasuredPriceView = {
  ...{ product: 'jira', method: 'GET', template: '/rest/api/3/users/search' },
  ...{
    calls: 44,
    points: { low: 29.2, likely: 29.9, high: 30.6 },
    parts: { basePoints: 1.04, objectPoints: 2.01 },
    bookedPoints: 21,
    isSure: true,
    isPinned: false,
    adopted: null,
  },
};
const gap: HourGap = {
  ...{ pool: poolView().pool, hourStartMs: thisHourMs, own: { low: 40_000, likely: 41_000, high: 44_000 } },
  ...{ counterPoints: 56_000, readAtMs: nowMs, gapPoints: 15_000 },
  ...{ ownError: { low: -500, high: 700 }, others: { low: 14_300, high: 15_500 } },
  ...{ cause: 'others', measuredShare: 0.8, othersBySlot: [{ startMs: thisHourMs, points: 1200 }] },
};

function prices(change: Partial<PricesAnswer> = {}): PricesAnswer {
  const correction = { low: 1.08, likely: 1.1, high: 1.12 };
  const held = { hours: 96, ofHours: 100 };
  return {
    readAtMs: nowMs,
    mode: 'auto',
    moves: [],
    prices: [users],
    pairs: 408,
    correction,
    held,
    ...change,
  };
}

const changes = () => bridge.invocations.filter(({ functionKey }) => functionKey === 'changePrices');

test('a cheap call’s cost that may be taken over is a figure, however wide its band is beside it', async () => {
  const cheap = { ...users, points: { low: 0.3, likely: 1, high: 1.6 } };
  const unsure = { ...cheap, template: '/rest/api/3/field', isSure: false };
  await openPage('/settings', ({ functionKey }) =>
    answered(functionKey === 'settings' ? settings() : prices({ prices: [cheap, unsure] })),
  );
  expect((await screen.findByText('1 (0.3 to 1.6)')).closest('tr')!.textContent).toContain('/users/search');
  expect(screen.getByText('not known yet').closest('tr')!.textContent).toContain('/field');
});

test('how far the bookings are off is a figure only where the readings tell it', async () => {
  await openPage('/settings', ({ functionKey }) =>
    answered(
      functionKey === 'settings' ? settings() : prices({ correction: { low: 0, likely: 0.45, high: 43.7 } }),
    ),
  );
  expect(
    await screen.findByText(/is open: the readings allow 0 to 43\.7 times what was booked/),
  ).toBeTruthy();
  expect(screen.queryByText(/0\.45 times/)).toBeNull();
});

test('a sure cost is taken over and taken back, by the endpoint alone', async () => {
  const adopted = { basePoints: 1, objectPoints: 3, atMs: nowMs };
  await openPage('/settings', ({ functionKey }) => {
    if (functionKey === 'settings') return answered(settings());
    return answered(functionKey === 'prices' ? prices() : prices({ prices: [{ ...users, adopted }] }));
  });
  await userEvent.click(await screen.findByRole('button', { name: /^Use measured cost: GET/ }));
  const endpoint = { product: 'jira', method: 'GET', template: '/rest/api/3/users/search' };
  expect(changes().at(-1)?.payload['change']).toEqual({ kind: 'adopt', endpoints: [endpoint] });
  expect(await screen.findByText(/Calls are booked at the measured cost from now on/)).toBeTruthy();
  expect(screen.getByText(/In force since .*: 1 a call and 3 an object/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: /^Back to the catalogue: GET/ }));
  expect(changes().at(-1)?.payload['change']).toEqual({ kind: 'reset', endpoints: [endpoint] });
});

test('the coverage that was reached is said', async () => {
  await openPage('/settings', ({ functionKey }) =>
    answered(functionKey === 'settings' ? settings() : prices()),
  );
  expect(await screen.findByText(/held what the calls cost in 96 of the last 100 hours/)).toBeTruthy();
});

test('a cost that is not sure cannot be taken over, and says so', async () => {
  await openPage('/settings', ({ functionKey }) =>
    answered(functionKey === 'settings' ? settings() : prices({ prices: [{ ...users, isSure: false }] })),
  );
  expect(await screen.findByText('Measured here, not sure enough yet')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Use/ })).toBeNull();
  cleanup();
  // A new measurement says nothing against the price that is in force.
  const adopted = { basePoints: 1, objectPoints: 3, atMs: nowMs };
  await openPage('/settings', ({ functionKey }) =>
    answered(
      functionKey === 'settings' ? settings() : prices({ prices: [{ ...users, isSure: false, adopted }] }),
    ),
  );
  expect(await screen.findByText(/In force since/)).toBeTruthy();
  expect(screen.queryByText('Measured here, not sure enough yet')).toBeNull();
});

test('prices that moved by themselves are told, undone, pinned, and left to a person where that is wanted', async () => {
  const endpoint = { product: 'jira', method: 'GET', template: '/rest/api/3/users/search' } as const;
  const move = {
    ...endpoint,
    atMs: nowMs,
    fromPoints: 21,
    toPoints: 29.9,
    isByItself: true,
    isNoticed: true,
  };
  await openPage('/settings', ({ functionKey }) => {
    if (functionKey === 'settings') return answered(settings());
    return answered(
      prices({
        moves: [move, { ...move, atMs: nowMs - 3_600_000, fromPoints: 18, toPoints: 21 }],
        mode: functionKey === 'prices' ? 'auto' : 'ask',
      }),
    );
  });
  expect(await screen.findByText(/1 price moved by more than 10%: GET .*users/)).toBeTruthy();
  expect(screen.getByText(/from 21 to 29.9 points. By itself/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: /^Undo: GET/ }));
  expect(changes().at(-1)?.payload['change']).toEqual({ kind: 'undo', endpoints: [endpoint] });
  await userEvent.click(screen.getByRole('button', { name: /^Pin this price: GET/ }));
  expect(changes().at(-1)?.payload['change']).toEqual({ kind: 'pin', endpoints: [endpoint] });
  await userEvent.click(screen.getByRole('button', { name: 'Take over by itself' }));
  expect(changes().at(-1)?.payload['change']).toEqual({ kind: 'auto', endpoints: [] });
});

test('Limits shows our estimate, the counter and the gap, and what is behind it', async () => {
  await openPage('/limits', () => answered(limits({ gaps: [gap] })));
  const why = await screen.findByText(/^Almost certainly others/);
  expect(why.closest('tr')?.textContent).toMatch(/41,000.*56,000 at 14:42.*15,000/);
});

test('the sentence says how likely, and why', () => {
  expect(gapSentence(gap, words)).toBe(
    'Almost certainly others: they drew 14,300 to 15,500 of it; our prices explain no more. 80% of our points are priced by measured costs. Others by five minutes: 14:00 1,200.',
  );
  expect(gapSentence({ ...gap, cause: 'open', measuredShare: 0, othersBySlot: [] }, words)).toBe(
    'Cannot be told: others drew anything from 14,300 to 15,500 of it, the rest are our prices. No price was measured: this rests on the range of the published rule.',
  );
  expect(gapSentence({ ...gap, cause: 'none' }, words)).toBe('No gap to speak of.');
  expect(gapSentence({ ...gap, cause: 'prices', gapPoints: -900 }, germanWords)).toMatch(
    /^Sicher unsere Preise/,
  );
});

test('what was measured is given as a file in the catalogue’s own format, with nothing of the site', async () => {
  const unmeasured = { ...users, template: '/rest/api/3/field', points: null, parts: null, calls: 0 };
  await openPage('/settings', ({ functionKey }) =>
    answered(functionKey === 'settings' ? settings() : prices({ prices: [users, unmeasured] })),
  );
  await userEvent.click(await screen.findByRole('button', { name: 'Download measured prices' }));
  const text = await textOf(downloads[0]!);
  expect(schemaFaults(JSON.parse(text), schemaOf('docs/catalogue.schema.json'))).toEqual([]);
  const points = { base: 1.04, perObject: 2.01, relativeError: 0.023, calls: 44 };
  expect(JSON.parse(text)).toMatchObject({
    groups: [{ product: 'jira', endpoints: [{ method: 'GET', path: '/rest/api/3/users/search', points }] }],
  });
});
