/** Whose response it is. `generic` and a product left out mean: go by what the headers themselves prove. */
export const readProducts = [
  'jira',
  'confluence',
  'bitbucket',
  'graphql',
  'jiraDataCenter',
  'confluenceDataCenter',
  'trello',
  'opsgenie',
  'backlog',
  'oneStack',
  'generic',
] as const;
export type ReadProduct = (typeof readProducts)[number];

/** Products that share one set of headers. */
export type System =
  'cloud' | 'dataCenter' | 'bitbucket' | 'trello' | 'opsgenie' | 'backlog' | 'oneStack' | 'generic';

export function systemOf(product: ReadProduct): System {
  switch (product) {
    case 'jira':
    case 'confluence':
    case 'graphql':
      return 'cloud';
    case 'jiraDataCenter':
    case 'confluenceDataCenter':
      return 'dataCenter';
    case 'bitbucket':
    case 'trello':
    case 'opsgenie':
    case 'backlog':
    case 'oneStack':
    case 'generic':
      return product;
  }
}
