/** Jira platform: issues, and what hangs on them. */
import {
  jiraRuleSource,
  list,
  measured,
  measuredIn,
  one,
  page,
  post,
  put,
  readByPost,
  remove,
  section,
  shown,
} from './rows';

const issueRows = [
  shown(one('/rest/api/3/issue/{issueIdOrKey}', 'core')),
  post('/rest/api/3/issue'),
  put('/rest/api/3/issue/{issueIdOrKey}'),
  remove('/rest/api/3/issue/{issueIdOrKey}'),
  measured(list('/rest/api/3/search/jql', 'core', 'issues[]', page(50, 5000)), 'confirmed', measuredIn(151)),
  measured(
    readByPost('/rest/api/3/search/jql', 'core', 'issues[]', page(50, 5000)),
    'published',
    measuredIn(154),
  ),
];

export const jiraIssues = section(
  {
    product: 'jira',
    source: jiraRuleSource,
    reference: 'https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/',
    readOn: '2026-11-22',
  },
  issueRows,
);
