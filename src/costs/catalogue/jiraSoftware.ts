/** Jira Software: boards, sprints, epics, ranking. */
import { jiraRuleSource, list, one, page, post, put, remove, section } from './rows';

const board = '/rest/agile/1.0/board/{boardId}';

export const jiraSoftware = section(
  {
    product: 'jira',
    source: jiraRuleSource,
    reference: 'https://developer.atlassian.com/cloud/jira/software/rest/api-group-board/',
    readOn: '2026-11-22',
  },
  [
    list('/rest/agile/1.0/board', 'other', 'values[]', page(50, null)),
    one(board, 'other'),
    one(`${board}/configuration`, 'other'),
    list(`${board}/issue`, 'core', 'issues[]', page(50, null)),
    list(`${board}/backlog`, 'core', 'issues[]', page(50, null)),
    list(`${board}/epic`, 'core', 'values[]', page(50, null)),
    list(`${board}/epic/{epicId}/issue`, 'core', 'issues[]', page(50, null)),
    list(`${board}/project`, 'core', 'values[]', page(50, null)),
    list(`${board}/sprint`, 'other', 'values[]', page(50, null)),
    list(`${board}/sprint/{sprintId}/issue`, 'core', 'issues[]', page(50, null)),
    list(`${board}/quickfilter`, 'other', 'values[]', page(50, null)),
    list(`${board}/version`, 'other', 'values[]', page(50, null)),
    one('/rest/agile/1.0/sprint/{sprintId}', 'other'),
    post('/rest/agile/1.0/sprint'),
    put('/rest/agile/1.0/sprint/{sprintId}'),
    remove('/rest/agile/1.0/sprint/{sprintId}'),
    list('/rest/agile/1.0/sprint/{sprintId}/issue', 'core', 'issues[]', page(50, null)),
    post('/rest/agile/1.0/sprint/{sprintId}/issue'),
    one('/rest/agile/1.0/epic/{epicIdOrKey}', 'core'),
    list('/rest/agile/1.0/epic/{epicIdOrKey}/issue', 'core', 'issues[]', page(50, null)),
    one('/rest/agile/1.0/issue/{issueIdOrKey}', 'core'),
    put('/rest/agile/1.0/issue/rank'),
    post('/rest/agile/1.0/backlog/issue'),
  ],
);
