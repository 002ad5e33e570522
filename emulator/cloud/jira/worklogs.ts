/** Work that was logged on an issue. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { pageOf } from '../offset-page';
import { record } from '../untrusted';
import { appended, type Worklog } from '../world/issue-edits';
import type { IssueRef } from '../world/issues';
import { durationSeconds } from './duration';
import { authorIndexOf } from './fields/apply';
import { writeLongText } from './fields/writers';
import { sentProperties } from './sent-properties';
import { withIssue } from './issue-access';
import { worklogJson, worklogPage } from './issue-part-shapes';

/** Of one issue; older ones go. */
const mostWorklogs = 5_000;

function getWorklogs(call: Call): Reply {
  return withIssue(call, (ref) => {
    const all = call.site.issues.editsOf(ref)?.worklogs ?? [];
    const { values, startAt, maxResults, total } = pageOf(call.query, all, 5_000, 5_000);
    const worklogs = values.map((worklog) => worklogJson(call, ref, worklog));
    return reply(200, worklogPage(worklogs, startAt, maxResults, total), { core: worklogs.length });
  });
}

type ReadWorklog = Pick<Worklog, 'comment' | 'startedAtMs' | 'seconds'> | { wrong: Record<string, string> };

function readWorklog(call: Call, old: Worklog | null): ReadWorklog {
  const { timeSpent, timeSpentSeconds, started, comment } = record(call.body);
  const text = writeLongText(
    comment ?? old?.comment ?? null,
    comment === undefined ? { apiVersion: 3 } : call,
  );
  if (text.kind === 'wrong') return { wrong: { comment: text.message } };
  const given = typeof timeSpentSeconds === 'number' ? timeSpentSeconds : null;
  const seconds =
    given ?? (typeof timeSpent === 'string' ? durationSeconds(timeSpent) : (old?.seconds ?? null));
  if (seconds === null || !(seconds >= 60) || !Number.isFinite(seconds)) {
    return {
      wrong: {
        timeLogged:
          'You must indicate the time spent working: at least one minute, as 1w 2d 3h 4m or in seconds.',
      },
    };
  }
  const startedAtMs = startOf(started, old?.startedAtMs ?? call.nowMs);
  if (Number.isNaN(startedAtMs))
    return { wrong: { started: "The date must be of the format yyyy-MM-dd'T'HH:mm:ss.SSSZ." } };
  return { comment: text.value, startedAtMs, seconds };
}

function startOf(started: unknown, usualMs: number): number {
  if (started === undefined || started === null) return usualMs;
  return typeof started === 'string'
    ? Date.parse(started.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))
    : Number.NaN;
}

function postWorklog(call: Call): Reply {
  return withIssue(call, (ref) => {
    const read = readWorklog(call, null);
    if ('wrong' in read) return jiraError(400, '', read.wrong);
    const properties = sentProperties(call.body);
    if (typeof properties === 'string') return jiraError(400, properties);
    const { site, viewer, nowMs } = call;
    const id = String(site.jira.nextId());
    const worklog = {
      id,
      authorIndex: authorIndexOf(viewer),
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
      ...read,
    };
    const edits = site.issues.change(ref, nowMs);
    edits.worklogs = appended(edits.worklogs, worklog, mostWorklogs);
    if (properties.size > 0) site.jira.properties.set(`worklog ${id}`, new Map(properties));
    return reply(201, worklogJson(call, ref, worklog), { core: 1 });
  });
}

function withWorklog(call: Call, then: (ref: IssueRef, worklog: Worklog) => Reply): Reply {
  return withIssue(call, (ref) => {
    const id = call.params[1] ?? '';
    const found = call.site.issues.editsOf(ref)?.worklogs.find((worklog) => worklog.id === id);
    return found === undefined ? jiraError(404, `Cannot find worklog with id: '${id}'.`) : then(ref, found);
  });
}

function putWorklog(call: Call): Reply {
  return withWorklog(call, (ref, old) => {
    const read = readWorklog(call, old);
    if ('wrong' in read) return jiraError(400, '', read.wrong);
    const next = { ...old, ...read, updatedAtMs: call.nowMs };
    const edits = call.site.issues.change(ref, call.nowMs);
    edits.worklogs = edits.worklogs.map((worklog) => (worklog === old ? next : worklog));
    return reply(200, worklogJson(call, ref, next), { core: 1 });
  });
}

function deleteWorklog(call: Call): Reply {
  return withWorklog(call, (ref, old) => {
    const edits = call.site.issues.change(ref, call.nowMs);
    edits.worklogs = edits.worklogs.filter((worklog) => worklog !== old);
    call.site.jira.deletedWorklogs.set(old.id, { id: old.id, atMs: call.nowMs });
    return reply(204, null, { core: 1 });
  });
}

const product = 'jira';
const all = '/rest/api/3/issue/{}/worklog';
const one = `${all}/{}`;

export const worklogEndpoints: readonly CloudEndpoint[] = [
  { product, method: 'GET', template: all, handle: getWorklogs },
  { product, method: 'POST', template: all, handle: postWorklog, writesIssue: true },
  {
    ...{ product, method: 'GET', template: one },
    handle: (call) =>
      withWorklog(call, (ref, worklog) => reply(200, worklogJson(call, ref, worklog), { core: 1 })),
  },
  { product, method: 'PUT', template: one, handle: putWorklog, writesIssue: true },
  { product, method: 'DELETE', template: one, handle: deleteWorklog, writesIssue: true },
];
