/** The platform's GraphQL gateway: one path for everything, priced in the answer itself where that says it. */
import { jiraRuleSource, readByPost, section } from './rows';

export const graphql = section(
  {
    product: 'graphql',
    source: jiraRuleSource,
    reference: 'https://developer.atlassian.com/platform/atlassian-graphql-api/graphql/',
    comparedWith: null,
    readOn: '2026-11-22',
  },
  // Whether it is a query or a mutation, and what it touches, only the query's text would say.
  [{ ...readByPost('/graphql', 'identity', 'unseen'), basis: 'assumed' }],
);
