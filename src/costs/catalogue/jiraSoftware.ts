/** Jira Software: boards, sprints, epics, ranking. */
import {
  comparedWith,
  uncompared,
  jiraRuleSource,
  list,
  one,
  page,
  post,
  put,
  remove,
  section,
} from './rows';
import { earlierJiraClient, jiraClient } from './compared';

const board = '/rest/agile/1.0/board/{boardId}';
/** Where Atlassian moves the lists of issues to, paged by token. */
const tokenPaged = '/rest/software/1.0';

const earlier = comparedWith(earlierJiraClient);

export const jiraSoftware = section(
  {
    product: 'jira',
    source: jiraRuleSource,
    reference: 'https://developer.atlassian.com/cloud/jira/software/rest/api-group-board/',
    comparedWith: jiraClient,
    readOn: '2026-11-22',
  },
  [
    list('/rest/agile/1.0/board', 'other', 'values[]', page(50, null)),
    one(board, 'other'),
    one(`${board}/configuration`, 'other'),
    earlier(list(`${board}/issue`, 'core', 'issues[]', page(50, null))),
    earlier(list(`${board}/backlog`, 'core', 'issues[]', page(50, null))),
    list(`${board}/epic`, 'core', 'values[]', page(50, null)),
    earlier(list(`${board}/epic/{epicId}/issue`, 'core', 'issues[]', page(50, null))),
    list(`${board}/project`, 'core', 'values[]', page(50, null)),
    list(`${board}/sprint`, 'other', 'values[]', page(50, null)),
    // The clients name the path, not the answer.
    uncompared(list(`${board}/sprint/{sprintId}/issue`, 'core', 'issues[]', page(50, null))),
    list(`${board}/quickfilter`, 'other', 'values[]', page(50, null)),
    list(`${board}/version`, 'other', 'values[]', page(50, null)),
    one('/rest/agile/1.0/sprint/{sprintId}', 'other'),
    post('/rest/agile/1.0/sprint'),
    put('/rest/agile/1.0/sprint/{sprintId}'),
    remove('/rest/agile/1.0/sprint/{sprintId}'),
    earlier(list('/rest/agile/1.0/sprint/{sprintId}/issue', 'core', 'issues[]', page(50, null))),
    post('/rest/agile/1.0/sprint/{sprintId}/issue'),
    one('/rest/agile/1.0/epic/{epicIdOrKey}', 'core'),
    uncompared(list('/rest/agile/1.0/epic/{epicIdOrKey}/issue', 'core', 'issues[]', page(50, null))),
    one('/rest/agile/1.0/issue/{issueIdOrKey}', 'core'),
    put('/rest/agile/1.0/issue/rank'),
    post('/rest/agile/1.0/backlog/issue'),
    list(`${tokenPaged}/board/{boardId}/issue`, 'core', 'issues[]', page(null, null)),
    list(`${tokenPaged}/board/{boardId}/backlog`, 'core', 'issues[]', page(null, null)),
    list(`${tokenPaged}/board/{boardId}/epic/{epicId}/issue`, 'core', 'issues[]', page(null, null)),
    list(`${tokenPaged}/board/{boardId}/sprint/{sprintId}/issue`, 'core', 'issues[]', page(null, null)),
    list(`${tokenPaged}/sprint/{sprintId}/issue`, 'core', 'issues[]', page(null, null)),
    list(`${tokenPaged}/epic/{epicIdOrKey}/issue`, 'core', 'issues[]', page(null, null)),
  ],
);
