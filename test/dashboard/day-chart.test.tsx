import { answered } from './fake-bridge';
import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { overview, poolView } from './fixtures';
import { openPage } from './open-page';

afterEach(cleanup);

const focusedHour = () => document.activeElement?.getAttribute('aria-label');

test('arrow keys walk the hours, and each says its figures', async () => {
  await openPage('/', () => answered(overview()));
  const chart = await screen.findByRole('group', { name: /Arrow keys walk the hours/ });
  const hours = within(chart).getAllByRole('img');
  expect(hours).toHaveLength(25);
  const reachable = hours.filter((hour) => hour.getAttribute('tabindex') === '0');
  expect(reachable).toEqual([hours[24]]);
  act(() => {
    reachable[0]!.focus();
  });
  const user = userEvent.setup();
  await user.keyboard('{ArrowLeft}');
  expect(focusedHour()).toBe(
    'Nov 22, 13:00–14:00 UTC: 20,000 points in 1,000 requests. By route: asApp 100%.',
  );
  await user.keyboard('{ArrowLeft}{ArrowLeft}');
  expect(focusedHour()).toBe('Nov 22, 11:00–12:00 UTC: no call.');
  await user.keyboard('{End}{ArrowRight}');
  expect(focusedHour()).toMatch(/^Nov 22, 14:00–15:00 UTC, so far: 41,213 points/);
  await user.keyboard('{Home}');
  expect(focusedHour()).toBe('Nov 21, 14:00–15:00 UTC: no call.');
});

test('the hour under the pointer is explained in words', async () => {
  await openPage('/', () => answered(overview()));
  const chart = await screen.findByRole('group', { name: /Points an hour of Jira/ });
  const hour = within(chart).getAllByRole('img')[23]!;
  await userEvent.hover(hour);
  expect(screen.getByText(/^Nov 22, 13:00–14:00 UTC: 20,000 points/)).toBeTruthy();
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
  const chart = screen.getByRole('group', { name: /Points an hour of Confluence/ });
  expect(within(chart).getAllByRole('img')[24]!.getAttribute('aria-label')).toBe(
    'Nov 22, 14:00–15:00 UTC: no call.',
  );
});
