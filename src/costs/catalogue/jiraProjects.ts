/** Jira platform: projects and what belongs to them. */
import {
  uncompared,
  comparedWith,
  jiraRuleSource,
  list,
  measured,
  measuredIn,
  one,
  page,
  post,
  put,
  remove,
  section,
} from './rows';
import { earlierJiraClient, jiraClient, largestOnly } from './compared';

const project = '/rest/api/3/project/{projectIdOrKey}';

const earlier = comparedWith(earlierJiraClient);

export const jiraProjects = section(
  {
    product: 'jira',
    source: jiraRuleSource,
    reference: 'https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-projects/',
    comparedWith: jiraClient,
    readOn: '2026-11-22',
  },
  [
    measured(
      list('/rest/api/3/project/search', 'core', 'values[]', page(50, 100, largestOnly(jiraClient))),
      'confirmed',
      measuredIn(151),
    ),
    uncompared(list('/rest/api/3/project', 'core', '[]')),
    earlier(list('/rest/api/3/project/recent', 'core', '[]', page(20, 20))),
    one(project, 'core'),
    post('/rest/api/3/project'),
    put(project),
    remove(project),
    list(`${project}/statuses`, 'other', '[]'),
    // About 500 versions were had for one point.
    measured(list(`${project}/version`, 'other', 'values[]', page(50, null)), 'flat', measuredIn(151)),
    list(`${project}/versions`, 'other', '[]'),
    one('/rest/api/3/version/{id}', 'other'),
    post('/rest/api/3/version'),
    put('/rest/api/3/version/{id}'),
    list(`${project}/component`, 'other', 'values[]', page(50, null)),
    list(`${project}/components`, 'other', '[]'),
    list('/rest/api/3/component', 'other', 'values[]', page(50, null)),
    one('/rest/api/3/component/{id}', 'other'),
    post('/rest/api/3/component'),
    put('/rest/api/3/component/{id}'),
    list(`${project}/properties`, 'other', 'keys[]'),
    one(`${project}/properties/{propertyKey}`, 'other'),
    put(`${project}/properties/{propertyKey}`),
    list(`${project}/features`, 'other', 'features[]'),
    list(`${project}/avatars`, 'other', 'system[]'),
    list('/rest/api/3/project/type', 'other', '[]'),
    list('/rest/api/3/projectCategory', 'other', '[]'),
    list('/rest/api/3/dashboard', 'core', 'dashboards[]', page(20, 1000)),
    list('/rest/api/3/dashboard/search', 'core', 'values[]', page(50, 100)),
    one('/rest/api/3/dashboard/{id}', 'core'),
    earlier(list('/rest/api/3/dashboard/{dashboardId}/gadget', 'other', 'gadgets[]')),
    list('/rest/api/3/filter/search', 'other', 'values[]', page(50, 100)),
    list('/rest/api/3/filter/my', 'other', '[]'),
    list('/rest/api/3/filter/favourite', 'other', '[]'),
    one('/rest/api/3/filter/{id}', 'other'),
    post('/rest/api/3/filter'),
    put('/rest/api/3/filter/{id}'),
  ],
);
