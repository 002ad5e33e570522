import { answered, bridge } from './fake-bridge';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { downloads, textOf } from './downloads';
import { seenCsv, type TimeSeries } from '../../static/dashboard/src/charts/time-model';
import { hourMs, overview, poolView, thisHourMs, walls } from './fixtures';
import { openPage } from './open-page';

afterEach(cleanup);

/** A pointer's event; jsdom has none with a place. */
const point = (slider: HTMLElement, type: string, hour: number) =>
  // 960 px wide without a layout: 25 hours between 52 and 956.
  fireEvent(
    slider,
    new MouseEvent(type, { bubbles: true, button: 0, clientX: 52 + (hour + 0.5) * (904 / 25) }),
  );

const chart = () => screen.findByRole('slider', { name: /^Points an hour of Jira/ });
const said = (slider: HTMLElement) => slider.getAttribute('aria-valuetext');
/** Thirty days to the running hour: each hour has as many points as it has number, and today ends now. */
const firstDayMs = thisHourMs - 14 * hourMs - 29 * 24 * hourMs;
const heat = {
  ...{ firstDayMs, days: 30 },
  pools: [Array.from({ length: 720 }, (_, i) => (i > 29 * 24 + 14 ? null : i))],
  gone: [
    Array.from({ length: 720 }, (_, i): [number, number] | null => (i > 29 * 24 + 14 ? null : [i, 52_000])),
  ],
  /** Three refused in the third hour of Nov 1; what was before that day is unknown. */
  refused: [Array.from({ length: 720 }, (_, i) => (i < 8 * 24 ? null : i === 8 * 24 + 2 ? 3 : 0))],
};

test('arrow keys move the crosshair over the hours, and each says its figures', async () => {
  await openPage('/', () => answered(overview()));
  const slider = await chart();
  expect(said(slider)).toMatch(/^Nov 22, 14:00–15:00 UTC, so far: 41,213 points/);
  const user = userEvent.setup();
  slider.focus();
  await user.keyboard('{ArrowLeft}');
  expect(said(slider)).toBe(
    'Nov 22, 13:00–14:00 UTC: 20,000 points in 1,000 requests. By route: asApp 100%.',
  );
  await user.keyboard('{ArrowLeft}{ArrowLeft}');
  expect(said(slider)).toBe('Nov 22, 11:00–12:00 UTC: no call.');
  await user.keyboard('{End}{ArrowRight}');
  expect(slider.getAttribute('aria-valuenow')).toBe('24');
  await user.keyboard('{Home}');
  expect(said(slider)).toBe('Nov 21, 14:00–15:00 UTC: no call.');
});

test('the step under the pointer is explained, and its figures stand in the legend', async () => {
  await openPage('/', () => answered(overview()));
  const slider = await chart();
  point(slider, 'pointermove', 23);
  expect(screen.getByText(/^Nov 22, 13:00–14:00 UTC: 20,000 points/)).toBeTruthy();
  expect(screen.getAllByRole('listitem').some((item) => item.textContent === 'asApp 20,000')).toBe(true);
  point(slider, 'pointerout', 23);
  expect(said(slider)).toMatch(/14:00–15:00 UTC, so far/);
});

test('a part is chosen with Shift and taken with Enter: the address has it, and Escape shows all again', async () => {
  await openPage('/', () => answered(overview()));
  const slider = await chart();
  slider.focus();
  const user = userEvent.setup();
  await user.keyboard('{Shift>}{ArrowLeft}{ArrowLeft}{/Shift}');
  expect(screen.getByText('Chosen: Nov 22, 12:00 to Nov 22, 15:00 UTC. Enter shows it.')).toBeTruthy();
  await user.keyboard('{Enter}');
  expect(bridge.search).toBe('?from=2026-11-22T12%3A00&to=2026-11-22T15%3A00');
  expect(screen.getByText('Shown: Nov 22, 12:00 to Nov 22, 15:00 UTC.')).toBeTruthy();
  expect((await chart()).getAttribute('aria-valuemax')).toBe('2');
  await user.keyboard('{Escape}');
  expect(bridge.search).toBe('');
  expect((await chart()).getAttribute('aria-valuemax')).toBe('24');
});

test('a part is drawn with the pointer, and a click alone chooses none', async () => {
  await openPage('/', () => answered(overview()));
  const slider = await chart();
  point(slider, 'pointerdown', 5);
  point(slider, 'pointerup', 5);
  expect(bridge.search).toBe('');
  point(slider, 'pointerdown', 10);
  point(slider, 'pointermove', 4);
  point(slider, 'pointerup', 4);
  expect(bridge.search).toBe('?from=2026-11-21T18%3A00&to=2026-11-22T01%3A00');
  await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
  expect(bridge.search).toBe('');
});

test('an address shows what it was copied from: the span, the part and the comparison', async () => {
  const address = '/?span=7d&vs=week&from=2026-11-20T00:00&to=2026-11-20T06:00';
  await openPage(address, () => answered(overview({ heat })));
  const slider = await screen.findByRole('slider', { name: /^Points of Jira by day and hour/ });
  expect(slider.getAttribute('aria-valuemax')).toBe('5');
  // Nov 20, 05:00 is 27 days and five hours after the first; a week before it had 168 less.
  expect(said(slider)).toBe('Nov 20, 05:00–06:00 UTC: 653 points. Whole pool: 653 to 52,000.');
  const items = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
  expect(items).toEqual(expect.arrayContaining(['This site 653', 'Week before 485']));
});

test('a comparison is chosen, and what is not known has no figure', async () => {
  await openPage('/', () => answered(overview({ heat })));
  await chart();
  await userEvent.click(screen.getByRole('button', { name: 'Week before' }));
  expect(bridge.search).toBe('?vs=week');
  const items = () => screen.getAllByRole('listitem').map(({ textContent }) => textContent);
  expect(items()).toContain(`Week before ${29 * 24 + 14 - 168}`);
  await userEvent.click(screen.getByRole('button', { name: '30d' }));
  (await screen.findByRole('slider', { name: /^Points of Jira/ })).focus();
  await userEvent.keyboard('{Home}');
  expect(items()).toContain('Week before unknown');
  // Nothing is known of the week before the first day.
  expect(
    screen.getByText('The dashed line is what this site spent from Oct 24 on, hour by hour.'),
  ).toBeTruthy();
});

test('the CSV has what is seen, and no more', async () => {
  await openPage('/?from=2026-11-22T12:00&to=2026-11-22T14:00', () => answered(overview({ heat })));
  await chart();
  await userEvent.click(screen.getByRole('button', { name: 'CSV' }));
  const text = await textOf(downloads[0]!);
  expect(text.replace('\uFEFF', '').trim().split('\r\n')).toEqual([
    'Time (UTC),asApp,Refused calls',
    '2026-11-22T12:00:00Z,12000,0',
    '2026-11-22T13:00:00Z,20000,0',
  ]);
});

test('the CSV of many days counts what any limit refused, and leaves blank what is not known', async () => {
  const address = '/?span=30d&from=2026-10-31T22:00&to=2026-11-01T03:00';
  await openPage(address, () => answered(overview({ heat })));
  await screen.findByRole('slider', { name: /^Points of Jira by day and hour/ });
  await userEvent.click(screen.getByRole('button', { name: 'CSV' }));
  const text = await textOf(downloads[0]!);
  expect(text.replace('\uFEFF', '').trim().split('\r\n')).toEqual([
    'Time (UTC),This site,Refused calls',
    '2026-10-31T22:00:00Z,190,',
    '2026-10-31T23:00:00Z,191,',
    '2026-11-01T00:00:00Z,192,0',
    '2026-11-01T01:00:00Z,193,0',
    '2026-11-01T02:00:00Z,194,3',
  ]);
});

test('walls of the last days are marked, and the pool’s card leads to all and to the newest', async () => {
  await openPage('/', () =>
    answered(overview({ heat, walls: { days: 7, pools: [{ walls: walls(5), mostly: null }] } })),
  );
  const card = await screen.findByRole('region', { name: 'Jira' });
  const links = within(card)
    .getAllByRole('link')
    .map(({ textContent }) => textContent);
  expect(links).toEqual(['Ran dry 5 times in 7 days.', '(Nov 22, 11:00)']);
  await userEvent.click(within(card).getAllByRole('link')[1]!);
  expect([bridge.pathname, bridge.search]).toEqual(['/limits', '?wall=2026-11-22T11.jira.PRODUCTION.own']);
});

test('the table behind the chart has the same hours, newest first', async () => {
  await openPage('/', () => answered(overview()));
  await userEvent.click(await screen.findByRole('button', { name: 'Show as table' }));
  const rows = within(screen.getByRole('table')).getAllByRole('row');
  expect(rows).toHaveLength(26);
  expect(rows[1]!.textContent).toBe('Nov 22, 14:00 (now)1,00041,21341,213 to 41,21341,2130');
  await userEvent.click(screen.getByRole('button', { name: 'Show as chart' }));
  expect(screen.queryByRole('table')).toBeNull();
});

test('with two pools one is chosen, and the chart is that pool’s', async () => {
  const confluence = poolView({ pool: { app: 'own', environment: 'PRODUCTION', product: 'confluence' } });
  await openPage('/', () => answered(overview({ pools: [poolView(), confluence] })));
  await userEvent.click(await screen.findByRole('button', { name: 'Confluence' }));
  const slider = screen.getByRole('slider', { name: /Points an hour of Confluence/ });
  expect(said(slider)).toBe('Nov 22, 14:00–15:00 UTC: no call.');
});

test('what happened stands as a flag, and below in words; what is older than the chart does not', async () => {
  const price = { kind: 'price', method: 'POST', template: '/rest/api/3/search/jql' } as const;
  const happenings = [
    { atMs: thisHourMs - 40 * hourMs, kind: 'note' as const, text: 'too old' },
    { atMs: thisHourMs - 3 * hourMs, kind: 'note' as const, text: 'Nightly sync moved' },
    { ...price, atMs: thisHourMs - 2 * hourMs, fromPoints: 12.05, toPoints: 17 },
    { atMs: thisHourMs - 1.5 * hourMs, kind: 'version' as const, version: '3.2.0' },
    { atMs: thisHourMs - hourMs, kind: 'tier' as const },
  ];
  await openPage('/', () => answered(overview({ happenings })));
  const list = await screen.findByRole('list', { name: 'What happened in this time' });
  expect(
    within(list)
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  ).toEqual([
    'Note Nov 22, 11:00 UTC: Nightly sync moved',
    'Price Nov 22, 12:00 UTC: POST /rest/api/3/search/jql costs 17 points since, 12.05 before',
    'Version Nov 22, 12:30 UTC: Version 3.2.0 began',
    'Tier Nov 22, 13:00 UTC: Tier, edition or users were stated anew',
  ]);
});

test('the file of what is seen names in each hour what happened in it', () => {
  const startMs = Date.UTC(2026, 10, 22, 12);
  const slot = (n: number) => ({
    ...{ startMs: startMs + n * hourMs, isMissing: false, refused: null, upToPoints: null, label: '' },
  });
  const series = {
    ...{ slots: [slot(0), slot(1)], stepMs: hourMs, line: null, dots: [], limitPoints: null },
    layers: [{ key: 'own', name: 'This site', className: '', values: [3, 4] }],
    marks: [
      { atMs: startMs + 1, kind: 'version' as const, text: 'Version 3.2.0 began' },
      { atMs: startMs + 2, kind: 'note' as const, text: 'Sync, moved' },
    ],
    ...{ thresholdPercents: [], missing: '' },
  };
  const names = { time: 'Time (UTC)', refused: 'Refused calls', happened: 'What happened' };
  expect(
    seenCsv(series as unknown as TimeSeries, names)
      .replace('\uFEFF', '')
      .trimEnd()
      .split(/\r?\n/),
  ).toEqual([
    'Time (UTC),This site,What happened',
    '2026-11-22T12:00:00Z,3,"Version 3.2.0 began; Sync, moved"',
    '2026-11-22T13:00:00Z,4,',
  ]);
});
