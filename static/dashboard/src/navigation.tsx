import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { PageName } from '../../../src/admin/contract';
import type { PageHistory } from './api';
import { pageOf, pathOf } from './route';

export interface Navigation {
  /** The subpage of the address; `null` for an unknown one. */
  page: PageName | null;
  /** What the page keeps in its address, so that a link, a reload and the back button show the same. */
  query: URLSearchParams;
  open: (page: PageName) => void;
  /** Changes parts of the query; `null` takes one out. `replace` leaves no step for the back button. */
  change: (values: Record<string, string | null>, how: 'push' | 'replace') => void;
}

const NavigationContext = createContext<Navigation>({
  page: 'overview',
  query: new URLSearchParams(),
  open: () => undefined,
  change: () => undefined,
});

export function useNavigation(): Navigation {
  return useContext(NavigationContext);
}

export function NavigationProvider({ history, children }: { history: PageHistory; children: ReactNode }) {
  const [place, setPlace] = useState(history.location);
  useEffect(() => history.listen(setPlace), [history]);
  const navigation = useMemo<Navigation>(() => {
    const query = new URLSearchParams(place.search ?? '');
    return {
      page: pageOf(place.pathname),
      query,
      open: (page) => {
        history.push(pathOf(page));
      },
      change: (values, how) => {
        const next = new URLSearchParams(query);
        for (const [name, value] of Object.entries(values)) {
          if (value === null) next.delete(name);
          else next.set(name, value);
        }
        history[how](place.pathname + (next.size === 0 ? '' : `?${next.toString()}`));
      },
    };
  }, [history, place]);
  return <NavigationContext.Provider value={navigation}>{children}</NavigationContext.Provider>;
}
