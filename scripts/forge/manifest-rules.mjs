/**
 * What the platform refuses or charges for at run time, and Forge's own validation lets pass. Takes the manifest as read from
 * YAML, gives findings in words. Sources: Forge manifest reference ("Scheduled trigger", "Custom entities"), read 2026-11.
 * @param {import('./manifest').Manifest} manifest
 * @returns {string[]}
 */
export function manifestFindings(manifest) {
  return [
    ...storageScope(manifest),
    ...scheduledTriggers(manifest.modules?.scheduledTrigger ?? []),
    ...entityIndexes(manifest.app?.storage?.entities ?? []),
    ...functionKeys(manifest.modules?.function ?? []),
    ...subpages(manifest.modules?.['confluence:globalSettings'] ?? []),
  ];
}

/** @param {import('./manifest').Manifest} manifest */
export function scopeNames({ permissions }) {
  const scopes = permissions?.scopes ?? [];
  return Array.isArray(scopes) ? scopes : Object.keys(scopes);
}

/** @param {import('./manifest').Manifest} manifest */
function storageScope(manifest) {
  if (manifest.app?.storage === undefined || scopeNames(manifest).includes('storage:app')) return [];
  return ['permissions.scopes lacks storage:app, which every storage call needs'];
}

/** @param {{ interval?: string }[]} triggers */
function scheduledTriggers(triggers) {
  const findings = [];
  if (triggers.length > 5)
    findings.push(`${triggers.length} scheduled triggers, the platform runs 5 at most`);
  const frequent = triggers.filter(({ interval }) => interval === 'fiveMinute').length;
  if (frequent > 1) findings.push(`${frequent} triggers every five minutes, the platform runs 1 at most`);
  return findings;
}

/** @param {import('./manifest').Entity[]} entities */
function entityIndexes(entities) {
  return entities.flatMap(({ name, indexes = [] }) =>
    indexes
      .filter((index) => (index.range?.length ?? 0) > 1)
      .map(
        (index) =>
          `index ${index.name} of entity ${name} has ${index.range?.length} range attributes, 1 is allowed`,
      ),
  );
}

/** @param {NonNullable<import('./manifest').Modules['confluence:globalSettings']>} modules */
function subpages(modules) {
  return modules
    .filter(({ pages, sections }) => pages !== undefined || sections !== undefined)
    .map(({ key }) => `confluence:globalSettings ${key} has subpages, which Confluence does not draw`);
}

/** @param {{ key: string }[]} functions */
function functionKeys(functions) {
  return functions
    .filter(({ key }) => key.length > 23)
    .map(({ key }) => `function key ${key} has ${key.length} characters, 23 are allowed`);
}
