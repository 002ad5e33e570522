/** Everything that the emulator answers, apart from GraphQL. */
import { pageEndpoints } from './confluence/pages';
import { spaceEndpoints } from './confluence/spaces';
import type { CloudEndpoint } from './exchange';
import { jiraEndpoints } from './jira/endpoints';

export const endpoints: readonly CloudEndpoint[] = [...jiraEndpoints, ...pageEndpoints, ...spaceEndpoints];
