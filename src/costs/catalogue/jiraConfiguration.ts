/** Jira platform: fields, types, statuses, workflows, screens and the site itself. */
import { comparedWith, jiraRuleSource, list, one, page, post, put, readByPost, section } from './rows';
import { earlierJiraClient, jiraClient } from './compared';

const earlier = comparedWith(earlierJiraClient);

export const jiraConfiguration = section(
  {
    product: 'jira',
    source: jiraRuleSource,
    reference: 'https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-fields/',
    comparedWith: jiraClient,
    readOn: '2026-11-22',
  },
  [
    list('/rest/api/3/field', 'other', '[]'),
    list('/rest/api/3/field/search', 'other', 'values[]', page(50, null)),
    post('/rest/api/3/field'),
    list('/rest/api/3/field/{fieldId}/context', 'other', 'values[]', page(50, null)),
    list('/rest/api/3/field/{fieldId}/context/{contextId}/option', 'other', 'values[]', page(100, null)),
    put('/rest/api/3/app/field/{fieldIdOrKey}/value'),
    post('/rest/api/3/app/field/value'),
    earlier(list('/rest/api/3/fieldconfiguration', 'other', 'values[]', page(50, null))),
    list('/rest/api/3/issuetype', 'other', '[]'),
    one('/rest/api/3/issuetype/{id}', 'other'),
    earlier(list('/rest/api/3/issuetype/project', 'other', '[]')),
    list('/rest/api/3/issuetypescheme', 'other', 'values[]', page(50, null)),
    list('/rest/api/3/issuesecurityschemes', 'other', 'issueSecuritySchemes[]'),
    earlier(list('/rest/api/3/priority', 'other', '[]')),
    list('/rest/api/3/priority/search', 'other', 'values[]', page(50, null)),
    earlier(list('/rest/api/3/resolution', 'other', '[]')),
    list('/rest/api/3/status', 'other', '[]'),
    one('/rest/api/3/status/{idOrName}', 'other'),
    list('/rest/api/3/statuses', 'other', '[]'),
    list('/rest/api/3/statuses/search', 'other', 'values[]', page(200, 200)),
    list('/rest/api/3/statuscategory', 'other', '[]'),
    earlier(list('/rest/api/3/workflow/search', 'other', 'values[]', page(50, null))),
    list('/rest/api/3/workflows/search', 'other', 'values[]', page(50, null)),
    readByPost('/rest/api/3/workflows', 'other', 'workflows[]'),
    list('/rest/api/3/workflowscheme', 'other', 'values[]', page(50, null)),
    one('/rest/api/3/workflowscheme/{id}', 'other'),
    readByPost('/rest/api/3/workflowscheme/read', 'other', '[]'),
    list('/rest/api/3/notificationscheme', 'other', 'values[]', page(50, null)),
    list('/rest/api/3/screens', 'other', 'values[]', page(100, null)),
    list('/rest/api/3/screenscheme', 'other', 'values[]', page(25, null)),
    list('/rest/api/3/webhook', 'other', 'values[]', page(100, null)),
    list('/rest/api/3/auditing/record', 'other', 'records[]', page(1000, 1000)),
    list('/rest/api/3/application-properties', 'other', '[]'),
    one('/rest/api/3/configuration', 'other'),
    earlier(one('/rest/api/3/instance/license', 'other')),
    one('/rest/api/3/serverInfo', 'other'),
    one('/rest/api/3/task/{taskId}', 'other'),
  ],
);
