/** Where in the fleet's page one is: behind the `#` of its address, so that a link, a reload and Back show the same. */
import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { PageHistory } from '../page-history';

export const fleetPages = ['overview', 'sites', 'site', 'evidence', 'settings'] as const;
export type FleetPage = (typeof fleetPages)[number];

export interface FleetNavigation {
  /** `null`: there is no such page. */
  page: FleetPage | null;
  query: URLSearchParams;
  open: (page: FleetPage, query?: Record<string, string>) => void;
  /** Changes parts of the query; `null` takes one out. It leaves no step for Back. */
  change: (values: Record<string, string | null>) => void;
  /** Whether the page was just opened by a link of its own; asked once, by the title that takes the focus. */
  takeArrival: () => boolean;
}

const NavigationContext = createContext<FleetNavigation | null>(null);

export function useFleetNavigation(): FleetNavigation {
  const navigation = useContext(NavigationContext);
  if (navigation === null) throw new Error('There is no navigation around this part.');
  return navigation;
}

export function FleetNavigationProvider({
  history,
  children,
}: {
  history: PageHistory;
  children: ReactNode;
}) {
  const [place, setPlace] = useState(history.location);
  const arrived = useRef(false);
  useEffect(() => history.listen(setPlace), [history]);
  const navigation = useMemo<FleetNavigation>(() => {
    const query = new URLSearchParams(place.search ?? '');
    return {
      page: pageOf(place.pathname),
      query,
      open: (page, wanted = {}) => {
        arrived.current = true;
        history.push(addressOf(page, wanted));
      },
      change: (values) => {
        const next = new URLSearchParams(query);
        for (const [name, value] of Object.entries(values)) {
          if (value === null) next.delete(name);
          else next.set(name, value);
        }
        history.replace(place.pathname + (next.size === 0 ? '' : `?${next.toString()}`));
      },
      takeArrival: () => {
        const isArrival = arrived.current;
        arrived.current = false;
        return isArrival;
      },
    };
  }, [history, place]);
  return <NavigationContext.Provider value={navigation}>{children}</NavigationContext.Provider>;
}

export function addressOf(page: FleetPage, query: Record<string, string> = {}): string {
  const path = page === 'overview' ? '/' : `/${page}`;
  const search = new URLSearchParams(query).toString();
  return search === '' ? path : `${path}?${search}`;
}

function pageOf(pathname: string): FleetPage | null {
  const name = pathname.replace(/^\/+|\/+$/g, '');
  return name === '' ? 'overview' : (fleetPages.find((page) => page === name) ?? null);
}

/** A link within the page. */
export function FleetLink({
  to,
  query = {},
  isCurrent = false,
  className = 'page-link',
  children,
}: {
  to: FleetPage;
  query?: Record<string, string>;
  isCurrent?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const { open } = useFleetNavigation();
  return (
    <a
      className={className}
      href={`#${addressOf(to, query)}`}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        open(to, query);
      }}
    >
      {children}
    </a>
  );
}
