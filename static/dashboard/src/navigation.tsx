import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { PageName } from '../../../src/admin/contract/contract';
import type { PageHistory } from './page-history';
import { addressOf, pageOf } from './route';

export interface Navigation {
  /** The subpage of the address; `null` for an unknown one. */
  page: PageName | null;
  /** What the page keeps in its address, so that a link, a reload and the back button show the same. */
  query: URLSearchParams;
  /** Whether the product around the page draws links to the subpages. */
  hasHostPages: boolean;
  /** @param query what the subpage is to show; left out, it is as it opens */
  open: (page: PageName, query?: Readonly<Record<string, string>>) => void;
  /** Whether the page was just opened by a link of its own; asked once, by the title that takes the focus. */
  takeArrival: () => boolean;
  /** Changes parts of the query; `null` takes one out. `replace` leaves no step for the back button. */
  change: (values: Record<string, string | null>, how: 'push' | 'replace') => void;
}

const NavigationContext = createContext<Navigation>({
  page: 'overview',
  query: new URLSearchParams(),
  hasHostPages: true,
  open: () => undefined,
  takeArrival: () => false,
  change: () => undefined,
});

export function useNavigation(): Navigation {
  return useContext(NavigationContext);
}

interface NavigationProviderProps {
  history: PageHistory;
  hasHostPages: boolean;
  children: ReactNode;
}

export function NavigationProvider({ history, hasHostPages, children }: NavigationProviderProps) {
  const [place, setPlace] = useState(history.location);
  /** The subpage that a link of the page opened, until its title has taken the focus. */
  const arrival = useRef<PageName | null>(null);
  useEffect(() => history.listen(setPlace), [history]);
  const navigation = useMemo<Navigation>(() => {
    const query = new URLSearchParams(place.search ?? '');
    const page = pageOf(place.pathname);
    return {
      page,
      query,
      hasHostPages,
      open: (wanted, what) => {
        // Within a subpage only what has a title of its own is an arrival.
        arrival.current = wanted === page && what === undefined && query.size === 0 ? null : wanted;
        history.push(addressOf(wanted, what));
      },
      takeArrival: () => {
        const isArrival = arrival.current !== null && arrival.current === page;
        arrival.current = null;
        return isArrival;
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
  }, [history, hasHostPages, place]);
  return <NavigationContext.Provider value={navigation}>{children}</NavigationContext.Provider>;
}
