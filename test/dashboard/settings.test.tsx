import { answered, bridge, refused, type Invocation } from './fake-bridge';
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { settings } from './fixtures';
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
  expect(saves().map((each) => each.payload)).toEqual([{ change: { probe: 'on' }, grant: 'signed' }]);
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

test('metering that the environment switched off cannot be switched here', async () => {
  await openPage('/settings', () => answered(settings({ metering: 'offByEnvironment' })));
  expect((await screen.findByLabelText<HTMLInputElement>('Metering')).disabled).toBe(true);
  expect(screen.getByText(/Switched off by an environment variable/)).toBeTruthy();
});

test('books and versions are named', async () => {
  await openPage('/settings', () => answered(settings()));
  expect(await screen.findByText('No record is missing, late or unreadable.')).toBeTruthy();
  expect(screen.getByText('Books closed: 815 of 815 records.')).toBeTruthy();
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
  const near = await screen.findByLabelText(/^Call a pool near its limit/);
  await userEvent.clear(near);
  await userEvent.type(near, '90');
  expect(screen.getByText('A whole number from 20 to 80.')).toBeTruthy();
  expect(screen.getAllByRole<HTMLButtonElement>('button', { name: 'Save' })[1]!.disabled).toBe(true);
  expect(saves()).toEqual([]);
});

test('everything recorded is deleted only after two questions that say what goes', async () => {
  await openPage('/settings', ({ functionKey }) =>
    answered(functionKey === 'settings' ? settings() : { deletedAtMs: 1 }),
  );
  const deletions = () => bridge.invocations.filter((each) => each.functionKey === 'deleteAccount');
  await userEvent.click(await screen.findByRole('button', { name: 'Delete all recorded data…' }));
  const first = await screen.findByRole('dialog', { name: 'Delete everything that was recorded?' });
  expect(within(first).getByText(/^These go for good/)).toBeTruthy();
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
