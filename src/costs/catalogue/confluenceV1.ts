/** Confluence, first REST API: still the only one for searches, users and groups. */
import {
  comparedWith,
  uncompared,
  confluenceRuleSource,
  list,
  one,
  page,
  post,
  put,
  readByPost,
  remove,
  section,
  shown,
} from './rows';
import { confluenceClient, earlierConfluenceClient } from './compared';

const content = '/wiki/rest/api/content/{id}';

const earlier = comparedWith(earlierConfluenceClient);

export const confluenceV1 = section(
  {
    product: 'confluence',
    source: confluenceRuleSource,
    reference: 'https://developer.atlassian.com/cloud/confluence/rest/v1/intro/',
    comparedWith: confluenceClient,
    readOn: '2026-11-22',
  },
  [
    shown(earlier(one(content, 'core'))),
    earlier(post('/wiki/rest/api/content')),
    earlier(put(content)),
    earlier(remove(content)),
    earlier(list('/wiki/rest/api/content', 'core', 'results[]', page(25, null))),
    list('/wiki/rest/api/content/search', 'core', 'results[]', page(25, null)),
    list('/wiki/rest/api/search', 'core', 'results[]', page(25, null)),
    earlier(list(`${content}/child/page`, 'core', 'results[]', page(25, null))),
    earlier(list(`${content}/child/comment`, 'other', 'results[]', page(25, null))),
    earlier(list(`${content}/child/attachment`, 'core', 'results[]', page(50, null))),
    earlier(list(`${content}/descendant/page`, 'core', 'results[]', page(25, null))),
    earlier(one(`${content}/history`, 'other')),
    earlier(list(`${content}/label`, 'other', 'results[]', page(200, null))),
    post(`${content}/label`),
    earlier(list(`${content}/version`, 'other', 'results[]', page(200, null))),
    earlier(list(`${content}/property`, 'other', 'results[]', page(10, null))),
    earlier(one(`${content}/property/{key}`, 'other')),
    earlier(put(`${content}/property/{key}`)),
    list(`${content}/restriction`, 'identity', 'results[]', page(100, null)),
    put(`${content}/restriction`),
    readByPost(`${content}/permission/check`, 'identity', 'body'),
    earlier(list('/wiki/rest/api/space', 'core', 'results[]', page(25, null))),
    shown(earlier(one('/wiki/rest/api/space/{spaceKey}', 'core'))),
    post('/wiki/rest/api/space'),
    remove('/wiki/rest/api/space/{spaceKey}'),
    post('/wiki/rest/api/space/{spaceKey}/permission'),
    // The client's description has one list where the reference groups the answer by type.
    uncompared(list('/wiki/rest/api/space/{spaceKey}/content', 'core', 'page.results[]', page(25, null))),
    shown(one('/wiki/rest/api/user', 'identity')),
    one('/wiki/rest/api/user/current', 'identity'),
    one('/wiki/rest/api/user/anonymous', 'identity'),
    list('/wiki/rest/api/user/bulk', 'identity', 'results[]', page(100, 200)),
    list('/wiki/rest/api/user/memberof', 'identity', 'results[]', page(200, 200)),
    list('/wiki/rest/api/search/user', 'identity', 'results[]', page(25, null)),
    list('/wiki/rest/api/group', 'identity', 'results[]', page(200, 200)),
    one('/wiki/rest/api/group/by-id', 'identity'),
    list('/wiki/rest/api/group/{groupId}/membersByGroupId', 'identity', 'results[]', page(200, 200)),
    list('/wiki/rest/api/audit', 'other', 'results[]', page(1000, 1000)),
    one('/wiki/rest/api/longtask/{id}', 'other'),
    one('/wiki/rest/api/settings/systemInfo', 'other'),
  ],
);
