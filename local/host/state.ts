import { hasSubpages } from '../forge/manifest';
import type { HostOptions } from './host-options';
import type { HostState } from './page/messages';

/** Page modules that a product shows in its administration. */
const administration: Readonly<Record<string, 'jira' | 'confluence'>> = {
  'jira:adminPage': 'jira',
  'confluence:globalSettings': 'confluence',
};

/** What the host's page needs to draw its bars, switches and sidebar. */
export function hostState(options: HostOptions): HostState {
  return {
    sites: options.sites.map(({ name, cloudId, siteUrl, people }) => ({ name, cloudId, siteUrl, people })),
    apps: options.apps.map((app) => ({
      key: app.key,
      title: app.title,
      scopes: app.forge.manifest.scopes,
      installations: app.forge.installations.map(({ id, cloudId }) => ({ id, cloudId })),
      modules: app.forge.manifest.pageModules.flatMap((module) => {
        const product = administration[module.type];
        return product === undefined
          ? []
          : [
              {
                ...{ key: module.key, type: module.type, product, title: module.title },
                ...{ pages: module.pages, hasHistory: hasSubpages(module.type) },
              },
            ];
      }),
    })),
  };
}
