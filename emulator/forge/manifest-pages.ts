/** The modules of a manifest that show a page. */
import { list, record, text } from '../cloud/untrusted';
import { must } from './manifest-entry';
import { resourceNamed, type PageResource } from './resources';
import { readTitle, type Title } from './translations';

export interface PageModule {
  /** For example `jira:adminPage`. */
  type: string;
  key: string;
  title: Title;
  resolver: string | null;
  resource: PageResource | null;
  pages: { title: Title; route: string }[];
}

export function readPages(
  modules: Record<string, unknown>,
  resources: ReadonlyMap<string, PageResource>,
): PageModule[] {
  return Object.entries(modules).flatMap(([type, entries]) =>
    list(entries)
      .filter((entry) => isPage(type, entry))
      .map((entry) => readPage(type, entry, resources)),
  );
}

/** The names of its texts in the files of translations. */
export function titleKeys({ title, pages }: PageModule): string[] {
  const titles = [title, ...pages.map((page) => page.title)];
  return titles.flatMap((one) => (typeof one === 'string' ? [] : [one.i18n]));
}

/** Most kinds of page have their product in the name; others, as `macro` of Confluence, show a resource all the same. */
function isPage(type: string, entry: unknown): boolean {
  return (
    (type.includes(':') && !type.startsWith('rovo:')) ||
    (type !== 'consumer' && text(record(entry).resource) !== null)
  );
}

function readPage(type: string, entry: unknown, resources: ReadonlyMap<string, PageResource>): PageModule {
  const module = record(entry);
  return {
    type,
    key: must(entry, 'key'),
    title: readTitle(module.title) ?? must(entry, 'key'),
    resolver: text(record(module.resolver).function),
    resource: resourceNamed(resources, must(entry, 'key'), text(module.resource)),
    pages: (hasSubpages(type) ? list(module.pages) : []).map((page) => ({
      title: readTitle(record(page).title) ?? must(page, 'title'),
      route: must(page, 'route'),
    })),
  };
}

/**
 * Modules that the product draws subpages for and lends its history to; `pages` of any other is not read.
 * Source: Forge manifest reference, the pages of these modules, and "createHistory" of the view bridge, 2026-08.
 */
const modulesWithSubpages = [
  'jira:adminPage',
  'jira:globalPage',
  'jira:personalSettingsPage',
  'jira:projectPage',
  'jira:projectSettingsPage',
];

export function hasSubpages(moduleType: string): boolean {
  return modulesWithSubpages.includes(moduleType);
}
