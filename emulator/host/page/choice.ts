import type { ColorMode, HostState } from './messages';

/** What the page shows, and to whom. It stands in the address, so that a link shows the same to somebody else. */
export interface Choice {
  app: HostState['apps'][number];
  site: HostState['sites'][number];
  person: HostState['sites'][number]['people'][number];
  product: 'jira' | 'confluence';
  module: HostState['apps'][number]['modules'][number] | null;
  installationId: string | null;
  /** Below the module, for example `/endpoints`. */
  pathname: string;
  colorMode: ColorMode;
  /** The language of the person, as a product would say it. */
  locale: string;
}

/** What the address says to the host; every other name in it belongs to the app's page. */
export const hostSwitches = ['app', 'site', 'as', 'theme', 'locale'] as const;

const address = /^\/(jira|wiki)\/settings\/apps\/points-gauge(\/[^/]*)?\/?$/;

/** Of a person who chose none. */
export const usualLocale = 'en-US';

export function localeOf(url: URL): string {
  return url.searchParams.get('locale') ?? usualLocale;
}

/** Names in the address that are not known fall back to the first. @throws Error when there is nothing to choose from. */
export function readChoice(state: HostState, url: URL): Choice {
  const asked = (name: string): string | null => url.searchParams.get(name);
  const app = state.apps.find(({ key }) => key === asked('app')) ?? state.apps[0];
  const site = state.sites.find(({ name }) => name === asked('site')) ?? state.sites[0];
  const person = site?.people.find(({ role }) => role === asked('as')) ?? site?.people[0];
  if (app === undefined || site === undefined || person === undefined) {
    throw new Error('The development cloud has no app, site or person.');
  }
  const [, place, below] = address.exec(url.pathname) ?? [];
  const product = place === 'wiki' ? 'confluence' : 'jira';
  return {
    app,
    site,
    person,
    product,
    module: app.modules.find((module) => module.product === product) ?? null,
    installationId: app.installations.find(({ cloudId }) => cloudId === site.cloudId)?.id ?? null,
    pathname: below ?? '/',
    colorMode: asked('theme') === 'dark' ? 'dark' : 'light',
    locale: localeOf(url),
  };
}

export function basePath(product: Choice['product']): string {
  return `/${product === 'jira' ? 'jira' : 'wiki'}/settings/apps/points-gauge`;
}

/** The same page with one thing changed; what is the first of its kind is left out of the address. */
export function changed(url: URL, name: string, value: string | null): string {
  const next = new URL(url);
  if (value === null) next.searchParams.delete(name);
  else next.searchParams.set(name, value);
  return next.pathname + next.search;
}

/** The app's part of a query, as the app wrote it: `''` or from the question mark on. */
export function appSearch(search: string): string {
  const query = new URLSearchParams(search);
  for (const name of hostSwitches) query.delete(name);
  return query.size === 0 ? '' : `?${query.toString()}`;
}

/** The host's own switches of the present query, then the app's. */
export function wholeSearch(present: string, ofApp: string): string {
  const before = new URLSearchParams(present);
  const query = new URLSearchParams();
  for (const name of hostSwitches) {
    const value = before.get(name);
    if (value !== null) query.set(name, value);
  }
  for (const [name, value] of new URLSearchParams(appSearch(ofApp))) query.append(name, value);
  return query.size === 0 ? '' : `?${query.toString()}`;
}
