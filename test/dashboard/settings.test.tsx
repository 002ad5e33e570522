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
