import { answered, bridge, refused, type Invocation } from './fake-bridge';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReportAccount } from '../../src/reports/account';
import { completeReport } from '../../src/reports/complete';
import { noLimits, observation } from '../support/observation';
import { accountOf, monday } from '../reports/sites';
import { openPage } from './open-page';

afterEach(cleanup);

const dayMs = 24 * 3_600_000;
const nowMs = Date.parse('2026-11-30T12:00:00Z');
const confluence = { app: 'own', environment: 'PRODUCTION', product: 'confluence' as const };

/** What the app says of some days, each with one call of so many points at one o'clock. */
function answer(fromDay: string, toDay: string, likely = 1000): unknown {
  const first = Date.parse(fromDay) / dayMs;
  const wanted = Array.from({ length: Date.parse(toDay) / dayMs - first + 1 }, (_, i) => first + i);
  const calls = wanted.flatMap((day) => {
    const atMs = day * dayMs + 3_600_000;
    const points = { low: likely, likely, high: likely };
    return [observation({ atMs, points }), observation({ atMs, points, pool: confluence })];
  });
  const account = accountOf(calls, { wanted, nowMs, sinceMs: 0 });
  const knownHours = account.hours.filter(({ pool }) => pool === 0).map(({ hour }) => hour);
  return answered({ readAtMs: nowMs, account, knownHours, unread: null });
}

/** What the app keeps beside the account. */
let kept: { taken: object[]; isOn: boolean; snapshots: object[] };
beforeEach(() => {
  kept = { taken: [], isOn: false, snapshots: [] };
});

function keptAnswer({ functionKey, payload }: Invocation): unknown {
  const command = (payload['command'] ?? {}) as { add?: object; remove?: object } & Record<string, unknown>;
  if (functionKey === 'taken') {
    if (command.add !== undefined) kept.taken = [...kept.taken, command.add];
    if (command.remove !== undefined) kept.taken = [];
    return answered({ taken: kept.taken });
  }
  if (command['switch'] !== undefined) kept.isOn = command['switch'] === 'on';
  if (command['delete'] !== undefined) kept.snapshots = [];
  const account = command['open'] === undefined ? null : october();
  return answered({ isOn: kept.isOn, snapshots: kept.snapshots, most: 13, account });
}

function october(): object {
  return { ...accountOf([]), alreadyDone: ['2026-10-02: Other change'] };
}

const advice = {
  ...{
    kind: 'cache',
    calls: 40,
    savesPointsADay: 9,
    aloneSavesPointsADay: 9,
    bulk: null,
    hour: null,
    quiet: null,
    firstShare: null,
  },
  endpoint: { pool: confluence, method: 'GET', template: '/wiki/api/v2/spaces' },
};

function asked(invocation: Invocation): unknown {
  const { functionKey, payload } = invocation;
  if (functionKey === 'taken' || functionKey === 'snapshots') return keptAnswer(invocation);
  if (functionKey === 'routing')
    return answered({
      ...{ readAtMs: nowMs, fromMs: 0, toMs: 0, leastCalls: 30, pools: [], endpoints: [], missingMs: [] },
      ...{ whatIf: {}, advice: [advice] },
    });
  const { period } = payload as { period: { fromDay: string; toDay: string } | string };
  return typeof period === 'string'
    ? answer('2026-11-01', '2026-11-30')
    : answer(period.fromDay, period.toDay);
}

const periodsAsked = (): unknown[] =>
  bridge.invocations
    .filter(({ functionKey }) => functionKey === 'report')
    .map(({ payload }) => payload['period']);

const rowsOf = (name: string): (string | null)[][] =>
  within(screen.getByRole('region', { name }))
    .getAllByRole('row')
    .map((row) => [...row.children].map((cell) => cell.textContent));

test('a long period is asked for in parts of a month, shown as one, and kept in the address', async () => {
  await openPage('/reports?from=2026-09-20&to=2026-11-25', asked);
  const coverage = await screen.findByText(
    /Data for 100% of the hours since recording began \(1,608 of 1,608\)/,
  );
  expect(coverage).toBeTruthy();
  expect(periodsAsked()).toEqual([
    { fromDay: '2026-09-20', toDay: '2026-10-20' },
    { fromDay: '2026-10-21', toDay: '2026-11-20' },
    { fromDay: '2026-11-21', toDay: '2026-11-25' },
  ]);
  await userEvent.click(screen.getByRole('button', { name: 'Last 7 days' }));
  expect(bridge.search).toBe('?period=7d');
});

test.each([
  [
    [52_000, 'refused'],
    'too: 1 of these 2 by Atlassian’s counter or a refused call, the rest by the estimate.',
  ],
  [['refused'], 'too, each by Atlassian’s counter or a refused call.'],
  [[1_000], 'too: in none did Atlassian’s counter, a refusal or the estimate reach 80%.'],
])('beside the figures stands what the pool’s hours are told by: %j', async (hours, said) => {
  const throttle = {
    reason: 'quotaGlobal',
    reasonRaw: '',
    retryAtMs: null,
    enforcement: 'enforced',
  } as const;
  const calls = hours.map((points, n) => {
    const atMs = nowMs - dayMs + n * 3_600_000;
    return typeof points === 'number'
      ? observation({ atMs, points: { low: points, likely: points, high: points } })
      : observation({ atMs, status: 429, limits: { ...noLimits, throttle } });
  });
  const day = Math.floor(nowMs / dayMs);
  const account = accountOf(calls, { wanted: [day - 1, day], nowMs, sinceMs: 0 });
  const knownHours = account.hours.map(({ hour }) => hour);
  await openPage('/reports?period=7d', (invocation) =>
    invocation.functionKey === 'report'
      ? answered({ readAtMs: nowMs, account, knownHours, unread: null })
      : asked(invocation),
  );
  expect((await screen.findByText(/^P50 to the most and a day are/)).textContent).toContain(said);
});

test('a part that could not be read is named, on the page and in the files, and leaves the others to be shown', async () => {
  let isBroken = true;
  await openPage('/reports?from=2026-09-20&to=2026-11-25', (invocation) => {
    const { period } = invocation.payload as { period?: { fromDay?: string } };
    return isBroken && period?.fromDay === '2026-10-21' ? refused('storage') : asked(invocation);
  });
  await screen.findByText('These days could not be read: 2026-10-21 – 2026-11-20.');
  expect(screen.getByText(/Data for 54% of the hours since recording began \(864 of 1,608\)/)).toBeTruthy();
  await userEvent.click(screen.getByText('Preview'));
  await userEvent.selectOptions(await screen.findByLabelText('File'), 'Note for the ticket');
  expect((await screen.findByText(/Request for Tier 2/)).textContent).toContain(
    'Data for 53.7% of the hours',
  );
  isBroken = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByText(/Data for 100% of the hours/);
  expect(screen.queryByText(/could not be read/)).toBeNull();
});

test('all that is recorded is asked for: what lies before the last 30 days only where there is some', async () => {
  const since = (recordingSinceMs: number) => (invocation: Invocation) => {
    const answer = asked(invocation) as { data: object };
    return invocation.functionKey === 'report'
      ? { ...answer, data: { ...answer.data, recordingSinceMs } }
      : answer;
  };
  await openPage('/reports', since(Date.parse('2026-11-20T10:00:00Z')));
  await screen.findByText(/Data for/);
  expect(periodsAsked()).toEqual(['30d']);
  cleanup();
  await openPage('/reports', since(Date.parse('2026-09-28T10:00:00Z')));
  await screen.findByText(/Data for/);
  // Few pools and endpoints: all of it at once.
  expect(periodsAsked()).toEqual(['30d', { fromDay: '2026-09-28', toDay: '2026-10-31' }]);
});

test('what lies before the last 30 days comes in fewer days an answer where there is more in each of them', async () => {
  const since = Date.parse('2025-11-20T10:00:00Z');
  const withEndpoints = (count: number) => (invocation: Invocation) => {
    const answer = asked(invocation) as { data: { account: { endpoints: object[] } } };
    if (invocation.functionKey !== 'report') return answer;
    const { account } = answer.data;
    const template = (n: number): string => `/rest/api/3/thing${n}/{id}`;
    const endpoints = Array.from({ length: count }, (_, n) => ({
      ...{ ...account.endpoints[0], template: template(n) },
    }));
    return {
      ...answer,
      data: { ...answer.data, recordingSinceMs: since, account: { ...account, endpoints } },
    };
  };
  await openPage('/reports', withEndpoints(2));
  await screen.findByText(/Data for/);
  // Two pools: 208 days of their hours.
  expect(periodsAsked()).toEqual([
    '30d',
    { fromDay: '2025-11-20', toDay: '2026-06-15' },
    { fromDay: '2026-06-16', toDay: '2026-10-31' },
  ]);
  cleanup();
  await openPage('/reports', withEndpoints(2_000));
  await screen.findByText(/Data for/);
  expect(periodsAsked()).toHaveLength(1 + Math.ceil(346 / 100));
});

test('a long part that does not come is asked for again in months, and what comes of them is shown', async () => {
  const recordingSinceMs = Date.parse('2026-08-20T10:00:00Z');
  await openPage('/reports', (invocation) => {
    const { period } = invocation.payload as { period?: { fromDay?: string; toDay?: string } };
    if (period?.fromDay === '2026-08-20' && period.toDay === '2026-10-31') return refused('storage');
    if (period?.fromDay === '2026-09-20') return refused('storage');
    const answer = asked(invocation) as { data: object };
    return invocation.functionKey === 'report'
      ? { ...answer, data: { ...answer.data, recordingSinceMs } }
      : answer;
  });
  await screen.findByText('These days could not be read: 2026-09-20 – 2026-10-20.');
  expect(periodsAsked()).toEqual([
    '30d',
    { fromDay: '2026-08-20', toDay: '2026-10-31' },
    { fromDay: '2026-08-20', toDay: '2026-09-19' },
    { fromDay: '2026-09-20', toDay: '2026-10-20' },
    { fromDay: '2026-10-21', toDay: '2026-10-31' },
  ]);
});

test('says how far the reading of a long period is', async () => {
  let answers = 0;
  await openPage('/reports?from=2026-09-20&to=2026-11-25', (invocation) => {
    if (invocation.functionKey !== 'report') return asked(invocation);
    answers += 1;
    return answers > 1 ? new Promise(() => undefined) : asked(invocation);
  });
  await screen.findByText('Read 1 of 3 parts of the period.');
  expect(screen.getByRole('progressbar').getAttribute('value')).toBe('1');
});

test.each([
  ['?from=2026-02-31&to=2026-03-05'],
  ['?from=2026-11-02&to=2026-11-01'],
  ['?from=2020-01-01&to=2026-01-01'],
  ['?from=<b>&to='],
])('the address %s is no period, so all that is recorded is shown', async (search) => {
  await openPage(`/reports${search}`, asked);
  await screen.findByText(/Data for/);
  expect(periodsAsked()).toEqual(['30d']);
});

test('a pool that is left out stays out of the figures, and stays left out in the address', async () => {
  await openPage('/reports', asked);
  await screen.findByText(/Data for/);
  expect(rowsOf('Points an hour by pool')).toHaveLength(3);
  await userEvent.click(screen.getByLabelText('Confluence (production)'));
  expect(rowsOf('Points an hour by pool').map(([name]) => name)).toEqual(['Pool', 'Jira (production)']);
  const kept = new URLSearchParams(bridge.search).get('without');
  expect(JSON.parse(kept ?? '')).toEqual([JSON.stringify(['own', 'PRODUCTION', 'confluence'])]);
});

test('an advice that is ticked off is recorded with its date and note, and taken out again', async () => {
  await openPage('/reports', asked);
  await userEvent.selectOptions(
    await screen.findByLabelText('What was done'),
    await screen.findByRole('option', { name: 'Answers kept for some minutes: GET /wiki/api/v2/spaces' }),
  );
  fireEvent.change(screen.getByLabelText('Since (day)'), { target: { value: '2026-11-12' } });
  await userEvent.type(screen.getByLabelText('Note'), 'five minutes');
  await userEvent.click(screen.getByRole('button', { name: 'Mark as taken' }));
  await screen.findByText('Recorded.');
  expect(kept.taken).toEqual([
    { kind: 'cache', endpoint: 'GET /wiki/api/v2/spaces', day: '2026-11-12', note: 'five minutes' },
  ]);
  expect(screen.getByText(/2026-11-12: Answers kept for some minutes/)).toBeTruthy();
  expect(screen.queryByRole('option', { name: /Answers kept/ })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
  await screen.findByText('Nothing is recorded yet.');
});

test('something else is recorded as what the note says, and not without one', async () => {
  await openPage('/reports', asked);
  await screen.findByRole('option', { name: 'Answers kept for some minutes: GET /wiki/api/v2/spaces' });
  const mark = screen.getByRole('button', { name: 'Mark as taken' });
  expect(mark).toHaveProperty('disabled', true);
  await userEvent.type(screen.getByLabelText('Note'), 'One job less');
  await userEvent.click(mark);
  await screen.findByText('Recorded.');
  expect(kept.taken).toMatchObject([{ kind: 'other', endpoint: null, note: 'One job less' }]);
});

test('a record that could not be read is said, and not taken for an empty one', async () => {
  await openPage('/reports', (invocation) =>
    invocation.functionKey === 'taken' ? refused('storage') : asked(invocation),
  );
  expect(
    await screen.findByText(
      'The record of what was already done could not be read. The files say that it is missing.',
    ),
  ).toBeTruthy();
});

test('months are kept if somebody wants it, opened to download, and deleted after a question', async () => {
  kept.snapshots = [{ month: '2026-10', madeAtMs: nowMs, characters: 420_000 }];
  await openPage('/reports', asked);
  await userEvent.click(await screen.findByLabelText('Keep each month’s evidence'));
  await screen.findByText('Each month’s evidence will be kept.');
  await userEvent.click(screen.getByRole('button', { name: 'Open' }));
  await screen.findByText('This is the evidence of 2026-10 as it was kept.');
  expect(screen.getByText('No hour of this period was recorded.')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Back to this site' }));
  await screen.findByText(/Data for 100%/);
  await userEvent.click(screen.getByRole('button', { name: 'Delete' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(dialog.getByRole('button', { name: 'Delete' }));
  await screen.findByText('2026-10 was deleted.');
  expect(screen.getByText('No month is kept yet.')).toBeTruthy();
});

/** This DOM's files cannot be read; browsers' can. */
function reportFile(name: string, account: ReportAccount): File {
  const text = JSON.stringify(completeReport(account));
  return Object.assign(new File([text], name), { text: () => Promise.resolve(text) });
}

test('the replay lists the endpoints of which it refuses at least one call', async () => {
  await openPage('/reports', asked);
  await screen.findByText(/Data for/);
  const atMs = monday * dayMs + 3_600_000;
  const call = (likely: number, template: string) =>
    observation({ atMs, points: { low: likely, likely, high: likely }, template });
  const seen = [
    ...Array.from({ length: 20 }, () => call(5000, '/rest/api/3/search')),
    call(1, '/rest/api/3/myself'),
  ];
  fireEvent.change(screen.getByLabelText('JSON reports of single sites'), {
    target: { files: [reportFile('a.json', accountOf(seen))] },
  });
  await screen.findByText(/Hours refused in part: 1; calls refused: about 7;/);
  expect(rowsOf('Calls that would have been refused, most first').slice(1)).toEqual([
    ['GET /rest/api/3/search', '7'],
  ]);
});

test('the replay shows what others took beside an hour’s own points, where a refusal showed it', async () => {
  await openPage('/reports', asked);
  await screen.findByText(/Data for/);
  const atMs = monday * dayMs + 3_600_000;
  const throttle = {
    reason: 'quotaGlobal' as const,
    reasonRaw: null,
    enforcement: 'enforced' as const,
    retryAtMs: null,
  };
  const account = accountOf([
    observation({ atMs, points: { low: 60_000, likely: 60_000, high: 60_000 } }),
    // The pool was empty ten minutes before the end.
    observation({
      ...{ atMs: atMs + 50 * 60_000, status: 429, points: { low: 0, likely: 0, high: 0 } },
      limits: { ...noLimits, throttle },
    }),
  ]);
  fireEvent.change(screen.getByLabelText('JSON reports of single sites'), {
    target: { files: [reportFile('a.json', account)] },
  });
  await screen.findByText(/Hours refused in part: 1;/);
  const rows = rowsOf('Hours that would have been refused').map((row) => row.slice(1));
  expect(rows).toEqual([
    ['Own points asked for', 'Others’ points, at least', 'Calls refused, replayed', 'Minutes'],
    ['72,000', '6,000', '0', '10'],
  ]);
});

test('under Tier 2 each site of a merged set is replayed by its own edition and users', async () => {
  await openPage('/reports', asked);
  await screen.findByText(/Data for/);
  const file = (digit: string, likely: number) => {
    const atMs = monday * dayMs + 3_600_000;
    const points = { low: likely, likely, high: likely };
    const account = accountOf([observation({ atMs, points })], { siteId: digit.repeat(16) });
    const sites = account.sites.map((site) => ({ ...site, label: `site-${digit}` }));
    return reportFile(`${digit}.json`, { ...account, sites });
  };
  fireEvent.change(screen.getByLabelText('JSON reports of single sites'), {
    target: { files: [file('a', 60_000), file('b', 120_000)] },
  });
  await screen.findByText('Evidence of 2 sites together');
  await screen.findByText(/With 65,000 points an hour. Hours refused in part: 1;/);
  expect(screen.getByText('The sites share this quota.')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Tier 2' }));
  const outcomes = () => rowsOf('What each site would have met').map((row) => [row[0], ...row.slice(4)]);
  expect(outcomes().slice(1)).toEqual([
    ['site-a', 'unknown', 'unknown', 'unknown', 'unknown'],
    ['site-b', 'unknown', 'unknown', 'unknown', 'unknown'],
  ]);
  for (const [site, users] of [
    ['site-a', '100'],
    ['site-b', '0'],
  ] as const) {
    await userEvent.selectOptions(screen.getByLabelText(`Edition of ${site}`), 'standard');
    await userEvent.type(screen.getByLabelText(`Users of ${site}`), users);
  }
  expect(outcomes().slice(1)).toEqual([
    ['site-a', '101,000', '0', '0', '0'],
    ['site-b', '100,000', '1', '0', '10'],
  ]);
});
