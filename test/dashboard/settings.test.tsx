import { answered, bridge, refused, type Invocation } from './fake-bridge';
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { nowMs, settings } from './fixtures';
import { openPage } from './open-page';

afterEach(cleanup);

const saves = () => bridge.invocations.filter((each) => each.functionKey === 'saveSettings');
const on = { ...settings().probe, on: true };

test('the probe’s cost is said before it is turned on, and only the confirmation turns it on', async () => {
  const answer = ({ functionKey }: Invocation) =>
    answered(functionKey === 'settings' ? settings() : settings({ probe: on }), 'signed');
  await openPage('/settings', answer);
  await userEvent.click(await screen.findByLabelText('Probe'));
  const dialog = await screen.findByRole('dialog', { name: 'Turn the probe on?' });
  expect(
    within(dialog).getByText(
      'The probe makes 4 calls an hour. They cost 4 to 8 points an hour out of the same pool that the app lives on.',
    ),
  ).toBeTruthy();
  expect(saves()).toEqual([]);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Turn the probe on' }));
  expect(await screen.findByText('Saved.')).toBeTruthy();
  expect(saves().map((each) => each.payload)).toEqual([
    { change: { probe: 'on' }, seen: 3, grant: 'signed' },
  ]);
  expect(screen.getByLabelText<HTMLInputElement>('Probe').checked).toBe(true);
});

test('who cancels changes nothing', async () => {
  await openPage('/settings', () => answered(settings()));
  await userEvent.click(await screen.findByLabelText('Metering'));
  const dialog = await screen.findByRole('dialog', { name: 'Turn metering off?' });
  await userEvent.click(within(dialog).getByRole('button', { name: 'Cancel' }));
  expect(saves()).toEqual([]);
  expect(screen.getByLabelText<HTMLInputElement>('Metering').checked).toBe(true);
});

test('turning the probe off asks nothing', async () => {
  const answer = ({ functionKey }: Invocation) =>
    answered(functionKey === 'settings' ? settings({ probe: on }) : settings());
  await openPage('/settings', answer);
  await userEvent.click(await screen.findByLabelText('Probe'));
  expect(await screen.findByText('Saved.')).toBeTruthy();
  expect(saves()[0]!.payload).toMatchObject({ change: { probe: 'off' } });
});

test('a change that could not be saved is said, and the switch stays', async () => {
  const answer = ({ functionKey }: Invocation) =>
    functionKey === 'settings'
      ? answered(settings({ probe: on }))
      : refused('storage', 'Storage answered 429.');
  await openPage('/settings', answer);
  await userEvent.click(await screen.findByLabelText('Probe'));
  expect((await screen.findByRole('alert')).textContent).toBe('Storage did not answerStorage answered 429.');
  expect(screen.getByLabelText<HTMLInputElement>('Probe').checked).toBe(true);
});

test('a change that another version of the app answered is not taken for silence', async () => {
  const answer = ({ functionKey }: Invocation) => ({
    ...answered(settings({ probe: on })),
    ...(functionKey === 'saveSettings' ? { gauge: '0.0.9' } : {}),
  });
  await openPage('/settings', answer);
  await userEvent.click(await screen.findByLabelText('Probe'));
  expect((await screen.findByRole('alert')).textContent).toMatch(/Reload the page\.$/);
});

test('metering that the environment switched off cannot be switched here', async () => {
  await openPage('/settings', () => answered(settings({ metering: 'offByEnvironment' })));
  expect((await screen.findByLabelText<HTMLInputElement>('Metering')).disabled).toBe(true);
  expect(screen.getByText(/Switched off by an environment variable/)).toBeTruthy();
});

test('the lines for the developers say what is in them and what they cost, and are turned off without a question', async () => {
  const off = { ...settings().fleetLine, state: 'off' as const };
  await openPage('/settings', ({ functionKey }) =>
    answered(functionKey === 'settings' ? settings() : settings({ fleetLine: off })),
  );
  const line = await screen.findByLabelText<HTMLInputElement>('Lines for the app’s developers');
  expect(line.checked).toBe(true);
  expect(
    screen.getByText(/Atlassian’s counter, this site’s address, and edition and users/).textContent,
  ).toMatch(
    /No person and no content\. Costs the developers \$0\.006 a month while little happens, \$0\.036 at most/,
  );
  await userEvent.click(line);
  expect(await screen.findByText('Saved.')).toBeTruthy();
  expect(saves()[0]!.payload).toMatchObject({ change: { fleetLine: 'off' }, seen: 3 });
  expect(screen.getByLabelText<HTMLInputElement>('Lines for the app’s developers').checked).toBe(false);
});

test.each([
  ['offByEnvironment', /Kept off on all sites by the app’s variable POINTS_GAUGE_FLEET_LINE/],
  ['offByApp', /Kept off on all sites by the app’s own code/],
] as const)('what keeps the lines off is named, and cannot be switched here: %s', async (state, said) => {
  await openPage('/settings', () => answered(settings({ fleetLine: { ...settings().fleetLine, state } })));
  const line = await screen.findByLabelText<HTMLInputElement>('Lines for the app’s developers');
  expect([line.disabled, line.checked]).toEqual([true, false]);
  expect(screen.getByText(said)).toBeTruthy();
});

test('books and versions are named', async () => {
  await openPage('/settings', () => answered(settings()));
  expect(await screen.findByText('No record is missing, late or unreadable.')).toBeTruthy();
  expect(screen.getByText('All that was stored is counted: 815 of 815 records.')).toBeTruthy();
  expect(screen.getByText('812')).toBeTruthy();
  expect(screen.getByText('0.1.0')).toBeTruthy();
});

test('what is stated of the site is saved as a whole, and Tier 2 is reckoned by the app', async () => {
  const stated = { tier: 2 as const, edition: 'standard' as const, users: 2_000, tier2Points: 120_000 };
  await openPage('/settings', ({ functionKey }) =>
    answered(functionKey === 'settings' ? settings() : settings({ stated })),
  );
  await userEvent.selectOptions(await screen.findByLabelText('Tier'), 'Tier 2');
  await userEvent.selectOptions(screen.getByLabelText('Edition of this site'), 'Standard');
  await userEvent.type(screen.getByLabelText('Users of this site'), '2000');
  await userEvent.click(screen.getAllByRole('button', { name: 'Save' })[0]!);
  expect(saves()[0]!.payload).toMatchObject({ change: { tier: 2, edition: 'standard', users: 2000 } });
  expect(
    await screen.findByText('On Tier 2 this site’s own pool would be 120,000 points an hour.'),
  ).toBeTruthy();
  expect(
    screen.getByText('You state Tier 2, the headers prove Tier 1. The headers are what Atlassian enforces.'),
  ).toBeTruthy();
});

test('a number out of bounds is refused in words before it is sent', async () => {
  await openPage('/settings', () => answered(settings()));
  const near = await screen.findByLabelText('From (percent)');
  await userEvent.clear(near);
  await userEvent.type(near, '101');
  expect(screen.getByText('A whole number from 1 to 100.')).toBeTruthy();
  expect(screen.getAllByRole<HTMLButtonElement>('button', { name: 'Save' })[1]!.disabled).toBe(true);
  expect(saves()).toEqual([]);
});

test('thresholds are added, given what they set off, and saved in their order', async () => {
  await openPage('/settings', ({ functionKey }) =>
    answered(functionKey === 'settings' ? settings() : settings({ thresholds: saved })),
  );
  const saved = [
    { percent: 50, actions: ['workItem' as const] },
    { percent: 80, actions: ['banner' as const, 'workItem' as const, 'listener' as const] },
  ];
  await userEvent.click(await screen.findByRole('button', { name: 'Add a threshold' }));
  const row = screen.getByRole('group', { name: 'Threshold 2' });
  await userEvent.type(within(row).getByLabelText('From (percent)'), '80');
  expect(screen.getByText('Each threshold may be there once.')).toBeTruthy();
  await userEvent.clear(within(row).getByLabelText('From (percent)'));
  await userEvent.type(within(row).getByLabelText('From (percent)'), '50');
  await userEvent.click(within(row).getByLabelText('Banner on these pages'));
  await userEvent.click(within(row).getByLabelText('A work item'));
  const card = screen.getByRole('region', { name: 'Thresholds' });
  await userEvent.click(within(card).getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Saved.')).toBeTruthy();
  expect(saves()[0]!.payload).toMatchObject({ change: { thresholds: saved } });
  await userEvent.click(screen.getByRole('button', { name: 'Remove the threshold of 50%' }));
  expect(screen.getAllByLabelText('From (percent)')).toHaveLength(1);
});

test('everything recorded is deleted only after two questions that say what goes', async () => {
  await openPage('/settings', ({ functionKey }) =>
    answered(functionKey === 'settings' ? settings() : { deletedAtMs: 1 }),
  );
  const deletions = () => bridge.invocations.filter((each) => each.functionKey === 'deleteAccount');
  await userEvent.click(await screen.findByRole('button', { name: 'Delete all recorded data…' }));
  const first = await screen.findByRole('dialog', { name: 'Delete everything that was recorded?' });
  expect(within(first).getByText(/^These go for good/)).toBeTruthy();
  expect(within(first).getByRole('button', { name: 'Export first, delete later' })).toBeTruthy();
  await userEvent.click(within(first).getByRole('button', { name: 'Go on' }));
  const second = await screen.findByRole('dialog', { name: 'Really delete it all?' });
  expect(deletions()).toEqual([]);
  await userEvent.click(within(second).getByRole('button', { name: 'Delete it all' }));
  expect(await screen.findByText('Everything that was recorded has been deleted.')).toBeTruthy();
  expect(deletions().map((each) => each.payload)).toMatchObject([{ sure: 'delete everything' }]);
});

test('an import that the app refuses is said in the app’s words', async () => {
  await openPage('/settings', ({ functionKey }) =>
    functionKey === 'settings' ? answered(settings()) : refused('cannotDo', 'Two accounts cannot be joined.'),
  );
  const file = new File(['{"pointsGauge":"ledger"}\n'], 'account.jsonl');
  Object.assign(file, { text: () => Promise.resolve('{"pointsGauge":"ledger"}\n') });
  await userEvent.upload(await screen.findByLabelText('Export file to import'), file);
  expect((await screen.findByRole('alert')).textContent).toBe(
    'That could not be doneTwo accounts cannot be joined.',
  );
});

test('an export of many parts becomes one file, and says how large it is on its way', async () => {
  const files: Blob[] = [];
  Object.assign(URL, {
    createObjectURL: (blob: Blob) => `blob:${files.push(blob)}`,
    revokeObjectURL: () => undefined,
  });
  let goOn = (): void => undefined;
  const held = new Promise<void>((resolve) => (goOn = resolve));
  await openPage('/settings', async ({ functionKey, payload }) => {
    if (functionKey === 'settings') return answered(settings());
    if (payload['at'] === null)
      return answered({ text: 'x'.repeat(2_000), lines: 2, next: { part: 'days', day: 7 } });
    await held;
    return answered({ text: 'y', lines: 1, next: null });
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Export' }));
  expect(await screen.findByText('Exported so far: 2 kB.')).toBeTruthy();
  goOn();
  expect(await screen.findByText('Exported: 3 lines.')).toBeTruthy();
  const asked = bridge.invocations.filter(({ functionKey }) => functionKey === 'exportAccount');
  expect(asked.map(({ payload }) => payload['at'])).toEqual([null, { part: 'days', day: 7 }]);
  expect(files.map(({ size }) => size)).toEqual([2_001]);
});

test('an import is sent in parts of whole lines, in order, and their counts are summed', async () => {
  await openPage('/settings', ({ functionKey }) =>
    answered(functionKey === 'settings' ? settings() : { days: 1, hours: 10, records: 2, leftOut: 3 }),
  );
  const content = Array.from({ length: 600 }, (_, i) => `{"line":${i}}\n`).join('');
  const file = new File([content], 'account.jsonl');
  Object.assign(file, { text: () => Promise.resolve(content) });
  await userEvent.upload(await screen.findByLabelText('Export file to import'), file);
  expect(await screen.findByText('Imported: 30 hours, 3 days, 6 records. Left out: 9 lines.')).toBeTruthy();
  const sent = bridge.invocations.filter(({ functionKey }) => functionKey === 'importAccount');
  expect(sent.map(({ payload }) => [payload['part'], payload['isLast']])).toEqual([
    [0, false],
    [1, false],
    [2, true],
  ]);
  expect(new Set(sent.map(({ payload }) => payload['begunAtMs'])).size).toBe(1);
  expect(sent.map(({ payload }) => payload['text']).join('')).toBe(content);
});

test('how much the account saw of the calls is shown by source and feature, and the rest in one row', async () => {
  const pool = { app: 'own', environment: 'PRODUCTION', product: 'jira' as const };
  const none = { noAnswer: 0, failed: 0, estimated: 0, unknownPath: 0, folded: 0 };
  const rows = [
    { pool, isBridge: false, tag: 'board', ...none, calls: 1_200, priced: 900, estimated: 290, failed: 10 },
    { pool, isBridge: true, tag: null, ...none, calls: 40, priced: 37, noAnswer: 3, unknownPath: 4 },
    { pool: { ...pool, app: 'Sync' }, isBridge: false, tag: null, ...none, calls: 5, priced: 5, folded: 5 },
  ];
  const rest = { rows: 2, ...none, calls: 3, priced: 3 };
  await openPage('/settings', () => answered(settings({ coverage: { rows, rest } })));
  const head = await screen.findByRole('columnheader', { name: 'Price founded' });
  const cells = [...head.closest('table')!.querySelectorAll('tr')].map((row) =>
    [...row.querySelectorAll('th, td')].map((cell) => cell.textContent),
  );
  expect(cells).toEqual([
    [
      ...['Source', 'Feature', 'Calls', 'Price founded', 'Price assumed', 'Failed', 'No answer'],
      'Unknown path',
    ],
    ['Jira', 'board', '1,200', '900', '290', '10', '0', '0'],
    ['Jira, the page by the browser bridge', 'none named', '40', '37', '0', '0', '3', '4'],
    ['Jira · Sync', 'none named', '5', '5', '0', '0', '0', '0'],
    ['2 more', '', '3', '3', '0', '0', '0', '0'],
  ]);
  expect(
    screen.getByText('Of 5 calls the path and the feature were not kept, for want of room.'),
  ).toBeTruthy();
});

test('an account without calls says so where it would show what it saw of them', async () => {
  await openPage('/settings', () => answered(settings()));
  expect(await screen.findByText('No call has been metered in this time.')).toBeTruthy();
});

test('what another administrator changed meanwhile is told, and then shown', async () => {
  let changed = false;
  const answer = ({ functionKey }: Invocation) => {
    if (functionKey === 'settings')
      return answered(
        settings({ probe: on, thresholds: [{ percent: changed ? 60 : 80, actions: ['banner'] }] }),
      );
    changed = true;
    return refused('changedMeanwhile', 'The settings were changed meanwhile.');
  };
  await openPage('/settings', answer);
  await userEvent.click(await screen.findByLabelText('Probe'));
  expect((await screen.findByRole('alert')).textContent).toMatch(
    /^Changed meanwhileAnother administrator changed this at the same time\. Nothing of your change was saved\./,
  );
  expect(await screen.findByDisplayValue('60')).toBeTruthy();
  // By name: what holds now, and what was wanted and is not saved.
  expect(
    screen.getByText('Changed meanwhile, and in force now: From 60% of the pool on: Banner on these pages.'),
  ).toBeTruthy();
  expect(screen.getByText('Wanted by you, not saved: Probe: off.')).toBeTruthy();
});

test('the sections of the settings are gone to from their list', async () => {
  await openPage('/settings', () => answered(settings()));
  Element.prototype.scrollIntoView = jest.fn();
  const list = await screen.findByRole('navigation', { name: 'Sections of the settings' });
  const names = within(list).getAllByRole('button');
  for (const name of names) {
    await userEvent.click(name);
    expect(document.activeElement?.textContent).toBe(name.textContent);
    expect(document.activeElement?.tagName).toBe('H2');
  }
  expect(names).toHaveLength(5);
});

test('a change that has to wait for the product says that the pool is the reason, and until when', async () => {
  const answer = ({ functionKey }: Invocation) =>
    functionKey === 'settings' ? answered(settings({ probe: on })) : refused('poolEmpty', '', nowMs);
  await openPage('/settings', answer);
  await userEvent.click(await screen.findByLabelText('Probe'));
  const said = (await screen.findByRole('alert')).textContent;
  expect(said).toContain('The app’s pool of API points is empty');
  expect(said).toContain('Try again from');
});

test('what administrators did is listed without a name', async () => {
  const entry = {
    id: 'a',
    atMs: nowMs,
    by: 'you',
    what: 'settings',
    about: 'metering',
    failed: false,
  } as const;
  const log = [entry, { ...entry, id: 'b', by: 'another', what: 'delete', about: '', failed: true } as const];
  await openPage('/settings', () => answered(settings({ log })));
  const [, region] = await screen.findAllByRole('region', { name: 'What administrators did' });
  const table = within(region!);
  const rows = table.getAllByRole('row').slice(1);
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringMatching(/Changed settingsYoumetering$/),
    expect.stringMatching(/Deleted all recorded data \(did not succeed\)Another administrator$/),
  ]);
});

test('a note is one short line, and the field is empty once it is kept', async () => {
  await openPage('/settings', () => answered(settings(), 'signed'));
  const field = await screen.findByLabelText<HTMLInputElement>('Note for the charts');
  const user = userEvent.setup();
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Add note' });
  expect(button.disabled).toBe(true);
  await user.click(field);
  await user.paste('x'.repeat(81));
  expect(screen.getByText('At most 80 characters.')).toBeTruthy();
  expect(button.disabled).toBe(true);
  await user.clear(field);
  await user.paste(' Nightly sync moved ');
  await user.click(button);
  expect(await screen.findByText('Saved.')).toBeTruthy();
  expect(
    bridge.invocations.filter(({ functionKey }) => functionKey === 'note').map(({ payload }) => payload),
  ).toEqual([{ text: 'Nightly sync moved', grant: 'signed' }]);
  expect(field.value).toBe('');
});

test('a note that could not be kept stays in its field', async () => {
  await openPage('/settings', ({ functionKey }) =>
    functionKey === 'note' ? refused('storage', 'Storage said no.') : answered(settings()),
  );
  const field = await screen.findByLabelText<HTMLInputElement>('Note for the charts');
  await userEvent.type(field, 'Nightly sync moved');
  await userEvent.click(screen.getByRole('button', { name: 'Add note' }));
  expect(await screen.findByRole('alert')).toBeTruthy();
  expect(field.value).toBe('Nightly sync moved');
});

test('a test of the warnings draws the banner of each threshold, and says of the rest what came of it', async () => {
  const pool = { app: 'own', environment: 'PRODUCTION', product: 'jira' } as const;
  const thresholds = [
    { percent: 60, actions: ['banner', 'listener'] },
    { percent: 90, actions: ['banner', 'workItem'] },
  ] as const;
  const workItem = { on: true, projectKey: 'OPS', trouble: null, incidents: [] };
  let made = false;
  await openPage('/settings', ({ functionKey }) => {
    if (functionKey !== 'testWarnings') return answered(settings({ workItem }));
    const went = { pool, thresholds, workItem: 'open', listeners: { heard: 2, failed: 1 } };
    const test = made ? null : went;
    made = true;
    return answered({ readAtMs: nowMs, againAtMs: nowMs + 300_000, test });
  });
  const button = await screen.findByRole('button', { name: 'Test what is saved' });
  expect(screen.getByText('Makes a work item in OPS and closes it, for about 15 points.')).toBeTruthy();
  const test = async () => {
    await userEvent.click(button);
    await userEvent.click(screen.getByRole('button', { name: 'Test' }));
  };
  await userEvent.click(button);
  const dialog = within(screen.getByRole('dialog'));
  expect(dialog.getByText('Makes a work item in OPS and closes it, for about 15 points.')).toBeTruthy();
  await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(made).toBe(false);
  await test();
  expect(await screen.findByText(/^Tested\. The next test can be made from .* on\.$/)).toBeTruthy();
  expect(screen.getAllByText(/^Jira: (60|90)% of the pool is used\./)).toHaveLength(2);
  // The pool is full again with the next hour, whenever the test was made.
  expect(screen.getAllByText(/15:00 UTC/)).toHaveLength(2);
  expect(screen.getByText(/^Work item: made in OPS\. It could not be closed/)).toBeTruthy();
  const heard = 'Listener: 2 calls, marked as tests. 1 of them failed, see the app’s log.';
  expect(screen.getByText(heard)).toBeTruthy();
  await test();
  expect(await screen.findByText(/^A test was made just now\./)).toBeTruthy();
});
