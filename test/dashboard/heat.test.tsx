import { answered, bridge } from './fake-bridge';
import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import {
  busiestHours,
  heatCells,
  heatStepPoints,
  heatSteps,
} from '../../static/dashboard/src/charts/heat-model';
import { overview } from './fixtures';
import { openPage } from './open-page';

afterEach(cleanup);

const firstDayMs = Date.UTC(2026, 10, 21);
/** Two days: 12,000 points at 09:00 on both, nothing known before the first 06:00. */
const hours = Array.from({ length: 48 }, (_, index) => {
  if (index < 6) return null;
  return index % 24 === 9 ? 12_000 : 0;
});
const withHeat = overview({ heat: { firstDayMs, days: 2, pools: [hours], gone: [[]], refused: [[]] } });

test('days and hours are walked with the arrow keys in both directions', async () => {
  await openPage('/', () => answered(withHeat));
  const chart = await screen.findByRole('group', { name: /^Points of Jira by day and hour/ });
  const cells = within(chart).getAllByRole('img');
  expect(cells).toHaveLength(48);
  const focused = () => document.activeElement?.getAttribute('aria-label');
  act(() => {
    cells[47]!.focus();
  });
  await userEvent.keyboard('{ArrowUp}');
  expect(focused()).toBe('Nov 21, 23:00–00:00 UTC: no points.');
  await userEvent.keyboard('{ArrowUp}');
  expect(focused()).toBe('Nov 21, 23:00–00:00 UTC: no points.');
  await userEvent.keyboard('{Home}');
  expect(focused()).toBe('Nov 21, 00:00–01:00 UTC: nothing is known.');
  await userEvent.keyboard('{ArrowDown}{ArrowRight}');
  expect(focused()).toBe('Nov 22, 01:00–02:00 UTC: no points.');
});

test('the running hour is where the heatmap is entered, not the rest of the day that is to come', async () => {
  const known = hours.map((points, index) => (index > 40 ? null : points));
  await openPage('/', () =>
    answered(overview({ heat: { firstDayMs, days: 2, pools: [known], gone: [[]], refused: [[]] } })),
  );
  const chart = await screen.findByRole('group', { name: /^Points of Jira by day and hour/ });
  const reachable = within(chart)
    .getAllByRole('img')
    .filter((cell) => cell.getAttribute('tabindex') === '0');
  expect(reachable.map((cell) => cell.getAttribute('aria-label'))).toEqual([
    'Nov 22, 16:00–17:00 UTC: no points.',
  ]);
  expect(within(chart).getAllByRole('img')).toHaveLength(41);
});

test('hours of today that are still to come are neither drawn nor called unknown', async () => {
  // It is 14:42 on the second day.
  const known = hours.map((points, index) => (index > 36 ? null : points));
  await openPage('/', () =>
    answered(overview({ heat: { firstDayMs, days: 2, pools: [known], gone: [[]], refused: [[]] } })),
  );
  const chart = await screen.findByRole('group', { name: /^Points of Jira by day and hour/ });
  const cells = within(chart).getAllByRole('img');
  expect(cells.at(-1)!.getAttribute('aria-label')).toBe('Nov 22, 14:00–15:00 UTC: nothing is known.');
  expect(cells).toHaveLength(39);
  const card = screen.getByRole('region', { name: 'The last 30 days, hour by hour' });
  await userEvent.click(within(card).getByRole('button', { name: 'Show as table' }));
  const row = within(within(card).getAllByRole('row')[1]!).getAllByRole('cell');
  expect([row[12], row[14], row[15], row[23]].map((cell) => cell!.textContent)).toEqual(['0', '–', '', '']);
});

test('the hour that comes back as the busiest is named, and the table has what the colours mean', async () => {
  await openPage('/', () => answered(withHeat));
  expect(await screen.findByText('Busiest on average: 09:00 UTC (about 12,000 points).')).toBeTruthy();
  const card = screen.getByRole('region', { name: 'The last 30 days, hour by hour' });
  await userEvent.click(within(card).getByRole('button', { name: 'Show as table' }));
  const [, newest, oldest] = within(card).getAllByRole('row');
  expect(within(newest!).getAllByRole('cell')[9]!.textContent).toBe('12,000');
  expect(within(oldest!).getAllByRole('cell')[0]!.textContent).toBe('–');
});

test('an hour of one day alone recurs as nothing, nor does the one that runs', async () => {
  const points = hours.map((_, index) =>
    index === 24 + 14 || index === 14 ? 9_000 : index === 30 ? 5_000 : null,
  );
  await openPage('/', () =>
    answered(overview({ heat: { firstDayMs, days: 2, pools: [points], gone: [[]], refused: [[]] } })),
  );
  await screen.findByRole('group', { name: /^Points of Jira by day and hour/ });
  expect(screen.queryByText(/^Busiest on average/)).toBeNull();
});

test('a refresh asks without the thirty days and keeps those that were read', async () => {
  await openPage('/', ({ payload }) => answered(payload['heat'] === true ? withHeat : overview()));
  await screen.findByRole('group', { name: /^Points of Jira by day and hour/ });
  await userEvent.click(screen.getByRole('button', { name: 'Refresh' }));
  await act(() => Promise.resolve());
  expect(bridge.invocations.map(({ payload }) => payload['heat'])).toEqual([true, undefined]);
  expect(screen.getByRole('group', { name: /^Points of Jira by day and hour/ })).toBeTruthy();
});

test('days that could not be read are said, not drawn as empty', async () => {
  await openPage('/', () => answered(overview()));
  expect(await screen.findByText('The past days could not be read this time.')).toBeTruthy();
});

test('a darker hour never spent less', () => {
  const points = fc.option(fc.integer({ min: 0, max: 1_000_000 }), { nil: null });
  fc.assert(
    fc.property(fc.array(points, { minLength: 48, maxLength: 48 }), (values) => {
      const cells = heatCells({ firstDayMs, pools: [values] }, 0);
      const known = cells.filter((cell) => cell.points !== null).sort((a, b) => a.points! - b.points!);
      const steps = known.map(({ step }) => step);
      expect([...steps].sort((a, b) => a - b)).toEqual(steps);
      expect(Math.max(0, ...steps)).toBeLessThanOrEqual(heatSteps);
      expect(known.every((cell) => (cell.points === 0) === (cell.step === 0))).toBe(true);
      expect(busiestHours(cells, 24).every((each) => each.points > 0)).toBe(true);
    }),
  );
});

test('the steps of colour are figures that one can read', () => {
  expect([[0, null], [3], [51_617], [10_000]].map(heatStepPoints)).toEqual([1, 1, 11_000, 2_000]);
});

test('days of which nothing is known yet are left out before the first that is known, and said', async () => {
  const month = [...Array.from({ length: 20 * 24 }, () => null), ...Array.from({ length: 10 * 24 }, () => 7)];
  const heat = { firstDayMs: Date.UTC(2026, 9, 24), days: 30, pools: [month], gone: [[]], refused: [[]] };
  await openPage('/', () => answered(overview({ heat })));
  const chart = await screen.findByRole('group', { name: /^Points of Jira by day and hour/ });
  expect(within(chart).getAllByRole('img')).toHaveLength(10 * 24);
  expect(screen.getByText(/Nothing is known of the days before Nov 13\.$/)).toBeTruthy();
});
