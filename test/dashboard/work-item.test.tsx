import { answered, bridge } from './fake-bridge';
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { SettingsAnswer } from '../../src/admin/contract/contract';
import { wordsFor } from '../../static/dashboard/src/language';
import { nowMs, settings } from './fixtures';
import { openPage } from './open-page';

afterEach(cleanup);

type WorkItem = SettingsAnswer['workItem'];
const off: WorkItem = { on: false, projectKey: null, trouble: null, incidents: [] };
const on: WorkItem = { ...off, on: true, projectKey: 'OPS' };
const pool = { app: 'own', environment: 'PRODUCTION', product: 'jira' as const };

async function openWith(workItem: WorkItem, language?: string) {
  const words = language === undefined ? undefined : await wordsFor(language, []);
  await openPage(
    '/settings',
    ({ functionKey }) => answered(settings({ workItem: functionKey === 'settings' ? workItem : on })),
    words,
  );
}

const saved = () =>
  bridge.invocations
    .filter(({ functionKey }) => functionKey === 'saveSettings')
    .map(({ payload }) => payload['change']);

test('can be switched on only with a project, and says what it needs and costs', async () => {
  await openWith(off);
  const card = within(await screen.findByRole('region', { name: 'Warn by a work item' }));
  const box = card.getByLabelText<HTMLInputElement>('Work item in Jira');
  expect(box.disabled).toBe(true);
  expect(card.getByText(/It needs the scope write:jira-work/)).toBeTruthy();
  expect(card.getByText(/about 15 points an incident/)).toBeTruthy();
  await userEvent.type(card.getByLabelText('Key of the project'), '7');
  expect(card.getByText('Capital letters, digits and _, beginning with a letter.')).toBeTruthy();
  await userEvent.clear(card.getByLabelText('Key of the project'));
  await userEvent.type(card.getByLabelText('Key of the project'), 'ops');
  await userEvent.click(box);
  expect(saved()).toEqual([{ workItem: { on: true, projectKey: 'OPS' } }]);
  expect(await screen.findByText('Saved.')).toBeTruthy();
});

test('keeps its project when it is switched off', async () => {
  await openWith(on);
  await userEvent.click(await screen.findByLabelText('Work item in Jira'));
  expect(saved()).toEqual([{ workItem: { on: false, projectKey: 'OPS' } }]);
});

test('says how to get the scope when Jira refused, and saving the same project again tries anew', async () => {
  await openWith({ ...on, trouble: { kind: 'notAllowed', atMs: nowMs } });
  const card = within(await screen.findByRole('region', { name: 'Warn by a work item' }));
  expect(card.getByText(/Deploy the manifest that “npm run manifest:warnings” writes/)).toBeTruthy();
  await userEvent.click(card.getByRole('button', { name: 'Save' }));
  expect(saved()).toEqual([{ workItem: { on: true, projectKey: 'OPS' } }]);
});

test('lists the incidents that are under way, in German, too', async () => {
  const incidents = [
    { pool, sinceMs: nowMs, state: 'made' as const },
    { pool: { ...pool, app: 'Importer' }, sinceMs: nowMs, state: 'waiting' as const },
  ];
  await openWith({ ...on, incidents }, 'de-DE');
  const card = within(await screen.findByRole('region', { name: 'Mit einem Vorgang warnen' }));
  expect(card.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    expect.stringMatching(/^Jira, seit .*: Der Vorgang ist angelegt\.$/),
    expect.stringMatching(
      /^.*Importer.*, seit .*: Der Vorgang wartet, bis Jira die Aufrufe der App wieder annimmt\.$/,
    ),
  ]);
});
