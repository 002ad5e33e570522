/** Prices a call to an endpoint that the catalogue does not have. */
import type { Basis, Method, Points, Product } from '../model';
import { confluenceRuleSource, jiraRuleSource } from './catalogue';
import { pointsPerObject } from './entry';
import type { ObjectRange } from './expected';
import { priceByRule } from './price';

/** Words of a path that say that the objects are people or access, which cost double. */
const identityWords = new Set([
  ...[
    'user',
    'users',
    'users-bulk',
    'group',
    'groups',
    'member',
    'members',
    'actors',
    'role',
    'role-assignments',
  ],
  ...[
    'permission',
    'permissions',
    'permissionscheme',
    'mypermissions',
    'participant',
    'customer',
    'watchers',
  ],
]);

/** Words with which a POST only reads: its objects are then counted. */
const readingWords = new Set([
  'search',
  'jql',
  'check',
  'evaluate',
  'match',
  'parse',
  'bulkfetch',
  'list',
  'picker',
]);

export const ruleSource = (product: Product): string =>
  product === 'confluence' ? confluenceRuleSource : jiraRuleSource;

export function fallbackPrice(
  method: Method,
  template: string,
  objects: ObjectRange,
): { points: Points; basis: Basis } {
  const words = template.split('/');
  switch (method) {
    case 'GET':
      return readPrice(words, objects);
    case 'HEAD':
    case 'OPTIONS':
      // Nothing says what they cost; no object travels.
      return { points: priceByRule('flat', pointsPerObject.other, objects), basis: 'assumed' };
    case 'POST':
      return words.some((word) => readingWords.has(word)) ? readPrice(words, objects) : writePrice(objects);
    case 'PUT':
    case 'PATCH':
    case 'DELETE':
      return writePrice(objects);
  }
}

/** The rule covers every write, whatever the endpoint. */
function writePrice(objects: ObjectRange): { points: Points; basis: Basis } {
  return { points: priceByRule('write', pointsPerObject.other, objects), basis: 'documented' };
}

/** What kind of object it is, is a guess: low leaves the objects out, high takes the dearer kind. */
function readPrice(words: readonly string[], objects: ObjectRange): { points: Points; basis: Basis } {
  const isIdentity = words.some((word) => identityWords.has(word));
  const points = priceByRule(
    'published',
    isIdentity ? pointsPerObject.identity : pointsPerObject.other,
    objects,
  );
  return { points: { ...points, high: 1 + pointsPerObject.identity * objects.high }, basis: 'assumed' };
}
