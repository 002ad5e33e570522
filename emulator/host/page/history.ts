import type { HistoryAction, PageLocation } from './messages';

type Listener = (location: PageLocation, action: HistoryAction) => void;
/** A path, or the parts that change. */
type Target = string | Partial<PageLocation>;

/** What the app's page gets from `view.createHistory()`: the API of the history package, version 4. */
export interface PageHistory {
  length: number;
  action: HistoryAction;
  location: PageLocation;
  push: (target: Target, state?: unknown) => void;
  replace: (target: Target, state?: unknown) => void;
  go: (steps: number) => void;
  goBack: () => void;
  goForward: () => void;
  listen: (listener: Listener) => () => void;
  block: () => () => void;
  createHref: (location: Partial<PageLocation>) => string;
}

export interface HistoryPort {
  /** Tells the host's address bar. */
  moved: (action: 'PUSH' | 'REPLACE', location: PageLocation) => void;
  go: (steps: number) => void;
}

/** @returns the history, and `arrive` for moves that came from the host: its sidebar, or back and forward. */
export function createPageHistory(
  first: PageLocation,
  port: HistoryPort,
): { history: PageHistory; arrive: (action: HistoryAction, location: PageLocation) => void } {
  const listeners = new Set<Listener>();
  let keys = 0;
  const arrive = (action: HistoryAction, location: PageLocation): void => {
    history.action = action;
    history.location = location;
    for (const listener of [...listeners]) listener(location, action);
  };
  const move = (action: 'PUSH' | 'REPLACE', target: Target, state: unknown): void => {
    keys += 1;
    const location = locate(target, state, `k${String(keys)}`);
    if (action === 'PUSH') history.length += 1;
    port.moved(action, location);
    arrive(action, location);
  };
  const history: PageHistory = {
    length: 1,
    action: 'POP',
    location: first,
    push: (target, state) => {
      move('PUSH', target, state);
    },
    replace: (target, state) => {
      move('REPLACE', target, state);
    },
    go: port.go,
    goBack: () => {
      port.go(-1);
    },
    goForward: () => {
      port.go(1);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    block: () => () => undefined,
    createHref: ({ pathname = '/', search = '', hash = '' }) => pathname + search + hash,
  };
  return { history, arrive };
}

export function locate(target: Target, state: unknown, key: string): PageLocation {
  if (typeof target !== 'string') {
    return { pathname: '/', search: '', hash: '', state, ...target, key };
  }
  const url = new URL(target, 'http://page');
  return { pathname: url.pathname, search: url.search, hash: url.hash, state, key };
}
