/** Published sources that paths, answers and page sizes were compared with. Each says which edition. */

/** Client libraries generated from Atlassian's own descriptions: paths, methods and the shape of answers. */
export const jiraClient = 'jira.js 6.2.0';
export const confluenceClient = 'confluence.js 3.2.0';
/** Editions before Atlassian withdrew an endpoint or began to: what is only there still answers, or did until lately. */
export const earlierJiraClient = 'jira.js 5.4.0, no longer in 6.2.0';
export const earlierConfluenceClient = 'confluence.js 2.1.0, no longer in 3.2.0';

/** Atlassian's OpenAPI description of Confluence v2, as kept in a public repository. It names page sizes, the clients do not. */
export const confluenceV2Description = 'OpenAPI description 2.0.0 (drummonds/gofluence, 5772f5b)';
/** Only the largest page is said there; the default is remembered from the reference. */
export const largestOnly = (source: string): string => `${source}, the largest page only`;

/** Reference pages generated from Atlassian's OpenAPI description of Jira. */
export const jiraReferenceCopy = 'generated reference (kenjiheigel/jira-cloud-client, aee6e9f)';
