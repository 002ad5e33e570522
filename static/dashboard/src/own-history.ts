import type { PageHistory, PagePlace } from './page-history';

/** What the history needs of the window that the page runs in. */
export interface HistoryWindow {
  location: { hash: string };
  history: Pick<History, 'pushState' | 'replaceState'>;
  addEventListener: (name: 'popstate' | 'hashchange', heard: () => void) => void;
}

/**
 * A history for hosts that lend none. It writes the place behind the `#` of the page's own frame: its steps are steps of the
 * browser, so Back and Forward walk them, and a browser that restores the frame restores the place. The address of the product
 * cannot follow. Where the frame's sandbox refuses such steps, the place lasts as long as the page.
 */
export function ownHistory(frame: HistoryWindow): PageHistory {
  const heard = new Set<(location: PagePlace) => void>();
  const arrive = (place: PagePlace): void => {
    if (isSame(place, history.location)) return;
    history.location = place;
    heard.forEach((tell) => {
      tell(place);
    });
  };
  const step = (how: 'pushState' | 'replaceState', path: string): void => {
    try {
      // As with any link: the address that is open already makes no further step.
      const isOpen = isSame(placeOf(path), history.location);
      frame.history[isOpen ? 'replaceState' : how](null, '', `#${path}`);
    } catch {
      // A sandbox without an origin of its own has no steps to take.
    }
    arrive(placeOf(path));
  };
  const history: PageHistory = {
    location: placeOf(frame.location.hash.slice(1)),
    push: (path) => {
      step('pushState', path);
    },
    replace: (path) => {
      step('replaceState', path);
    },
    listen(tell) {
      heard.add(tell);
      return () => heard.delete(tell);
    },
  };
  for (const name of ['popstate', 'hashchange'] as const) {
    frame.addEventListener(name, () => {
      arrive(placeOf(frame.location.hash.slice(1)));
    });
  }
  return history;
}

function placeOf(path: string): PagePlace {
  const [pathname = '', search = ''] = path.split('?', 2);
  return { pathname: pathname === '' ? '/' : pathname, search: search === '' ? '' : `?${search}` };
}

function isSame(one: PagePlace, other: PagePlace): boolean {
  return one.pathname === other.pathname && one.search === other.search;
}
