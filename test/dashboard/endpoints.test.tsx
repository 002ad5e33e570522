import { answered, bridge } from './fake-bridge';
import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { books, endpoint, exactly, hourMs, nowMs, overview, thisHourMs } from './fixtures';
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
  books: books(),
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
  ).toEqual(['100', '1,140', '11.4', '57%', '2', '≤ 100 ms', '≤ 500 ms', 'Documented 75%, Measured 25%']);
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

test('subpages follow the sidebar, and those to come say that they are not built yet', async () => {
  await openPage('/endpoints', ({ functionKey }) =>
    answered(functionKey === 'overview' ? overview() : answer),
  );
  await screen.findByRole('table');
  act(() => {
    bridge.goTo('/routing');
  });
  expect(screen.getByText(/compare asApp, asUser and the browser bridge.*not built yet/)).toBeTruthy();
  await userEvent.click(screen.getByRole('link', { name: 'Back to the overview' }));
  expect(await screen.findByRole('heading', { name: 'API points' })).toBeTruthy();
  expect(bridge.pathname).toBe('/');
  act(() => {
    bridge.goTo('/nowhere');
  });
  expect(screen.getByRole('heading', { name: 'There is no such page.' })).toBeTruthy();
});
