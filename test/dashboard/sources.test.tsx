import { answered, bridge, refused, type Invocation } from './fake-bridge';
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { SourcesAnswer, SourceView } from '../../src/admin/contract/contract';
import { isCopyName } from '../../static/dashboard/src/sentences/sources';
import { germanWords, nowMs, settings } from './fixtures';
import { openPage } from './open-page';

afterEach(cleanup);

const shop: SourceView = {
  ...{ id: '00112233aabbccdd', app: 'Shop Sync', environment: 'PRODUCTION' },
  ...{ madeAtMs: nowMs - 9e6, rotatedAtMs: null, lastReportAtMs: nowMs - 60_000, lastAnswer: 'counted' },
  batches: { counted: 1_200, alreadyCounted: 4, malformed: 2, expired: 3 },
  ...{ calls: 31_000, droppedCalls: 7, badCalls: 0, faults: {}, clockAheadMs: -800 },
};

function sources(change: Partial<SourcesAnswer> = {}): SourcesAnswer {
  const url = 'https://example.com/x1/abc';
  return {
    readAtMs: nowMs,
    url,
    sources: [shop],
    maxSources: 20,
    refusedNotices: 0,
    unsigned: {},
    shownOnce: null,
    ...change,
  };
}

/** The rest of Settings answers as always. */
const open = (answer: (invocation: Invocation) => unknown, words?: Parameters<typeof openPage>[2]) =>
  openPage(
    '/settings',
    (invocation) =>
      invocation.functionKey === 'settings' ? answered(settings(), 'signed') : answer(invocation),
    words,
  );

const changes = () =>
  bridge.invocations
    .filter(({ functionKey }) => functionKey === 'changeSources')
    .map(({ payload }) => payload['change']);

test('each source says when it last reported, what was taken and why the rest was not', async () => {
  await open(() => answered(sources({ unsigned: { notSigned: 5 }, refusedNotices: 3 })));
  const row = await screen.findByRole('row', { name: /Shop Sync/ });
  expect(
    within(row)
      .getAllByRole('cell')
      .map(({ textContent }) => textContent),
  ).toEqual([
    ...['Nov 22, 14:41 UTC', '1,204', '3 too old, 2 malformed', '31,000', '7', '0'],
    'Replace secretRevoke',
  ]);
  expect(within(row).getByRole('rowheader').textContent).toBe('Shop Sync, PRODUCTION00112233aabbccdd');
  expect(screen.getByText(/that no source had signed: 5 wrongly signed\.$/)).toBeTruthy();
  expect(screen.getByText(/^3 messages that came lately as the app’s owner’s were refused: /)).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>('Address for reports').value).toBe(
    'https://example.com/x1/abc',
  );
});

test('a source whose calls were not all taken says what was wrong with them, and one with a wrong clock says so', async () => {
  const faults = { status: 1, route: 2, tag: 4 };
  const odd = { ...shop, badCalls: 3, faults, clockAheadMs: -9 * 60_000 };
  await open(() => answered(sources({ sources: [odd] })));
  const row = await screen.findByRole('row', { name: /Shop Sync/ });
  const cells = within(row)
    .getAllByRole('cell')
    .map(({ textContent }) => textContent);
  expect(cells[0]).toBe('Nov 22, 14:41 UTCIts clock is 9 min slow.');
  expect(cells[5]).toBe('3: 4 odd tag (taken without), 2 unknown route, 1 no HTTP status');
});

test('a source is made with a good name only, and its secret is shown until it is put away', async () => {
  const user = userEvent.setup();
  await open(({ functionKey }) =>
    answered(
      functionKey === 'sources'
        ? sources({ sources: [] })
        : sources({ shownOnce: { id: shop.id, secret: 'pgs_once' } }),
      'signed',
    ),
  );
  expect(await screen.findByText('No back end reports here yet.')).toBeTruthy();
  const app = screen.getByLabelText('App name');
  await user.type(app, 'own');
  expect(screen.getByText(/not “own”\.$/)).toBeTruthy();
  const make = screen.getByRole<HTMLButtonElement>('button', { name: 'Make a source' });
  expect(make.disabled).toBe(true);
  await user.clear(app);
  await user.type(app, 'Shop Sync');
  await user.click(make);
  expect((await screen.findByLabelText<HTMLInputElement>('Secret')).value).toBe('pgs_once');
  expect(changes()).toEqual([{ kind: 'make', app: 'Shop Sync', environment: 'PRODUCTION' }]);
  expect(screen.getByText('The secret of Shop Sync')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Copy: Secret' }));
  expect(await navigator.clipboard.readText()).toBe('pgs_once');
  expect(await screen.findByText('Copied.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'I have it' }));
  expect(screen.queryByLabelText('Secret')).toBeNull();
});

test.each([
  ['Replace secret', 'Replace the secret of Shop Sync, PRODUCTION?', 'rotate'],
  ['Revoke', 'Revoke Shop Sync, PRODUCTION?', 'revoke'],
])('%s asks first', async (action, question, kind) => {
  await open(() => answered(sources()));
  const command = { name: `${action}: Shop Sync, PRODUCTION` };
  await userEvent.click(await screen.findByRole('button', command));
  await userEvent.click(
    within(await screen.findByRole('dialog', { name: question })).getByRole('button', { name: 'Cancel' }),
  );
  expect(changes()).toEqual([]);
  await userEvent.click(await screen.findByRole('button', command));
  const dialog = await screen.findByRole('dialog', { name: question });
  await userEvent.click(within(dialog).getByRole('button', { name: action }));
  expect(await screen.findByText(/^The (secret is replaced|source is revoked)\./)).toBeTruthy();
  expect(changes()).toEqual([{ kind, id: shop.id }]);
});

test('sources that cannot be read take nothing else of Settings away', async () => {
  await open(() => refused('storage', 'Storage answered 429.'));
  // The measured prices and the last check, asked for beside the sources, are answered the same.
  expect(await screen.findAllByText('Storage did not answer')).toHaveLength(3);
  expect(screen.getByLabelText('Probe')).toBeTruthy();
});

test('in German, too', async () => {
  const words = germanWords;
  await open(() => answered(sources()), words);
  expect(await screen.findByRole('button', { name: 'Widerrufen: Shop Sync, PRODUCTION' })).toBeTruthy();
  expect(screen.getByText('3 zu alt, 2 fehlerhaft')).toBeTruthy();
});

test.each([
  ['Radar copy', true],
  ['Radar (Kopie)', true],
  ['Radar clone 2', true],
  ['Radar', false],
  ['Copyright desk', false],
])('a source named %s is taken for a copy: %s', (app, isCopy) => {
  expect(isCopyName(app)).toBe(isCopy);
});
