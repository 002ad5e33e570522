import { cleanup, render, screen } from '@testing-library/react';
import { hourMs } from '../../src/time';
import { FleetHeatCard } from '../../static/dashboard/src/fleet/parts/course';
import { FleetTextProvider, fleetTextIn } from '../../static/dashboard/src/fleet/text/fleet-text';
import { WordsProvider } from '../../static/dashboard/src/words';
import { words } from './fixtures';

afterEach(cleanup);

test('an hour of a low and a high alone is drawn by the low, and said with both; it is none of those that nothing is known of', async () => {
  const heat = {
    firstDayMs: 0,
    points: [1_000, null, null],
    between: [{ at: 1, lowPoints: 4_000, highPoints: 9_000 }],
  };
  render(
    <FleetTextProvider value={await fleetTextIn('en')}>
      <WordsProvider value={words}>
        <FleetHeatCard name="own" subtitle="" heat={heat} readAtMs={3 * hourMs} />
      </WordsProvider>
    </FleetTextProvider>,
  );
  const [, between, unknown] = screen.getAllByRole('img');
  expect(between?.getAttribute('aria-label')).toContain(
    'between 4,000 and 9,000 points, no one figure is known.',
  );
  expect(between?.getAttribute('class')).toContain('heat-5');
  expect(unknown?.getAttribute('aria-label')).toContain('nothing is known');
  expect(unknown?.getAttribute('class')).toContain('heat-unknown');
});
