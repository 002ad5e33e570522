/** Every endpoint that the gauge knows a price for. */
import type { CatalogueEntry } from '../entry';
import { confluenceV1 } from './confluenceV1';
import { confluenceV2 } from './confluenceV2';
import { graphql } from './graphql';
import { jiraConfiguration } from './jiraConfiguration';
import { jiraIssueParts } from './jiraIssueParts';
import { jiraIssues } from './jiraIssues';
import { jiraPeople } from './jiraPeople';
import { jiraProjects } from './jiraProjects';
import { jiraSoftware } from './jiraSoftware';
import { serviceManagement } from './serviceManagement';

/** The day on which the catalogue last changed; estimates made before it may differ. */
export const catalogueVersion = '2026-11-22';

export const catalogue: readonly CatalogueEntry[] = [
  ...jiraIssues,
  ...jiraIssueParts,
  ...jiraProjects,
  ...jiraPeople,
  ...jiraConfiguration,
  ...jiraSoftware,
  ...serviceManagement,
  ...confluenceV1,
  ...confluenceV2,
  ...graphql,
];
