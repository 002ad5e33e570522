import { answered, bridge } from './fake-bridge';
import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { IncidentAnswer } from '../../src/admin/contract/contract';
import { wallView } from '../../src/insights/incidents/wall';
import { wallFile, wallMarkdown } from '../../src/reports/wall-file';
import { readWall, wallText } from '../../static/dashboard/src/wall-address';
import { facts, startMs } from '../support/wall-account';
import { downloads, textOf } from './downloads';
import { germanWords, limits } from './fixtures';
import { openPage } from './open-page';

afterEach(cleanup);

const address = '/limits?wall=2026-10-09T14.jira.PRODUCTION.own';
const incident = (change: Partial<IncidentAnswer> = {}): IncidentAnswer => ({
  ...{ readAtMs: facts.nowMs, appName: 'Release Radar', wall: wallView(facts)!, unread: null },
  thresholdPercents: [60, 90],
  ...change,
});

test('an incident says what happened, who drew, what was warned of and what would have avoided it', async () => {
  await openPage(address, () => answered(incident()));
  expect(
    await screen.findByRole('heading', { level: 1, name: 'Jira ran dry: Oct 9, 14:00–15:00 UTC' }),
  ).toBeTruthy();
  expect(bridge.invocations[0]).toMatchObject({
    functionKey: 'incident',
    payload: { pool: { app: 'own', environment: 'PRODUCTION', product: 'jira' }, hour: '2026-10-09T14' },
  });
  const what = within(screen.getByRole('region', { name: 'What happened' }));
  expect(
    what.getByText('159 calls were refused from 14:30 UTC on; at 15:00 UTC the pool was full again'),
  ).toBeTruthy();
  expect(
    what.getByText(
      'This site drew 30,000 of 65,000 points (46%); others, or calls that are not metered, about 35,000 (54%). ' +
        'Most by POST search/jql, started by people: 67% of this site’s points.',
    ),
  ).toBeTruthy();
  expect(
    what.getByText('The first warning came at 14:18 UTC, 12 min before the first refused call.'),
  ).toBeTruthy();
  const failed = within(screen.getByRole('region', { name: 'Which calls failed' })).getAllByRole('row');
  expect(failed[1]!.textContent).toContain('asUser, started by people, feature board158');
  const replay = within(screen.getByRole('region', { name: 'What would have avoided it' })).getAllByRole(
    'row',
  );
  expect(replay[1]!.textContent).toBe('As it was–Empty at about 14:30 UTC30');
  expect(replay.at(-1)!.textContent).toContain('101,000 points–Lasts the hour0');
});

test('the minutes are walked, by route and by endpoint, with the warnings as flags', async () => {
  await openPage(address, () => answered(incident()));
  const slider = await screen.findByRole('slider', { name: /minute by minute/ });
  // An hour that is over has no “now”: it opens where the first call was refused.
  expect(slider.getAttribute('aria-valuetext')).toMatch(/^14:30 UTC: /);
  act(() => {
    slider.focus();
  });
  await userEvent.keyboard('{Home}');
  expect(slider.getAttribute('aria-valuetext')).toBe(
    '14:00 UTC: 2,000 points in this minute, 2,000 of this site since the hour began.',
  );
  const flags = within(screen.getByRole('list', { name: 'What happened in this time' })).getAllByRole(
    'listitem',
  );
  expect(flags.map(({ textContent }) => textContent)).toEqual([
    'Warning Oct 9, 14:18 UTC: near its limit, at about 52,000 points',
    'Refused Oct 9, 14:30 UTC: the first call was refused',
    'Warning Oct 9, 14:40 UTC: found empty, at about 52,000 points',
  ]);
  // The thresholds that are set, and no other.
  expect(screen.getAllByText(/^\d+%$/, { selector: 'text' }).map(({ textContent }) => textContent)).toEqual([
    '60%',
    '90%',
  ]);
  await userEvent.click(screen.getByRole('button', { name: 'By endpoint' }));
  expect(bridge.search).toContain('by=endpoint');
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toContain('GET field 0');
});

test('the name of the limit makes room for the counter’s rings that reach it', async () => {
  const sideOf = async (counter: { atMs: number; usedPoints: number }[]) => {
    const told = wallView(facts)!;
    await openPage(address, () =>
      answered(incident({ wall: { ...told, course: { ...told.course!, counter } } })),
    );
    const name = await screen.findByText('Limit 65,000', { selector: '.line-limit + text' });
    const side = name.getAttribute('text-anchor');
    cleanup();
    return side;
  };
  expect(await sideOf([{ atMs: startMs + 10 * 60_000, usedPoints: 65_000 }])).toBe('end');
  expect(await sideOf([{ atMs: startMs + 58 * 60_000, usedPoints: 64_000 }])).toBe('start');
  expect(await sideOf([{ atMs: startMs + 58 * 60_000, usedPoints: 30_000 }])).toBe('end');
});

test('the warnings of the hour have the colours that the list of warnings gives them', async () => {
  await openPage(address, () => answered(incident()));
  const card = within(await screen.findByRole('region', { name: 'What was warned of, and when' }));
  expect(
    card.getAllByRole('listitem').map(({ className, textContent }) => [className, textContent.slice(0, 5)]),
  ).toEqual([
    ['timeline-near', '14:18'],
    ['timeline-dry', '14:30'],
    ['timeline-emptied', '14:40'],
    ['timeline-dry', '14:56'],
    ['timeline-over', '15:00'],
    ['timeline-over', '15:01'],
  ]);
});

test('table and CSV of the minutes have no column of refused calls, which have no minutes', async () => {
  await openPage(address, () => answered(incident()));
  const course = within(await screen.findByRole('region', { name: 'Minute by minute' }));
  await userEvent.click(course.getByRole('button', { name: 'CSV' }));
  const [header, first] = (await textOf(downloads[0]!)).replace('\uFEFF', '').split('\r\n');
  expect(header!.split(',').slice(0, 2)).toEqual(['Time (UTC)', 'asApp']);
  expect(header).not.toContain('Refused');
  expect(first!.split(',')).toHaveLength(header!.split(',').length);
  await userEvent.click(course.getByRole('button', { name: 'Show as table' }));
  const titles = course.getAllByRole('columnheader').map(({ textContent }) => textContent);
  expect(titles).toContain('Time (UTC)');
  expect(titles).not.toContain('429s');
});

test('a calm hour and one that cannot be read say so', async () => {
  await openPage(address, () => answered(incident({ wall: 'calm' })));
  expect(
    await screen.findByText(/no call was refused for the quota, so there is nothing to tell/),
  ).toBeTruthy();
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Jira: Oct 9, 14:00–15:00 UTC');
  expect(screen.queryByText(/what would have avoided it/)).toBeNull();
  cleanup();
  await openPage(address, () => answered(incident({ wall: 'unread' })));
  expect(await screen.findByText(/cannot be read now, or is no longer kept/)).toBeTruthy();
});

test('of an hour that is no longer kept its day is told, and nothing is made up', async () => {
  await openPage(address, () => answered(incident({ wall: wallView({ ...facts, hours: new Map() })! })));
  expect(await screen.findByText(/The hour itself is no longer kept/)).toBeTruthy();
  expect(screen.queryByRole('slider')).toBeNull();
  expect(screen.getAllByText('By endpoint this is no longer kept.')).toHaveLength(2);
});

test('the list of warnings leads to the incident, whose title takes the focus, and back', async () => {
  const { pool } = facts;
  const line = {
    kind: 'dry' as const,
    atMs: startMs,
    pool,
    hourStartMs: startMs,
    calls: 159,
    noticedAtMs: null,
  };
  await openPage('/limits', ({ functionKey }) =>
    answered(functionKey === 'incident' ? incident() : limits({ warnings: [line] })),
  );
  await userEvent.click(await screen.findByRole('link', { name: 'What happened' }));
  const title = await screen.findByRole('heading', { level: 1, name: /^Jira ran dry/ });
  expect(document.activeElement).toBe(title);
  await userEvent.click(screen.getByRole('link', { name: 'Limits' }));
  expect(await screen.findByRole('heading', { name: 'Recent warnings' })).toBeTruthy();
  expect(document.activeElement?.textContent).toBe('Limits');
});

test('the text for a ticket is in words: what was done about it, and what became of the pool', () => {
  const text = wallMarkdown(wallFile(wallView(facts)!, 'Release Radar', facts.nowMs));
  expect(text).toContain('- 2026-10-09 14:18: near its limit, at about 52,000 points\n');
  expect(text).toContain('- 2026-10-09 14:40: found empty, at about 52,000 points\n');
  expect(text).toContain('- Scheduled reads replaced by events: GET /rest/api/3/field (saves 33.3%');
  expect(text).not.toMatch(/- webhook|- bridge|near to/);
});

test('it speaks German', async () => {
  await openPage(address, () => answered(incident()), germanWords);
  expect(await screen.findByText(/^159 Aufrufe wurden ab 14:30 UTC abgewiesen; um 15:00 UTC/)).toBeTruthy();
});

test('the name of an incident is read back from its address, whatever the app is called', () => {
  const wall = {
    pool: { app: 'my.app v2', environment: 'STAGING', product: 'confluence' as const },
    hourStartMs: startMs,
  };
  expect(readWall(wallText(wall), startMs)).toEqual(wall);
  for (const none of [
    null,
    '',
    '2026-10-09T14',
    '2026-10-09T14.jira.PRODUCTION',
    '2026-10-09.jira.PRODUCTION.own',
    '2026-10-09T14.jura.PRODUCTION.own',
    '2026-02-30T14.jira.PRODUCTION.own',
    '2026-10-09T15.jira.PRODUCTION.own',
  ])
    expect(readWall(none, startMs)).toBeNull();
});
