/** Jira Service Management: requests, service desks, organizations. */
import { comparedWith, jiraRuleSource, list, one, page, post, remove, section } from './rows';
import { earlierJiraClient, jiraClient } from './compared';

const desk = '/rest/servicedeskapi/servicedesk/{serviceDeskId}';
const request = '/rest/servicedeskapi/request/{issueIdOrKey}';
const organization = '/rest/servicedeskapi/organization/{organizationId}';
const pages = page(50, null, jiraClient);

const earlier = comparedWith(earlierJiraClient);

export const serviceManagement = section(
  {
    product: 'jira',
    source: jiraRuleSource,
    reference: 'https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-request/',
    comparedWith: jiraClient,
    readOn: '2026-11-22',
  },
  [
    list('/rest/servicedeskapi/request', 'core', 'values[]', pages),
    one(request, 'core'),
    post('/rest/servicedeskapi/request'),
    list(`${request}/comment`, 'other', 'values[]', pages),
    post(`${request}/comment`),
    list(`${request}/attachment`, 'core', 'values[]', pages),
    list(`${request}/approval`, 'other', 'values[]', pages),
    list(`${request}/participant`, 'identity', 'values[]', pages),
    post(`${request}/participant`),
    list(`${request}/sla`, 'other', 'values[]', pages),
    list(`${request}/status`, 'other', 'values[]', pages),
    list(`${request}/transition`, 'other', 'values[]', pages),
    post(`${request}/transition`),
    list('/rest/servicedeskapi/servicedesk', 'other', 'values[]', pages),
    one(desk, 'other'),
    earlier(list(`${desk}/customer`, 'identity', 'values[]', pages)),
    post(`${desk}/customer`),
    list(`${desk}/organization`, 'other', 'values[]', pages),
    list(`${desk}/queue`, 'other', 'values[]', pages),
    list(`${desk}/queue/{queueId}/issue`, 'core', 'values[]', pages),
    list(`${desk}/requesttype`, 'other', 'values[]', pages),
    one(`${desk}/requesttype/{requestTypeId}`, 'other'),
    list(`${desk}/requesttype/{requestTypeId}/field`, 'other', 'requestTypeFields[]'),
    earlier(list('/rest/servicedeskapi/requesttype', 'other', 'values[]', pages)),
    list('/rest/servicedeskapi/organization', 'other', 'values[]', pages),
    one(organization, 'other'),
    list(`${organization}/user`, 'identity', 'values[]', pages),
    post(`${organization}/user`),
    remove(`${organization}/user`),
    post('/rest/servicedeskapi/customer'),
    list('/rest/servicedeskapi/knowledgebase/article', 'other', 'values[]', pages),
    one('/rest/servicedeskapi/info', 'other'),
  ],
);
