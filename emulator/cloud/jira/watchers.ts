/** People who watch an issue or vote for it. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { list, record } from '../untrusted';
import type { IssueRef } from '../world/issues';
import { withIssue } from './issue-access';
import { accountJson, apiBase } from './shapes';

function ownId(call: Call): string | null {
  return call.viewer.kind === 'person' ? (call.site.people.at(call.viewer.index)?.accountId ?? null) : null;
}

function shown(call: Call, ids: Iterable<string>): Record<string, unknown>[] {
  return [...ids].flatMap((id) => {
    const json = accountJson(call, id);
    return json === null ? [] : [json];
  });
}

function watchersOf(call: Call, ref: IssueRef): ReadonlySet<string> {
  return call.site.issues.editsOf(ref)?.watchers ?? new Set();
}

function getWatchers(call: Call): Reply {
  return withIssue(call, (ref) => {
    const watchers = shown(call, watchersOf(call, ref));
    const isWatching = watchersOf(call, ref).has(ownId(call) ?? '');
    const self = `${apiBase(call)}/issue/${ref.key}/watchers`;
    return reply(
      200,
      { self, isWatching, watchCount: watchers.length, watchers },
      { identity: watchers.length },
    );
  });
}

/** The body is an account id as JSON text; without one the caller is meant. */
function watch(call: Call): Reply {
  return withIssue(call, (ref) => {
    const accountId = typeof call.body === 'string' ? call.body : ownId(call);
    if (accountId === null || call.site.people.byAccountId(accountId) === null)
      return jiraError(404, `The user "${accountId ?? ''}" does not have permission to view this issue.`);
    const edits = call.site.issues.change(ref, call.nowMs);
    edits.watchers = new Set([...(edits.watchers ?? []), accountId]);
    return reply(204, null, { core: 1 });
  });
}

function unwatch(call: Call): Reply {
  return withIssue(call, (ref) => {
    const accountId = call.query.get('accountId');
    if (accountId === null) return jiraError(400, 'The account id of the watcher must be given.');
    const edits = call.site.issues.change(ref, call.nowMs);
    edits.watchers = new Set([...(edits.watchers ?? [])].filter((id) => id !== accountId));
    return reply(204, null, { core: 1 });
  });
}

function areWatched(call: Call): Reply {
  const ids = list(record(call.body).issueIds).map(String);
  const own = ownId(call) ?? '';
  const issuesIsWatching = Object.fromEntries(
    ids.flatMap((id): [string, boolean][] => {
      const ref = call.site.visibleIssue(call.viewer, id);
      return ref === null ? [] : [[ref.id, watchersOf(call, ref).has(own)]];
    }),
  );
  return reply(200, { issuesIsWatching }, { core: Object.keys(issuesIsWatching).length });
}

function getVotes(call: Call): Reply {
  return withIssue(call, (ref) => {
    const voters = call.site.issues.editsOf(ref)?.voters ?? new Set<string>();
    const people = shown(call, voters);
    const self = `${apiBase(call)}/issue/${ref.key}/votes`;
    const hasVoted = voters.has(ownId(call) ?? '');
    return reply(200, { self, votes: people.length, hasVoted, voters: people }, { identity: people.length });
  });
}

function vote(call: Call, adds: boolean): Reply {
  return withIssue(call, (ref) => {
    const own = ownId(call);
    if (own === null) return jiraError(404, 'Only people vote.');
    const edits = call.site.issues.change(ref, call.nowMs);
    const others = [...edits.voters].filter((id) => id !== own);
    edits.voters = new Set(adds ? [...others, own] : others);
    return reply(204, null, { core: 1 });
  });
}

const product = 'jira';
const watchers = '/rest/api/3/issue/{}/watchers';
const votes = '/rest/api/3/issue/{}/votes';

export const watcherEndpoints: readonly CloudEndpoint[] = [
  { product, method: 'GET', template: watchers, handle: getWatchers },
  { product, method: 'POST', template: watchers, handle: watch, writesIssue: true },
  { product, method: 'DELETE', template: watchers, handle: unwatch, writesIssue: true },
  { product, method: 'POST', template: '/rest/api/3/issue/watching', handle: areWatched },
  { product, method: 'GET', template: votes, handle: getVotes },
  { product, method: 'POST', template: votes, handle: (call) => vote(call, true), writesIssue: true },
  { product, method: 'DELETE', template: votes, handle: (call) => vote(call, false), writesIssue: true },
];
