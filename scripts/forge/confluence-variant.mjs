/**
 * True for what only a Jira site can give: `jira:adminPage`, `avi:jira:created:issue`, `read:jira-work`, `read:issue:jira`.
 * @param {string} name
 */
function isOfJira(name) {
  return /(^|[:-])jira([:-]|$)/.test(name) || /^jira/i.test(name);
}

/**
 * @template {{ events: string[] }} T
 * @param {T} trigger
 */
function withoutJiraEvents(trigger) {
  return { ...trigger, events: trigger.events.filter((event) => !isOfJira(event)) };
}

/**
 * Scopes are a list of names, or names with settings.
 * @param {import('./manifest').Scopes} scopes
 * @returns {import('./manifest').Scopes}
 */
function withoutJiraScopes(scopes) {
  if (Array.isArray(scopes)) return scopes.filter((scope) => !isOfJira(scope));
  return Object.fromEntries(Object.entries(scopes).filter(([scope]) => !isOfJira(scope)));
}

/** Nobody's: `forge deploy` refuses it until the app is registered, where Jira's id would put this app in place of that one. */
const unregisteredId = 'ari:cloud:ecosystem::app/5d2c7a90-1b3e-4f6a-9c8d-7e0f1a2b3c4d';

/**
 * The manifest for sites that have Confluence and no Jira, from the manifest as read from YAML. The platform wants exactly one
 * required product, so one manifest cannot serve both kinds of site: this is an app of its own, with an id of its own. Its input is left
 * as it is.
 * @param {import('./manifest').Manifest} manifest
 * @param {string} [id]
 * @returns {import('./manifest').Manifest}
 */
export function confluenceVariant(manifest, id = unregisteredId) {
  const modules = { ...manifest.modules };
  for (const name of Object.keys(modules).filter(isOfJira)) delete modules[name];
  if (modules.trigger !== undefined) {
    modules.trigger = modules.trigger.map(withoutJiraEvents).filter(({ events }) => events.length > 0);
  }
  return {
    ...manifest,
    modules,
    app: { ...manifest.app, id, compatibility: { confluence: { required: true } } },
    permissions: { ...manifest.permissions, scopes: withoutJiraScopes(manifest.permissions.scopes) },
  };
}
