import { answered, refused } from './fake-bridge';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { watchSentence, watchVerdict } from '../../static/dashboard/src/sentences/burst-watch';
import type { WatchReading } from '../../src/bridge-client/burst-watch';
import { otherUse } from '../../static/dashboard/src/sentences/other-use';
import { hourMs, limits, nowMs, thisHourMs, words } from './fixtures';
import { openPage } from './open-page';

afterEach(cleanup);

test('each limit says now, worst, refused, when the next call is allowed and where that comes from', async () => {
  await openPage('/limits', () => answered(limits()));
  expect(
    await screen.findByText('What calls met since Nov 21, 14:00 UTC, each limit by itself.'),
  ).toBeTruthy();
  const [quota] = screen.getAllByRole('table');
  expect(
    within(quota!)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual([
    '41,200 to 52,000 of 65,000',
    '56,000, Nov 22, 13:00–14:00 UTC (Atlassian’s counter)',
    '0 calls',
    'now',
    'global-app-quota, seen at 14:41 UTC',
  ]);
});

test('a burst that refused says until when to wait', async () => {
  await openPage('/limits', () => answered(limits()));
  const title = /^Burst of each endpoint/;
  await screen.findAllByRole('region', { name: title });
  const [card] = screen.getAllByRole('region', { name: title });
  const row = within(within(card!).getByRole('table')).getAllByRole('row')[1]!;
  expect(
    within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual([
    '12 of 350 left',
    '100 a second (published)',
    '2 calls, last at 14:41 UTC',
    'from 14:42 UTC on',
    'X-RateLimit headers',
  ]);
});

test('an exhausted pool is closed until the full hour', async () => {
  const [quota] = limits().quotas;
  const refusals = { calls: 40, lastAtMs: nowMs, nextAllowedAtMs: thisHourMs + hourMs };
  await openPage('/limits', () => answered(limits({ quotas: [{ ...quota!, refusals }] })));
  expect(await screen.findByText('from 15:00 UTC on')).toBeTruthy();
  expect(screen.getByText('40 calls, last at 14:42 UTC')).toBeTruthy();
});

test('where the pool ran dry there is nothing to compare, and the last hour of that is the newest refusal’s', async () => {
  const [quota] = limits().quotas;
  const worst = { hourStartMs: thisHourMs - 5 * hourMs, usedPoints: 65_000, basis: 'refused' as const };
  const lastAtMs = thisHourMs - 2 * hourMs + 55 * 60_000;
  const refusals = { calls: 40, lastAtMs, nextAllowedAtMs: null };
  await openPage('/limits', () => answered(limits({ gaps: [], quotas: [{ ...quota!, worst, refusals }] })));
  expect(
    await screen.findByText(
      /^The pool ran dry, last in the hour of Nov 22, 12:00–13:00 UTC\. The counter of/,
    ),
  ).toBeTruthy();
});

test('other systems show what is published, and that nothing was seen', async () => {
  await openPage('/limits', () => answered(limits()));
  await screen.findByText('600 reads every 1 min');
  expect(screen.getByText('100 in all')).toBeTruthy();
  expect(screen.getAllByText('Nothing seen yet')).toHaveLength(2);
});

test('without any call every limit says so instead of showing zeros', async () => {
  await openPage('/limits', () =>
    answered(limits({ quotas: [], bursts: [], burstEndpoints: 0, budgets: [] })),
  );
  expect(await screen.findByText('No call has been metered yet, so no quota has been seen.')).toBeTruthy();
  expect(screen.getByText('No answer has said yet how much of a limit a second is left.')).toBeTruthy();
  expect(screen.getByText('Nothing odd in the headers that were read.')).toBeTruthy();
});

test('what is odd in the headers is listed, and missing hours are said', async () => {
  const { view } = limits().quotas[0]!;
  const finding = {
    kind: 'oddReset' as const,
    pool: view.pool,
    sent: '2026-11-22T15:11:40Z',
    times: 1,
    lastAtMs: nowMs,
  };
  const unread = { ...finding, kind: 'badTime' as const, sent: 'retry-after', times: 1_200 };
  await openPage('/limits', () =>
    answered(limits({ findings: [finding, unread], missingHoursMs: [thisHourMs - hourMs] })),
  );
  expect(
    await screen.findByText(
      'Jira: a reset far from the full hour was sent: 2026-11-22T15:11:40Z (once, last at 14:42 UTC)',
    ),
  ).toBeTruthy();
  expect(
    screen.getByText(/^Jira: retry-after carried a time that is none, .* \(1,200 times, last/),
  ).toBeTruthy();
  expect(screen.getByText(/could not give 1 hour/)).toBeTruthy();
});

test('who may not see limits is told so', async () => {
  await openPage('/limits', () => refused('notAdmin'));
  expect(await screen.findByRole('heading', { name: 'Only administrators can open this page' })).toBeTruthy();
});

test('what was reported of other systems is said by app, tenant and type', async () => {
  const use = {
    ...{ system: 'backlog' as const, app: 'sync', environment: 'PRODUCTION', type: 'read', tenant: null },
    ...{ requests: 1_200, freeRequests: 0, refusedRequests: 3 },
    leastRoom: { remainingRequests: 12, limitRequests: 600 },
  };
  const backups = {
    ...{ lastBackupAtMs: nowMs - hourMs, allowed: false, nextPlannedAtMs: nowMs + 5 * hourMs },
    ...{ restores: 0, restoresLeft: 100 },
  };
  const lines = (
    system: 'backlog' | 'oneStack' | 'backup' | 'restore',
    given = backups as typeof backups | null,
  ) => otherUse(system, { minuteUse: [use], backups: given }, words);
  expect(lines('backlog')).toEqual(['sync · read: 1,200 requests (3 refused, least room 12 of 600)']);
  expect(lines('oneStack')).toEqual(['Nothing seen yet']);
  expect(lines('backup')).toEqual(['last at 13:42 UTC, next from 19:42 UTC on']);
  expect(lines('restore', { ...backups, restores: 3, restoresLeft: 97 })).toEqual(['3 reported, 97 left']);
  expect(lines('backup', null)).toEqual(['unknown']);
  await openPage('/limits', () => answered(limits({ minuteUse: [use], backups })));
  expect(
    await screen.findByText('sync · read: 1,200 requests (3 refused, least room 12 of 600)'),
  ).toBeTruthy();
});

test('limits of which something was seen come first, the others are folded', async () => {
  const seen = limits();
  await openPage('/limits', () => answered(seen));
  const rest = (await screen.findByText('Limits of which nothing was seen here')).closest('details');
  const folded = () => [...rest!.querySelectorAll('h2')].map(({ textContent }) => textContent);
  expect(rest?.open).toBe(false);
  expect(folded()).toEqual(['Writes to one issue', 'Other limits', 'What is odd in the headers']);
  cleanup();
  const calls = { calls: 3, lastAtMs: nowMs, nextAllowedAtMs: null };
  const minuteUse = [
    {
      ...{ system: 'backlog' as const, app: 'sync', environment: 'PRODUCTION', type: 'read', tenant: null },
      ...{ requests: 12, freeRequests: 0, refusedRequests: 0, leastRoom: null },
    },
  ];
  await openPage('/limits', () =>
    answered({ ...seen, minuteUse, perIssue: { ...seen.perIssue, refusals: calls } }),
  );
  const title = await screen.findByText('Limits of which nothing was seen here');
  const after = [...document.querySelectorAll('h2')].filter(
    (heading) => (title.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_FOLLOWING) === 0,
  );
  expect(after.map(({ textContent }) => textContent)).toEqual(
    expect.arrayContaining(['Writes to one issue', 'Other limits']) as unknown,
  );
});

test('a watch takes a read that is typed only once it is one, and says when no answer comes', async () => {
  await openPage('/limits', () => answered(limits()));
  const card = within(await screen.findByRole('region', { name: 'Watch a burst limit now' }));
  const button = () => card.getByRole<HTMLButtonElement>('button', { name: 'Watch' });
  fireEvent.change(card.getByLabelText('Read'), { target: { value: 'own' } });
  const type = (value: string) =>
    fireEvent.change(card.getByLabelText('Your own read'), { target: { value } });
  for (const line of [
    'POST /rest/api/3/issue',
    'GET /rest/api/3/issue/{id}',
    'GET https://example.com/rest/',
    'GET /rest/api/3/../../wiki/api/v2/pages',
    'GET /rest/api/3/%2E./wiki',
    'GET /rest/..%2fwiki/api',
    'GET /rest//example.com/',
    'GET /rest/%252e%252e/wiki',
    'GET /rest/api/3/myself#/wiki',
  ]) {
    type(line);
    expect(card.getByText(/^A read is GET and a path/)).toBeTruthy();
    expect(button().disabled).toBe(true);
  }
  type('GET /rest/api/3/issue/WEB-1');
  expect(button().disabled).toBe(false);
  // The host of this test carries no calls to the product.
  fireEvent.click(button());
  expect(await card.findByText('No answer came.', { exact: false })).toBeTruthy();
  fireEvent.click(card.getByRole('button', { name: 'Stop' }));
  expect(await card.findByRole('button', { name: 'Watch' })).toBeTruthy();
});

test('each reading of a watch is said for what it is', () => {
  const before: WatchReading = {
    ...{ startedAtMs: 0, answeredAtMs: 20, status: 200, leftRequests: 349, sizeRequests: 350 },
    ...{ isNear: false, refillPerSecond: 100, refusedFor: null, waitUntilMs: null, others: null },
  };
  const told = (change: Partial<WatchReading>) => {
    const reading = { ...before, startedAtMs: 5_000, answeredAtMs: 5_020, ...change };
    return [watchVerdict(reading), watchSentence(reading, before, words)];
  };
  expect(told({ others: { low: 0, high: 503 } })).toEqual([
    'fine',
    '349 of 350 left. All of it was free again: others make 101 calls a second at most.',
  ]);
  expect(told({ leftRequests: 60, isNear: true, others: { low: 288, high: 791 } })).toEqual([
    'near',
    '60 of 350 left. Others made 288 to 791 calls in 5 sec.',
  ]);
  expect(
    told({ status: 429, leftRequests: 0, refusedFor: 'burst', others: { low: 349, high: 852 } }),
  ).toEqual(['refused', 'Nothing is left: this read was refused. Others made 349 to 852 calls in 5 sec.']);
  expect(told({ status: 429, leftRequests: null, refusedFor: 'quotaGlobal' })).toEqual([
    'refused',
    'This read was refused by the hourly quota of all sites, which says nothing of the burst limit.',
  ]);
  expect(told({ status: 401, leftRequests: null, isNear: null })).toEqual([
    'unknown',
    'The answer (status 401) said nothing of a burst limit.',
  ]);
  expect(told({ leftRequests: 12, sizeRequests: null, isNear: null })[0]).toBe('unknown');
});
