/** Everything that the emulator answers, apart from GraphQL. */
import { pageEndpoints } from './confluence/pages';
import { spaceEndpoints } from './confluence/spaces';
import type { CloudEndpoint } from './exchange';
import { backupEndpoints } from './jira/backups';
import { issuePartEndpoints } from './jira/issue-parts';
import { issueTypeEndpoints } from './jira/issue-types';
import { issueEndpoints } from './jira/issues';
import { peopleEndpoints } from './jira/people';
import { permissionEndpoints } from './jira/permissions';
import { projectEndpoints } from './jira/projects';
import { searchEndpoints } from './jira/search';
import { transitionEndpoints } from './jira/transitions';

export const endpoints: readonly CloudEndpoint[] = [
  ...issueEndpoints,
  ...issuePartEndpoints,
  ...issueTypeEndpoints,
  ...transitionEndpoints,
  ...searchEndpoints,
  ...projectEndpoints,
  ...peopleEndpoints,
  ...permissionEndpoints,
  ...backupEndpoints,
  ...pageEndpoints,
  ...spaceEndpoints,
];
