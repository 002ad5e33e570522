/** The platform's GraphQL gateway, as far as points are concerned: a few known fields, and the cost in the body. */
import { reply, type Call, type Reply } from './exchange';
import { chooseFields, issueJson } from './jira/issue-json';
import { userJson } from './jira/shapes';
import { record, text } from './untrusted';

interface GraphqlAnswer {
  reply: Reply;
  /** `mutation` is priced like a write. */
  operation: 'query' | 'mutation';
}

/** The issue key of `issueByKey(key: "…")`, written out or through the variable of the same name. */
function askedIssue(query: string, variables: Record<string, unknown>): string | null {
  if (!/\bissueByKey\b/.test(query)) return null;
  return /\bissueByKey\s*\([^)]*\bkey:\s*"([^"]+)"/.exec(query)?.[1] ?? text(variables.key);
}

function answerQuery(call: Call, query: string, variables: Record<string, unknown>): Reply {
  const issueKey = askedIssue(query, variables);
  const asksMe = /\bme\s*\{/.test(query);
  if (issueKey === null && !asksMe) {
    const message = 'Cannot query this field: the emulator knows `me` and `jira { issueByKey }`';
    return reply(200, {
      data: null,
      errors: [{ message, extensions: { classification: 'ValidationError' } }],
    });
  }
  const person = call.viewer.kind === 'person' ? call.site.people.at(call.viewer.index) : null;
  const issue = issueKey === null ? null : call.site.visibleIssue(call.viewer, issueKey);
  const data = {
    ...(asksMe ? { me: { user: person === null ? null : userJson(call, person) } } : {}),
    ...(issueKey === null
      ? {}
      : {
          jira: {
            issueByKey:
              issue === null ? null : issueJson(call, issue, chooseFields(['summary', 'status'], 'id')),
          },
        }),
  };
  return reply(200, { data }, { core: issue === null ? 0 : 1, identity: asksMe && person !== null ? 1 : 0 });
}

export function answerGraphql(call: Call): GraphqlAnswer {
  const body = record(call.body);
  const query = text(body.query);
  if (query === null) {
    return {
      operation: 'query',
      reply: reply(400, { errors: [{ message: 'The request has no query' }] }),
    };
  }
  if (/^\s*mutation\b/.test(query)) {
    return { operation: 'mutation', reply: reply(200, { data: {} }) };
  }
  return { operation: 'query', reply: answerQuery(call, query, record(body.variables)) };
}

/** Atlassian names `extensions.cost` and no shape for it; a plain number of points is this emulator's reading. */
export function withCost(answer: Reply, points: number): Reply {
  return { ...answer, body: { ...record(answer.body), extensions: { cost: points } } };
}
