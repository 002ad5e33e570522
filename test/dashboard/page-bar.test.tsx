import { answered, bridge } from './fake-bridge';
import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { hostContext, openHistory } from '../../static/dashboard/src/host';
import { overview } from './fixtures';
import { drawPage } from './open-page';

beforeEach(() => {
  bridge.reset();
  bridge.answer = () => answered(overview());
  window.history.replaceState(null, '', '#');
});
afterEach(cleanup);

const bar = () => screen.getByRole('navigation', { name: 'Pages of Points Gauge' });
const linkNames = () =>
  within(bar())
    .getAllByRole('link')
    .map((link) => link.textContent);

describe('the navigation of the page', () => {
  it('is left to Jira, whose sidebar has the subpages', async () => {
    await drawPage();
    await screen.findByRole('heading', { name: 'What this page cannot see' });
    expect(screen.queryByRole('navigation')).toBeNull();
  });

  it.each(['confluence:globalSettings', 'jira:globalPage'])('is the page’s own in %s', async (moduleType) => {
    bridge.moduleType = moduleType;
    bridge.lends = 'refusal';
    await drawPage();
    await screen.findByRole('heading', { name: 'What this page cannot see' });
    expect(linkNames()).toEqual(['Overview', 'Endpoints', 'Routing', 'Limits', 'Reports', 'Settings']);
    expect(within(bar()).getByRole('link', { current: 'page' }).textContent).toBe('Overview');
  });

  it('walks its links with the arrow keys, opens one, and hands the focus to the title of what has opened', async () => {
    bridge.moduleType = 'confluence:globalSettings';
    bridge.lends = 'refusal';
    bridge.answer = () => new Promise(() => undefined);
    await drawPage();
    const user = userEvent.setup();
    await user.tab();
    await user.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}');
    expect(document.activeElement?.textContent).toBe('Limits');
    await user.keyboard('{Enter}');
    const title = await screen.findByRole('heading', { level: 1, name: 'Limits' });
    expect(document.activeElement).toBe(title);
    expect(within(bar()).getByRole('link', { current: 'page' }).textContent).toBe('Limits');
    within(bar()).getByRole('link', { name: 'Limits' }).focus();
    await user.keyboard('{End}');
    expect(document.activeElement?.textContent).toBe('Settings');
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement?.textContent).toBe('Overview');
    await user.keyboard('{ArrowLeft}{Home}');
    expect(document.activeElement?.textContent).toBe('Overview');
  });

  it('leaves the focus where it is when the product’s own sidebar opened a subpage', async () => {
    bridge.answer = () => new Promise(() => undefined);
    await drawPage();
    act(() => {
      bridge.goTo('/limits');
    });
    await screen.findByRole('heading', { level: 1, name: 'Limits' });
    expect(document.activeElement).toBe(document.body);
  });
});

describe('the history of the page', () => {
  it.each(['nothing', 'refusal'] as const)('is its own where the product lends %s', async (lends) => {
    bridge.lends = lends;
    window.history.replaceState(null, '', '#/limits?period=7d');
    const history = await openHistory(hostContext());
    expect(history.location).toEqual({ pathname: '/limits', search: '?period=7d' });
  });

  it('is its own a second later where a module without subpages gets no answer, and ten seconds later elsewhere', async () => {
    jest.useFakeTimers();
    try {
      for (const [moduleType, seconds] of [
        ['confluence:globalSettings', 1],
        ['jira:adminPage', 10],
        [null, 10],
      ] as const) {
        bridge.moduleType = moduleType;
        bridge.lends = 'silence';
        let opened = false;
        void openHistory(hostContext()).then(() => {
          opened = true;
        });
        await jest.advanceTimersByTimeAsync(seconds * 1000 - 1);
        expect(opened).toBe(false);
        await jest.advanceTimersByTimeAsync(1);
        expect(opened).toBe(true);
      }
    } finally {
      jest.useRealTimers();
    }
  });

  it('is the product’s where it lends one, whatever the module', async () => {
    bridge.moduleType = 'confluence:globalSettings';
    bridge.place('/routing?period=7d');
    const history = await openHistory(hostContext());
    expect(history.location).toEqual({ pathname: '/routing', search: '?period=7d' });
  });
});
