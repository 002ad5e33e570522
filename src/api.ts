/**
 * `points-gauge/api`: stands where `@forge/api` stood, every name of it, with the calls to products metered. What is not a product call
 * is that of `@forge/api` itself.
 */
import * as forge from '@forge/api';
import { dropIn } from './app/drop-in';

export * from '@forge/api';

// These stand before the names of the same kind that the line above exports.
export const { asApp, asUser, requestJira, requestConfluence } = dropIn(() => forge);

const api: typeof forge.default = { ...forge.default, ...dropIn(() => forge.default) };
export { api as default };
