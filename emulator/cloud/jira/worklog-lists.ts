/** Work that was logged anywhere on the site: what changed since a time, what was deleted, and by ids. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { list, record } from '../untrusted';
import type { Worklog } from '../world/issue-edits';
import type { IssueRef } from '../world/issues';
import { worklogJson } from './issue-part-shapes';
import { apiBase } from './shapes';

/** Source: Jira REST API v3, "Get IDs of updated worklogs" and "Get worklogs", 2026-11. */
const mostOnPage = 1_000;
/** What changed in the last minute is left out, so that nothing is missed that is still being written. */
const settlingMs = 60_000;

function* allWorklogs({ site, viewer }: Call): Generator<{ ref: IssueRef; worklog: Worklog }> {
  for (const [id, { worklogs }] of site.issues.written()) {
    const ref = worklogs.length === 0 ? null : site.visibleIssue(viewer, id);
    if (ref !== null) for (const worklog of worklogs) yield { ref, worklog };
  }
}

interface Change {
  worklogId: number;
  updatedTime: number;
}

function changesPage(call: Call, path: string, all: readonly Change[]): Reply {
  const sent = call.query.get('since') ?? '0';
  if (!/^\d{1,15}$/.test(sent)) return jiraError(400, `since: '${sent}' is no time in milliseconds.`);
  const since = Number(sent);
  const due = all
    .filter(({ updatedTime }) => updatedTime >= since && updatedTime <= call.nowMs - settlingMs)
    .sort((a, b) => a.updatedTime - b.updatedTime);
  const values = due.slice(0, mostOnPage).map((change) => ({ ...change, properties: [] }));
  const until = values.at(-1)?.updatedTime ?? since;
  const self = `${apiBase(call)}/worklog/${path}`;
  const lastPage = due.length <= mostOnPage;
  const next = lastPage ? {} : { nextPage: `${self}?since=${until}` };
  return reply(
    200,
    { values, since, until, self: `${self}?since=${since}`, ...next, lastPage },
    { core: values.length },
  );
}

function updated(call: Call): Reply {
  const all = [...allWorklogs(call)].map(({ worklog: { id, updatedAtMs } }) => ({
    worklogId: Number(id),
    updatedTime: updatedAtMs,
  }));
  return changesPage(call, 'updated', all);
}

function deleted(call: Call): Reply {
  const all = [...call.site.jira.deletedWorklogs.values()].map(({ id, atMs }) => ({
    worklogId: Number(id),
    updatedTime: atMs,
  }));
  return changesPage(call, 'deleted', all);
}

function byIds(call: Call): Reply {
  const { ids } = record(call.body);
  if (!Array.isArray(ids)) return jiraError(400, 'ids: A list of worklog ids must be given.');
  if (ids.length > mostOnPage)
    return jiraError(400, `At most ${mostOnPage} worklogs can be asked for at once.`);
  const wanted = new Set(list(ids).map(String));
  const found = [...allWorklogs(call)].filter(({ worklog }) => wanted.has(worklog.id));
  const shown = found.map(({ ref, worklog }) => worklogJson(call, ref, worklog));
  return reply(200, shown, { core: shown.length });
}

const product = 'jira';
const at = (path: string) => `/rest/api/3/worklog/${path}`;

export const worklogListEndpoints: readonly CloudEndpoint[] = [
  { product, method: 'GET', template: at('updated'), handle: updated },
  { product, method: 'GET', template: at('deleted'), handle: deleted },
  { product, method: 'POST', template: at('list'), handle: byIds },
];
