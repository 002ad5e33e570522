/** What making, commenting and resolving a work item needs beside the scopes that the gauge has anyway. */
export const writeScope = 'write:jira-work';

/**
 * The manifest for an app that may warn by a work item in Jira, from the manifest as read from YAML. A scope that writes is asked
 * of every site that installs the app, so the plain manifest goes without it. Its input is left as it is.
 * @param {import('./manifest').Manifest} manifest
 * @returns {import('./manifest').Manifest}
 */
export function warningsVariant(manifest) {
  const { scopes: own } = manifest.permissions;
  const scopes = Array.isArray(own) ? [...own, writeScope] : { ...own, [writeScope]: {} };
  return { ...manifest, permissions: { ...manifest.permissions, scopes } };
}
