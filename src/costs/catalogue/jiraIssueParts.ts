/** Jira platform: comments, worklogs, attachments, links, properties and watchers of issues. */
import { jiraRuleSource, list, one, page, post, put, readByPost, remove, section } from './rows';
import { jiraClient } from './compared';

const issue = '/rest/api/3/issue/{issueIdOrKey}';

export const jiraIssueParts = section(
  {
    product: 'jira',
    source: jiraRuleSource,
    reference: 'https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-comments/',
    comparedWith: jiraClient,
    readOn: '2026-11-22',
  },
  [
    list(`${issue}/comment`, 'other', 'comments[]', page(100, null)),
    one(`${issue}/comment/{id}`, 'other'),
    post(`${issue}/comment`),
    put(`${issue}/comment/{id}`),
    remove(`${issue}/comment/{id}`),
    readByPost('/rest/api/3/comment/list', 'other', 'values[]', page(null, 1000, jiraClient)),
    list(`${issue}/worklog`, 'other', 'worklogs[]', page(5000, 5000)),
    one(`${issue}/worklog/{id}`, 'other'),
    post(`${issue}/worklog`),
    put(`${issue}/worklog/{id}`),
    remove(`${issue}/worklog/{id}`),
    list('/rest/api/3/worklog/updated', 'other', 'values[]', page(1000, 1000, jiraClient)),
    list('/rest/api/3/worklog/deleted', 'other', 'values[]', page(1000, 1000, jiraClient)),
    readByPost('/rest/api/3/worklog/list', 'other', '[]', page(null, 1000, jiraClient)),
    one('/rest/api/3/attachment/{id}', 'core'),
    one('/rest/api/3/attachment/content/{id}', 'core'),
    one('/rest/api/3/attachment/thumbnail/{id}', 'core'),
    one('/rest/api/3/attachment/meta', 'other'),
    post(`${issue}/attachments`),
    remove('/rest/api/3/attachment/{id}'),
    list(`${issue}/remotelink`, 'other', '[]'),
    post(`${issue}/remotelink`),
    one('/rest/api/3/issueLink/{linkId}', 'other'),
    post('/rest/api/3/issueLink'),
    remove('/rest/api/3/issueLink/{linkId}'),
    list('/rest/api/3/issueLinkType', 'other', 'issueLinkTypes[]'),
    list(`${issue}/properties`, 'other', 'keys[]'),
    one(`${issue}/properties/{propertyKey}`, 'other'),
    put(`${issue}/properties/{propertyKey}`),
    remove(`${issue}/properties/{propertyKey}`),
    list(`${issue}/watchers`, 'identity', 'watchers[]'),
    post(`${issue}/watchers`),
    remove(`${issue}/watchers`),
    readByPost('/rest/api/3/issue/watching', 'other', 'issuesIsWatching{}'),
    list(`${issue}/votes`, 'identity', 'voters[]'),
    list('/rest/api/3/label', 'other', 'values[]', page(1000, 1000)),
  ],
);
