import { hasSubpages } from '../forge/manifest';
import { titleIn, type Title } from '../forge/translations';
import type { HostOptions } from './host-options';
import type { HostState } from './page/messages';

/** Page modules that a product shows in its administration. */
const administration: Readonly<Record<string, 'jira' | 'confluence'>> = {
  'jira:adminPage': 'jira',
  'confluence:globalSettings': 'confluence',
};

/** What the host's page needs to draw its bars, switches and sidebar, with titles for a person of this locale. */
export function hostState(options: HostOptions, locale: string): HostState {
  return {
    sites: options.sites.map(({ name, cloudId, siteUrl, people }) => ({ name, cloudId, siteUrl, people })),
    apps: options.apps.map((app) => ({
      key: app.key,
      title: app.title,
      scopes: app.forge.manifest.scopes,
      installations: app.forge.installations.map(({ id, cloudId }) => ({ id, cloudId })),
      modules: app.forge.manifest.pageModules.flatMap((module) => {
        const inWords = (title: Title) => titleIn(app.forge.manifest.translations, title, locale);
        const product = administration[module.type];
        return product === undefined
          ? []
          : [
              {
                ...{ key: module.key, type: module.type, product, title: inWords(module.title) },
                pages: module.pages.map(({ title, route }) => ({ title: inWords(title), route })),
                entryFile: module.resource?.entryFile ?? 'index.html',
                hasHistory: hasSubpages(module.type),
              },
            ];
      }),
    })),
  };
}
