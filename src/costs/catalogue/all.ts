/** Every endpoint that the gauge knows a price for. */
import type { CatalogueEntry } from '../entry';
import { jiraIssues } from './jiraIssues';

export const catalogue: readonly CatalogueEntry[] = [...jiraIssues];
