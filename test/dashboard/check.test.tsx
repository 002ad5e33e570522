import { answered, bridge, type Invocation } from './fake-bridge';
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { CheckAnswer, CheckRow } from '../../src/admin/contract/contract';
import { settings } from './fixtures';
import { openPage } from './open-page';

afterEach(cleanup);

const atMs = Date.UTC(2026, 9, 5, 9, 20);
const rows: CheckRow[] = [
  { name: 'roundTrip', finding: 'fine', state: 'ok', detail: null },
  { name: 'queue', finding: 'underWay', state: 'notTried', detail: null },
  { name: 'jiraAsApp', finding: 'scope', state: 'failed', detail: '403' },
];
const none: CheckAnswer = { readAtMs: atMs, last: null };
const made: CheckAnswer = { readAtMs: atMs, last: { atMs, by: 'person', rows } };

/** Settings whose check is told as given, and made as given. */
async function openSettings(told: CheckAnswer, after: CheckAnswer = made): Promise<HTMLElement> {
  await openPage('/settings', ({ functionKey, payload }: Invocation) => {
    if (functionKey !== 'installationCheck') return answered(settings());
    return answered(payload['command'] === 'run' ? after : told);
  });
  await screen.findByRole('button', { name: 'Check this installation' });
  return screen.getByRole('region', { name: 'This installation' });
}

test('what a check costs is said before it is made, and its result has a state, a meaning and what to do', async () => {
  const card = await openSettings(none);
  expect(
    within(card).getByText('A check costs at most 6 points for each product and about 9 storage calls.'),
  ).toBeTruthy();
  expect(within(card).getByText('No check was made yet.')).toBeTruthy();
  await userEvent.click(within(card).getByRole('button', { name: 'Check this installation' }));
  expect((await within(card).findByText('1 thing needs you.')).textContent).toBeTruthy();
  expect(
    within(card)
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  ).toEqual([
    'In orderStorage gives back what was writtenWithout it nothing is kept. ',
    'Not triedAn event to the app’s own queue arrivesWithout it figures are summed up once an hour only. It was sent and is under way. Look again in half a minute.',
    'FailedJira answers the appThe probe and the work items that warn need it. 403The product refused the app. Approve the app’s new permissions under the site’s connected apps; if none are open, its manifest lacks a scope.',
  ]);
  expect(bridge.invocations.filter(({ payload }) => payload['command'] === 'run')).toHaveLength(1);
});

test('the check after an installation says that no product was called', async () => {
  const fine = rows.slice(0, 1);
  const card = await openSettings({ readAtMs: atMs, last: { atMs, by: 'installation', rows: fine } });
  expect(
    within(card).getByText(/^Checked on Oct 5, 09:20 UTC, after the installation or an upgrade\./),
  ).toBeTruthy();
  expect(within(card).getByText(/Everything that was tried is in order\./)).toBeTruthy();
});
