/** Jira platform: users, groups, roles and permissions, which the rule charges double. */
import {
  comparedWith,
  uncompared,
  jiraRuleSource,
  list,
  measured,
  measuredIn,
  one,
  page,
  post,
  readByPost,
  remove,
  section,
  shown,
} from './rows';
import { earlierJiraClient, jiraClient, jiraReferenceCopy, largestOnly } from './compared';

const earlier = comparedWith(earlierJiraClient);

export const jiraPeople = section(
  {
    product: 'jira',
    source: jiraRuleSource,
    reference: 'https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-users/',
    comparedWith: jiraClient,
    readOn: '2026-11-22',
  },
  [
    one('/rest/api/3/myself', 'identity'),
    one('/rest/api/3/user', 'identity'),
    // About ten users were had for one point.
    measured(list('/rest/api/3/user/search', 'identity', '[]', page(50, 1000)), 'flat', measuredIn(151)),
    list('/rest/api/3/user/search/query', 'identity', 'values[]', page(100, null)),
    list('/rest/api/3/user/picker', 'identity', 'users[]', page(50, 1000)),
    list('/rest/api/3/user/assignable/search', 'identity', '[]', page(50, 1000, jiraReferenceCopy)),
    list(
      '/rest/api/3/user/assignable/multiProjectSearch',
      'identity',
      '[]',
      page(50, 1000, jiraReferenceCopy),
    ),
    list('/rest/api/3/user/permission/search', 'identity', '[]', page(50, 1000)),
    list('/rest/api/3/user/viewissue/search', 'identity', '[]', page(50, 1000)),
    earlier(list('/rest/api/3/user/bulk', 'identity', 'values[]', page(10, 200))),
    earlier(list('/rest/api/3/user/bulk/migration', 'identity', '[]', page(10, 200))),
    list('/rest/api/3/user/groups', 'identity', '[]'),
    one('/rest/api/3/user/email', 'identity'),
    // The client's description has one address where the reference shows a list.
    uncompared(list('/rest/api/3/user/email/bulk', 'identity', '[]')),
    list('/rest/api/3/user/properties', 'other', 'keys[]'),
    one('/rest/api/3/user/properties/{propertyKey}', 'other'),
    list('/rest/api/3/users', 'identity', '[]', page(50, 1000, largestOnly(jiraClient))),
    list('/rest/api/3/users/search', 'identity', '[]', page(50, 1000, largestOnly(jiraClient))),
    shown(list('/rest/api/3/group/member', 'identity', 'values[]', page(50, 50, largestOnly(jiraClient)))),
    earlier(list('/rest/api/3/group/bulk', 'identity', 'values[]', page(50, null))),
    list('/rest/api/3/groups/picker', 'identity', 'groups[]', page(20, null)),
    post('/rest/api/3/group'),
    post('/rest/api/3/group/user'),
    remove('/rest/api/3/group/user'),
    list('/rest/api/3/role', 'identity', '[]'),
    one('/rest/api/3/role/{id}', 'identity'),
    list('/rest/api/3/role/{id}/actors', 'identity', 'actors[]'),
    list('/rest/api/3/project/{projectIdOrKey}/role', 'identity', '{}'),
    list('/rest/api/3/project/{projectIdOrKey}/role/{id}', 'identity', 'actors[]'),
    list('/rest/api/3/project/{projectIdOrKey}/roledetails', 'identity', '[]'),
    post('/rest/api/3/project/{projectIdOrKey}/role/{id}'),
    list('/rest/api/3/permissions', 'identity', 'permissions{}'),
    list('/rest/api/3/mypermissions', 'identity', 'permissions{}'),
    readByPost('/rest/api/3/permissions/check', 'identity', 'projectPermissions[]'),
    // About 1,000 projects were had for one point. Read as projects they would cost 1,001, as permissions 2,001.
    measured(
      readByPost('/rest/api/3/permissions/project', 'identity', 'projects[]'),
      'flat',
      measuredIn(151),
    ),
    list('/rest/api/3/permissionscheme', 'identity', 'permissionSchemes[]'),
    one('/rest/api/3/permissionscheme/{schemeId}', 'identity'),
    list('/rest/api/3/permissionscheme/{schemeId}/permission', 'identity', 'permissions[]'),
    post('/rest/api/3/permissionscheme/{schemeId}/permission'),
    list('/rest/api/3/applicationrole', 'identity', '[]'),
  ],
);
