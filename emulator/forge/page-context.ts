import type { Installation } from './installation';
import type { PageModule } from './manifest-pages';

/** What the page's `view.getContext()` and the resolver's `context` have in common. */
export function pageContext(
  installation: Installation,
  page: PageModule,
  accountId: string | null,
): Record<string, unknown> {
  return {
    ...(accountId === null ? {} : { accountId }),
    cloudId: installation.cloudId,
    siteUrl: installation.siteUrl,
    environmentId: `${installation.environmentType.toLowerCase()}-environment`,
    environmentType: installation.environmentType,
    moduleKey: page.key,
    localId: `ari:cloud:ecosystem::extension/${installation.id}/static/${page.key}`,
    extension: { type: page.type },
    locale: 'en-US',
    timezone: 'UTC',
  };
}
