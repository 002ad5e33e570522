/** One app on one site. Its id is new after a reinstallation, and storage goes by it. */
export interface Installation {
  id: string;
  cloudId: string;
  /** For example `https://acme.atlassian.net`. */
  siteUrl: string;
  environmentType: 'PRODUCTION' | 'STAGING' | 'DEVELOPMENT';
  installedAtMs: number;
}

/** The site as the platform names it. */
export function contextAri(installation: Installation): string {
  return `ari:cloud:jira::site/${installation.cloudId}`;
}

/** Second argument of every handler, as far as it says whose call it is. */
export function requestOf(installation: Installation, accountId: string | null): Record<string, unknown> {
  return {
    ...(accountId === null ? {} : { principal: { accountId } }),
    installContext: contextAri(installation),
    license: { active: true, type: 'COMMERCIAL' },
    installation: {
      ari: { installationId: installation.id },
      contexts: [
        { cloudId: installation.cloudId, workspaceId: `ari:cloud:jira::site/${installation.cloudId}` },
        { cloudId: installation.cloudId, workspaceId: `ari:cloud:confluence::site/${installation.cloudId}` },
      ],
    },
  };
}
