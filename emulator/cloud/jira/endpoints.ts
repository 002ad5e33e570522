/** Everything that the emulated Jira answers. */
import type { CloudEndpoint } from '../exchange';
import { boardEndpoints } from './agile/boards';
import { epicEndpoints } from './agile/epics';
import { sprintEndpoints } from './agile/sprints';
import { attachmentEndpoints } from './attachments';
import { backupEndpoints } from './backups';
import { bulkEditEndpoints } from './bulk-edit';
import { bulkEndpoints } from './bulk';
import { changelogEndpoints } from './changelog';
import { commentEndpoints } from './comments';
import { configurationEndpoints } from './configuration';
import { createMetaEndpoints } from './create-meta';
import { dashboardEndpoints } from './dashboards';
import { fieldEndpoints } from './field-endpoints';
import { filterPermissionEndpoints } from './filter-permissions';
import { filterEndpoints } from './filters';
import { groupEndpoints } from './groups';
import { issueCreationEndpoints } from './issue-creation';
import { issueEndpoints } from './issues';
import { jqlEndpoints } from './jql-endpoints';
import { labelEndpoints } from './labels';
import { legacySearchEndpoints } from './legacy-search';
import { linkEndpoints } from './links';
import { notifyEndpoints } from './notify';
import { partCountEndpoints } from './part-counts';
import { partEndpoints } from './parts';
import { peopleEndpoints } from './people';
import { permissionEndpoints } from './permissions';
import { projectWriteEndpoints } from './project-writes';
import { projectEndpoints } from './projects';
import { propertyEndpoints } from './properties';
import { screenEndpoints } from './screens';
import { searchEndpoints } from './search';
import { serverInfoEndpoints } from './server-info';
import { taskEndpoints } from './tasks';
import { transitionEndpoints } from './transitions';
import { inAllVersions } from './versions-of-api';
import { watcherEndpoints } from './watchers';
import { webhookEndpoints } from './webhooks';
import { workflowEndpoints } from './workflows';
import { worklogListEndpoints } from './worklog-lists';
import { worklogEndpoints } from './worklogs';

/** Written down once, under version 3. */
export const writtenJiraEndpoints: readonly CloudEndpoint[] = [
  ...issueEndpoints,
  ...issueCreationEndpoints,
  ...commentEndpoints,
  ...worklogEndpoints,
  ...worklogListEndpoints,
  ...attachmentEndpoints,
  ...linkEndpoints,
  ...propertyEndpoints,
  ...watcherEndpoints,
  ...changelogEndpoints,
  ...transitionEndpoints,
  ...createMetaEndpoints,
  ...bulkEndpoints,
  ...bulkEditEndpoints,
  ...taskEndpoints,
  ...searchEndpoints,
  ...legacySearchEndpoints,
  ...jqlEndpoints,
  ...filterEndpoints,
  ...filterPermissionEndpoints,
  ...notifyEndpoints,
  ...projectEndpoints,
  ...projectWriteEndpoints,
  ...partEndpoints,
  ...partCountEndpoints,
  ...fieldEndpoints,
  ...configurationEndpoints,
  ...workflowEndpoints,
  ...screenEndpoints,
  ...labelEndpoints,
  ...dashboardEndpoints,
  ...peopleEndpoints,
  ...groupEndpoints,
  ...permissionEndpoints,
  ...webhookEndpoints,
  ...serverInfoEndpoints,
  ...backupEndpoints,
  ...boardEndpoints,
  ...sprintEndpoints,
  ...epicEndpoints,
];

export const jiraEndpoints: readonly CloudEndpoint[] = inAllVersions(writtenJiraEndpoints);
