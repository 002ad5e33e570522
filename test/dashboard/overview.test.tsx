import { answered, bridge, refused } from './fake-bridge';
import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { integrity, hourMs, overview, poolView, thisHourMs } from './fixtures';
import { openPage } from './open-page';

afterEach(cleanup);

test('while the answer is awaited the page says that it is loading', async () => {
  await openPage('/', () => new Promise(() => undefined));
  expect(screen.getByRole('status', { name: 'Loading' })).toBeTruthy();
});

test('the page says whose calls these are, then the pool in a sentence, with what to do', async () => {
  await openPage('', () => answered(overview()));
  expect(
    await screen.findByText('These are the calls of Release Radar, which embeds the gauge.'),
  ).toBeTruthy();
  const pool = screen.getByRole('region', { name: 'Jira' });
  expect(within(pool).getByText('Fine: this site used 63%')).toBeTruthy();
  expect(within(pool).getByText('Fine')).toBeTruthy();
  expect(within(pool).getByText('Estimate: the counter stays silent below 80%')).toBeTruthy();
  expect(within(pool).getByRole('img').getAttribute('aria-label')).toBe(
    'Fine: this site used 63%. This site spent about 41,200 points this hour. All sites together: between 41,200 and 52,000 of 65,000.',
  );
  expect(within(pool).getByText('41,213').getAttribute('value')).toBe('41213');
});

test('what the page cannot see is always said, also when nothing is recorded', async () => {
  await openPage('/', () =>
    answered(
      overview({ recordingSinceMs: null, pools: [], hours: [], whose: { kind: 'ownOnly', appName: null } }),
    ),
  );
  expect(await screen.findByRole('heading', { name: 'Nothing is recorded yet' })).toBeTruthy();
  expect(screen.getByText(/turn the probe on in Settings/)).toBeTruthy();
  expect(screen.getByRole('heading', { name: 'What this page cannot see' })).toBeTruthy();
});

test('missing hours and troubled books are said above the figures', async () => {
  const answer = overview({
    missingHoursMs: [thisHourMs - 5 * hourMs],
    integrity: integrity({ writeFailures: 1 }),
  });
  await openPage('/', () => answered(answer));
  expect(await screen.findByText('These figures are incomplete')).toBeTruthy();
  expect(screen.getByText('1 write failed, kept for the next.')).toBeTruthy();
  expect(screen.getByText(/could not give 1 hour this time/)).toBeTruthy();
});

test('a person who is not an administrator is refused plainly, without a retry', async () => {
  await openPage('/', () => refused('notAdmin'));
  expect(await screen.findByRole('heading', { name: 'Only administrators can open this page' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
});

test('an error says what happened and can be tried again', async () => {
  let failing = true;
  await openPage('/', () => (failing ? refused('storage', 'Fault 7f3a.') : answered(overview())));
  expect(await screen.findByText('Storage did not answer')).toBeTruthy();
  expect(screen.getByText('Fault 7f3a.')).toBeTruthy();
  failing = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Fine: this site used 63%')).toBeTruthy();
});

test('who cannot be verified is told when to try again', async () => {
  await openPage('/', () => refused('cannotVerify', '', thisHourMs + hourMs));
  expect(await screen.findByText('Try again from 15:00 UTC on.')).toBeTruthy();
});

test('an answer of another version is refused rather than half drawn', async () => {
  await openPage('/', () => ({ ...answered(overview()), gauge: '0.0.9' }));
  expect(await screen.findByText('This page and the app do not fit together')).toBeTruthy();
  expect(screen.getByText(/not one that this page understands/)).toBeTruthy();
});

test('a failed refresh keeps the figures and says how old they are', async () => {
  await openPage('/', () => answered(overview()));
  await screen.findByText('Read at 14:42 UTC, refreshed every 30 s');
  bridge.answer = () => Promise.reject(new Error('gone'));
  await userEvent.click(screen.getByRole('button', { name: 'Refresh' }));
  expect(await screen.findByText('Could not refresh; the figures are those of 14:42 UTC.')).toBeTruthy();
  expect(screen.getByText('Fine: this site used 63%')).toBeTruthy();
});

test('totals only: endpoints and refusals stay closed, and the page says why', async () => {
  await openPage('/', () => answered(overview({ totalsOnly: true, topEndpoints: [], refusals: [] })));
  expect(await screen.findByText('Totals only')).toBeTruthy();
  expect(await screen.findByText('Not shown: only totals are open now.')).toBeTruthy();
  expect(screen.queryByText('No call was refused.')).toBeNull();
});

test('metering that is off is said', async () => {
  await openPage('/', () => answered(overview({ metering: 'off' })));
  expect(await screen.findByText(/Metering is off/)).toBeTruthy();
});

test('the grant of an answer goes back with the next question', async () => {
  await openPage('/', () => answered(overview(), 'signed'));
  await userEvent.click(await screen.findByRole('button', { name: 'Refresh' }));
  await act(() => Promise.resolve());
  expect(bridge.invocations.map((each) => each.functionKey)).toEqual(['overview', 'overview']);
  expect(bridge.invocations[1]!.payload).toMatchObject({ grant: 'signed' });
});

test('a page that can be seen asks every 30 s, a hidden one does not, and one call is enough', async () => {
  jest.useFakeTimers();
  try {
    await openPage('/', () => answered(overview()));
    await act(() => jest.advanceTimersByTimeAsync(60_000));
    expect(bridge.invocations).toHaveLength(3);
    const hidden = jest.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    await act(() => jest.advanceTimersByTimeAsync(120_000));
    expect(bridge.invocations).toHaveLength(3);
    hidden.mockRestore();
    act(() => {
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await act(() => jest.advanceTimersByTimeAsync(0));
    expect(bridge.invocations).toHaveLength(4);
  } finally {
    cleanup();
    jest.useRealTimers();
  }
});

test('a pool without a known quota says so instead of drawing a scale', async () => {
  const level = { lowPoints: 12, likelyPoints: 12, highPoints: null, basis: 'none' as const, readAtMs: null };
  await openPage('/', () =>
    answered(overview({ pools: [poolView({ quotaPoints: null, tier: null, level })] })),
  );
  expect(await screen.findByText('How large the pool is has not been said yet.')).toBeTruthy();
});
