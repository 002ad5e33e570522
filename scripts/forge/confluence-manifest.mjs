import { Problem } from '../problem.mjs';
import { confluenceVariant } from './confluence-variant.mjs';
import { writeVariant } from './write-variant.mjs';

const head = `# Points Gauge for sites with Confluence and without Jira. Written from manifest.yml by "npm run manifest:confluence".
# The platform allows one required product per app, so this is an app of its own, beside the one for Jira: in a copy of the project,
# run "forge register" once. Written again later, it keeps its id with "npm run manifest:confluence -- --app-id <its app.id>".
`;

const options = /** @type {const} */ ({
  'app-id': { type: 'string' },
  stdout: { type: 'boolean' },
});

/** `npm run manifest:confluence [-- --app-id <id>] [-- --stdout]` */
await writeVariant({
  name: 'confluence',
  head,
  options,
  variantOf: (manifest, values) => confluenceVariant(manifest, appIdOf(values)),
});

/**
 * `undefined` where none is given. @throws Problem for what is no app's id
 * @param {import('./write-variant.mjs').Values} values
 */
function appIdOf({ 'app-id': id }) {
  if (id === undefined) return id;
  if (typeof id === 'string' && /^ari:cloud:ecosystem::app\/[0-9a-f-]{36}$/.test(id)) return id;
  throw new Problem(`--app-id "${id}" is no id of an app, as "app.id" in a manifest.yml has it.`);
}
