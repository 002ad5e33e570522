/** Jira platform: issues, searching for them, and what hangs on them. */
import {
  comparedWith,
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
import { earlierJiraClient, jiraClient, largestOnly } from './compared';

const issue = '/rest/api/3/issue/{issueIdOrKey}';

const earlier = comparedWith(earlierJiraClient);

export const jiraIssues = section(
  {
    product: 'jira',
    source: jiraRuleSource,
    reference: 'https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/',
    comparedWith: jiraClient,
    readOn: '2026-11-22',
  },
  [
    shown(one(issue, 'core')),
    post('/rest/api/3/issue'),
    // The published example counts fifty created issues as fifty points "in a batch"; the rule says 1 for a write.
    { ...post('/rest/api/3/issue/bulk'), objectsAt: 'issues[]', rule: 'bulkWrite', page: page(50, 50) },
    put(issue),
    remove(issue),
    put(`${issue}/assignee`),
    post(`${issue}/notify`),
    list(`${issue}/transitions`, 'other', 'transitions[]'),
    post(`${issue}/transitions`),
    list(`${issue}/changelog`, 'other', 'values[]', page(100, 100)),
    readByPost(`${issue}/changelog/list`, 'other', 'histories[]'),
    readByPost('/rest/api/3/changelog/bulkfetch', 'other', 'issueChangeLogs[]', page(1000, 10_000)),
    readByPost('/rest/api/3/issue/bulkfetch', 'core', 'issues[]', page(100, 100)),
    list(`${issue}/editmeta`, 'other', 'fields{}'),
    list('/rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes', 'other', 'issueTypes[]', page(50, null)),
    list(
      '/rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes/{issueTypeId}',
      'other',
      'fields[]',
      page(50, null),
    ),
    list('/rest/api/3/issue/picker', 'core', 'unseen'),
    measured(
      list('/rest/api/3/search/jql', 'core', 'issues[]', page(50, 5000, largestOnly(jiraClient))),
      'confirmed',
      measuredIn(151),
    ),
    // Fifty calls came to 571 points: like the reads that they are, not like writes.
    measured(
      readByPost('/rest/api/3/search/jql', 'core', 'issues[]', page(50, 5000, largestOnly(jiraClient))),
      'published',
      measuredIn(154),
    ),
    readByPost('/rest/api/3/search/approximate-count', 'core', 'none'),
    earlier(list('/rest/api/3/search', 'core', 'issues[]', page(50, 100))),
    earlier(readByPost('/rest/api/3/search', 'core', 'issues[]', page(50, 100))),
    readByPost('/rest/api/3/jql/match', 'other', 'matches[]'),
    readByPost('/rest/api/3/jql/parse', 'other', 'queries[]'),
    earlier(readByPost('/rest/api/3/jql/sanitize', 'other', 'queries[]')),
    list('/rest/api/3/jql/autocompletedata', 'other', 'visibleFieldNames[]'),
    list('/rest/api/3/jql/autocompletedata/suggestions', 'other', 'results[]'),
    // An expression may load issues, comments and users that its value does not show.
    readByPost('/rest/api/3/expression/evaluate', 'core', 'unseen'),
    earlier(readByPost('/rest/api/3/expression/eval', 'core', 'unseen')),
    readByPost('/rest/api/3/expression/analyse', 'other', 'results[]'),
  ],
);
