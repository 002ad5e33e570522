import { answered, bridge, refused } from './fake-bridge';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { answeredAhead, askAhead, takeAskedAhead } from '../../static/dashboard/src/ask-ahead';
import { OverviewPage } from '../../static/dashboard/src/pages/overview';
import { NavigationProvider } from '../../static/dashboard/src/navigation';
import { openHistory, hostContext } from '../../static/dashboard/src/host';
import { WordsProvider } from '../../static/dashboard/src/words';
import { overview, words } from './fixtures';

beforeEach(() => {
  bridge.reset();
});
afterEach(() => {
  cleanup();
  void takeAskedAhead();
});

/** Without waiting for anything, so that what is there is what was drawn first. */
async function drawOverview(): Promise<void> {
  const history = await openHistory(hostContext());
  render(
    <WordsProvider value={words}>
      <NavigationProvider history={history} hasHostPages>
        <OverviewPage />
      </NavigationProvider>
    </WordsProvider>,
  );
}

test('an answer that is there before the page is, is drawn at once, and the app is asked once', async () => {
  bridge.answer = () => answered(overview());
  askAhead();
  await waitFor(() => {
    expect(answeredAhead()).not.toBeNull();
  });
  await drawOverview();
  expect(screen.getByText('Fine: this site used 63%')).toBeTruthy();
  expect(screen.queryByRole('status', { name: 'Loading' })).toBeNull();
  await waitFor(() => {
    expect(answeredAhead()).toBeNull();
  });
  expect(bridge.invocations.map(({ functionKey }) => functionKey)).toEqual(['overview']);
});

test('an answer that is on its way finds the page loading', async () => {
  bridge.answer = () => new Promise(() => undefined);
  askAhead();
  await drawOverview();
  expect(screen.getByRole('status', { name: 'Loading' })).toBeTruthy();
});

test('a refusal that came ahead is no answer to draw: the page says why as ever', async () => {
  bridge.answer = () => refused('notAdmin');
  askAhead();
  await new Promise((resolve) => setTimeout(resolve));
  expect(answeredAhead()).toBeNull();
  await drawOverview();
  expect(await screen.findByRole('heading', { name: 'Only administrators can open this page' })).toBeTruthy();
});
