/** Everything that the emulator answers, apart from GraphQL. */
import { confluenceEndpoints } from './confluence/endpoints';
import type { CloudEndpoint } from './exchange';
import { jiraEndpoints } from './jira/endpoints';

export const endpoints: readonly CloudEndpoint[] = [...jiraEndpoints, ...confluenceEndpoints];
