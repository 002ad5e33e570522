import { answered, bridge } from './fake-bridge';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { integrity, endpoint, exactly, hourMs, nowMs, overview, thisHourMs } from './fixtures';
import { openPage } from './open-page';

afterEach(cleanup);

const answer = {
  readAtMs: nowMs,
  fromMs: thisHourMs - 24 * hourMs,
  toMs: nowMs,
  step: 'hour',
  choices: { products: ['jira'], routes: ['forge.asApp'], triggers: ['schedule'] },
  detail: null,
  missingMs: [],
  integrity: integrity(),
  unread: null,
  foldedEndpoints: null,
  endpoints: [
    endpoint({
      template: '/rest/api/3/project/search',
      method: 'GET',
      requests: 5,
      points: exactly(60),
      p50Ms: null,
    }),
    endpoint(),
    endpoint({
      template: '/rest/api/3/issue/{issueIdOrKey}',
      method: 'GET',
      requests: 400,
      points: exactly(800),
    }),
  ],
};

async function templates(): Promise<(string | undefined)[]> {
  const table = await screen.findByRole('table');
  return within(table)
    .getAllByRole('rowheader')
    .map((cell) => cell.querySelector('code')?.textContent);
}

test('records that wait unread and endpoints summed up as others are said', async () => {
  const bare = { ...answer, unread: { waitingRecords: 1_001 }, foldedEndpoints: 120 };
  await openPage('/endpoints', () => answered(bare));
  expect(
    await screen.findByText(
      'The newest calls may be missing: at least 1,001 records wait to be summed up, more than a page can read.',
    ),
  ).toBeTruthy();
  expect(screen.getByText(/^About 120 endpoints of small cost are summed up as \{other\}/)).toBeTruthy();
});

test('the most expensive endpoint comes first, and a click on a column sorts by it', async () => {
  await openPage('/endpoints', () => answered(answer));
  expect(await templates()).toEqual([
    '/rest/api/3/search/jql',
    '/rest/api/3/issue/{issueIdOrKey}',
    '/rest/api/3/project/search',
  ]);
  await userEvent.click(screen.getByRole('button', { name: 'Requests' }));
  expect((await templates())[0]).toBe('/rest/api/3/issue/{issueIdOrKey}');
  expect(screen.getByRole('columnheader', { name: 'Requests' }).getAttribute('aria-sort')).toBe('descending');
  await userEvent.click(screen.getByRole('button', { name: 'Requests' }));
  expect((await templates())[0]).toBe('/rest/api/3/project/search');
});

test('an unknown latency goes last, whichever way the column is sorted', async () => {
  await openPage('/endpoints', () => answered(answer));
  await userEvent.click(await screen.findByRole('button', { name: 'p50' }));
  expect((await templates())[2]).toBe('/rest/api/3/project/search');
  await userEvent.click(screen.getByRole('button', { name: 'p50' }));
  expect((await templates())[2]).toBe('/rest/api/3/project/search');
});

test('a row says requests, points, points a request, share, refusals, latency and basis', async () => {
  await openPage('/endpoints', () => answered(answer));
  const row = within(await screen.findByRole('table')).getAllByRole('row')[1]!;
  expect(
    within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual([
    '100',
    '1,140',
    '11.4',
    '57%',
    '2',
    '≤ 100 ms',
    '≤ 500 ms',
    'up 50%',
    'Documented 75%, Measured 25%',
  ]);
});

test('ranges come on demand', async () => {
  await openPage('/endpoints', () => answered(answer));
  const show = await screen.findByRole('button', { name: 'Show ranges' });
  expect(screen.queryByText('900 to 1,300')).toBeNull();
  await userEvent.click(show);
  expect(screen.getByText('900 to 1,300')).toBeTruthy();
});

test('the filter narrows the rows and says how many are left', async () => {
  await openPage('/endpoints', () => answered(answer));
  await userEvent.type(await screen.findByLabelText(/^Filter by/), 'get issue');
  expect(await templates()).toEqual(['/rest/api/3/issue/{issueIdOrKey}']);
  expect(screen.getByText('1 of 3 endpoints')).toBeTruthy();
  await userEvent.type(screen.getByLabelText(/^Filter by/), 'zzz');
  expect(screen.getByText('No endpoint matches the filter.')).toBeTruthy();
});

test('subpages follow the sidebar', async () => {
  await openPage('/endpoints', ({ functionKey }) =>
    answered(functionKey === 'overview' ? overview() : answer),
  );
  await screen.findByRole('table');
  act(() => {
    bridge.goTo('/routing');
  });
  expect(await screen.findByRole('heading', { name: 'Routing' })).toBeTruthy();
  await userEvent.click(screen.getByRole('link', { name: 'Back to the overview' }));
  expect(await screen.findByRole('heading', { name: 'API points' })).toBeTruthy();
  expect(bridge.pathname).toBe('/');
  act(() => {
    bridge.goTo('/nowhere');
  });
  expect(screen.getByRole('heading', { name: 'There is no such page.' })).toBeTruthy();
});

const asked = () =>
  bridge.invocations.filter((each) => each.functionKey === 'endpoints').map((each) => each.payload);

test('period, product, route and trigger are asked of the app and kept in the address', async () => {
  await openPage('/endpoints?period=7d&route=forge.asApp', () => answered(answer));
  await screen.findByRole('table');
  expect(asked()).toEqual([
    { period: '7d', choice: { product: null, route: 'forge.asApp', trigger: null }, detail: null },
  ]);
  await userEvent.selectOptions(screen.getByLabelText('Trigger'), 'A schedule');
  expect(bridge.search).toBe('?period=7d&route=forge.asApp&trigger=schedule');
  await userEvent.click(screen.getByRole('button', { name: '30 days' }));
  expect(asked().at(-1)).toEqual({
    period: '30d',
    choice: { product: null, route: 'forge.asApp', trigger: 'schedule' },
    detail: null,
  });
  act(() => {
    bridge.goTo('/endpoints');
  });
  await waitFor(() => {
    expect(asked().at(-1)).toMatchObject({ period: '24h', choice: { route: null } });
  });
});

test('typing in the filter asks nothing of the app and is kept in the address', async () => {
  await openPage('/endpoints?q=issue', () => answered(answer));
  expect(await templates()).toEqual(['/rest/api/3/issue/{issueIdOrKey}']);
  await userEvent.type(screen.getByLabelText(/^Filter by/), ' get');
  expect(bridge.search).toBe('?q=issue+get');
  expect(asked()).toHaveLength(1);
});

test('an own period is asked for by its UTC days, and one that is too long is refused before it is asked', async () => {
  await openPage('/endpoints', () => answered(answer));
  await userEvent.click(await screen.findByRole('button', { name: 'Own period' }));
  const from = screen.getByLabelText('From (UTC day)');
  await userEvent.clear(from);
  await userEvent.type(from, '2026-09-01');
  expect(screen.getByText(/^Choose up to 31 days/)).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Show' }).disabled).toBe(true);
  await userEvent.clear(from);
  await userEvent.type(from, '2026-11-20');
  await userEvent.click(screen.getByRole('button', { name: 'Show' }));
  expect(asked().at(-1)).toMatchObject({ period: { fromDay: '2026-11-20', toDay: '2026-11-22' } });
});

const detail = {
  pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' },
  method: 'POST',
  template: '/rest/api/3/search/jql',
  shares: [{ route: 'forge.asApp', trigger: 'schedule', tag: 'sync', requests: 100, points: exactly(1_140) }],
  statuses: [
    { status: '2', requests: 98 },
    { status: '4', requests: 2 },
  ],
  throttles: [{ reason: 'burst', isBeta: false, calls: 2 }],
  latency: [
    { atMostMs: 100, calls: 90 },
    { atMostMs: null, calls: 10 },
  ],
  leastBurst: { remainingRequests: 3, limitRequests: 350 },
  advice: [
    {
      kind: 'spread',
      endpoint: null,
      calls: 2,
      savesPointsADay: null,
      aloneSavesPointsADay: null,
      bulk: null,
      hour: null,
      quiet: null,
      firstShare: null,
    },
  ],
};

test('a row opens a panel with its course, advice and callers; Escape closes it and the focus goes back', async () => {
  const withDetail = ({ payload }: { payload: Record<string, unknown> }) =>
    answered(payload['detail'] === null ? answer : { ...answer, detail });
  await openPage('/endpoints', withDetail);
  const name = 'Details of POST /rest/api/3/search/jql';
  await userEvent.click(await screen.findByRole('button', { name }));
  const panel = await screen.findByRole('complementary', { name });
  const advice = (await within(panel).findByText('Spread the calls out')).closest('li');
  expect(advice?.textContent).toMatch(/\(no points saved, 2 calls\)Rule: Calls were refused with 429/);
  expect(within(panel).getByText('sync')).toBeTruthy();
  expect(within(panel).getByText('refused by the burst limit: 2')).toBeTruthy();
  expect(within(panel).getByText('longer: 10')).toBeTruthy();
  expect(
    within(panel).getByText('Least room seen under its limit a second: 3 of 350 requests.'),
  ).toBeTruthy();
  const bars = within(panel).getAllByRole('img');
  expect(bars[2]!.getAttribute('aria-label')).toBe('Nov 21, 16:00–17:00 UTC: 840 points.');
  expect(document.activeElement?.tagName).toBe('H2');
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('complementary')).toBeNull();
  expect(document.activeElement?.getAttribute('aria-label')).toBe(name);
  expect(bridge.search).toBe('');
});

test('five hundred endpoints are shown by pages of fifty', async () => {
  const endpoints = Array.from({ length: 500 }, (_, index) =>
    endpoint({ template: `/rest/api/3/thing${index}`, points: exactly(1_000 - index) }),
  );
  await openPage('/endpoints', () => answered({ ...answer, endpoints }));
  const table = await screen.findByRole('table');
  expect(within(table).getAllByRole('row')).toHaveLength(51);
  expect(screen.getByText('1 to 50 of 500')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Next' }));
  expect((await templates())[0]).toBe('/rest/api/3/thing50');
  await userEvent.type(screen.getByLabelText(/^Filter by/), 'thing499');
  expect(await templates()).toEqual(['/rest/api/3/thing499']);
});

test('beside an open panel the table keeps what one compares by, and the panel’s chart has a table behind it', async () => {
  const withDetail = ({ payload }: { payload: Record<string, unknown> }) =>
    answered(payload['detail'] === null ? answer : { ...answer, detail });
  await openPage('/endpoints', withDetail);
  const name = 'Details of POST /rest/api/3/search/jql';
  await userEvent.click(await screen.findByRole('button', { name }));
  const panel = await screen.findByRole('complementary', { name });
  const table = screen.getByRole('region', { name: 'Table of endpoints' });
  expect(
    within(table)
      .getAllByRole('columnheader')
      .map((header) => header.textContent),
  ).toEqual(['Endpoint', 'Requests', 'Points', 'Share']);
  await userEvent.click(within(panel).getByRole('button', { name: 'Show as table' }));
  const steps = within(panel).getByRole('region', { name: /^Points of POST/ });
  expect(
    within(steps)
      .getAllByRole('row')
      .map((row) => row.textContent),
  ).toEqual([
    'WhenPoints',
    'Nov 21, 16:00–17:00 UTC840',
    'Nov 21, 15:00–16:00 UTC300',
    'Nov 21, 14:00–15:00 UTC0',
  ]);
});

test('five hundred endpoints are shown by pages of fifty, each with every column', async () => {
  const many = Array.from({ length: 500 }, (_, index) =>
    endpoint({ template: `/rest/api/3/thing${String(index)}/{id}`, points: exactly(1_000 - index) }),
  );
  await openPage('/endpoints', () => answered({ ...answer, endpoints: many }));
  expect(await templates()).toHaveLength(50);
  expect(screen.getByText('1 to 50 of 500')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Next' }));
  expect((await templates())[0]).toBe('/rest/api/3/thing50/{id}');
});

test('times are UTC until local ones are chosen, which the address keeps', async () => {
  await openPage('/endpoints', () => answered(answer));
  expect(await screen.findByText('From Nov 21, 14:00 to Nov 22, 14:42 UTC')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'local time' }));
  expect(screen.getByText(/^From .* local time$/)).toBeTruthy();
  expect(bridge.search).toBe('?zone=local');
  expect(asked()).toHaveLength(1);
});
