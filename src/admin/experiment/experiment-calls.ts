import { isRead } from '../../insights/routes/route-flows';
import type { ExperimentCall } from '../../insights/routes/experiment';
import { estimatePoints } from '../../costs/estimate';
import type { PriceOverrides } from '../../costs/overrides';
import { findEntry } from '../../costs/lookup';
import { BadRequest } from '../contract/request';

/** Reads that every site can answer, to begin with. An administrator may name others. */
export const suggestedCalls = [
  'GET /rest/api/3/search/jql?jql=created%20%3E%3D%20-3650d&fields=id&maxResults=50',
  'GET /rest/api/3/project/search?maxResults=50',
  'GET /rest/api/3/myself',
  'POST /rest/api/3/search/jql',
  'GET /wiki/api/v2/pages?limit=25',
  'GET /wiki/api/v2/spaces?limit=25',
] as const;

/** The POST that is known to read only, with what it sends. */
const searchByPost = {
  line: 'POST /rest/api/3/search/jql',
  body: JSON.stringify({ jql: 'created >= -3650d', fields: ['id'], maxResults: 50 }),
  /** What that body can bring at most: a POST's price is not bounded by its path. */
  mostObjects: 50,
};

/** Letters, digits and what a query needs; no dots that go up, no second host. */
const safePath = /^\/(?:rest|wiki)\/[\w~%/-][\w.~%/:?&=,+*-]*$/;
const longestLine = 500;

/**
 * A call from a line such as `GET /rest/api/3/issue/WEB-1`. Only what reads passes: a GET of the catalogue or the known POST.
 * @param overrides prices that were measured and taken over
 * @throws BadRequest for anything else; the message says what to do
 */
export function readExperimentCall(line: unknown, overrides?: PriceOverrides): ExperimentCall {
  if (typeof line !== 'string' || line.length > longestLine)
    throw new BadRequest('Each call must be a text such as "GET /rest/api/3/myself".');
  const [, method, path] = /^(GET|POST) (\S+)$/.exec(line.trim()) ?? [];
  if (path === undefined || !safePath.test(path) || /\.\.|\/\/|%2e%2e/i.test(path))
    throw new BadRequest(
      `"${line.slice(0, 80)}" is not GET or POST and a path that begins with /rest/ or /wiki/.`,
    );
  const product = path.startsWith('/wiki/') ? 'confluence' : 'jira';
  const isSearch = line.trim() === searchByPost.line;
  const { entry, template } = findEntry(product, method === 'POST' ? 'POST' : 'GET', path);
  if ((method === 'POST' && !isSearch) || entry === null || !isRead(product, entry.method, path))
    throw new BadRequest(
      `"${line.slice(0, 80)}" is not known to read only. An experiment makes GETs that the catalogue has, and "${searchByPost.line}".`,
    );
  const objects = isSearch ? searchByPost.mostObjects : null;
  const { points } = estimatePoints({ product, method: entry.method, path, objects, overrides });
  return {
    ...{ product, path, template, points },
    method: isSearch ? 'POST' : 'GET',
    body: isSearch ? searchByPost.body : null,
    objectsAt: entry.objectsAt,
  };
}
