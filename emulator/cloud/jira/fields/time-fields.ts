/** Work that was estimated and logged, people who watch and vote, and the files of an issue. */
import { attachmentJson, worklogJson, worklogPage } from '../issue-part-shapes';
import { commentPage } from '../comment-list';
import { durationText } from '../duration';
import { apiBase } from '../shapes';
import type { IssueField } from './definition';
import { writeTimeTracking } from './writers';

function seconds(id: string, name: string, read: IssueField['show']): IssueField {
  return { id, name, clauseNames: [id], schema: { type: 'number', system: id }, show: read };
}

export const timeFields: readonly IssueField[] = [
  {
    id: 'timetracking',
    name: 'Time tracking',
    clauseNames: [],
    schema: { type: 'timetracking', system: 'timetracking' },
    show: ({ timeTracking: { originalSeconds, remainingSeconds, spentSeconds } }) => ({
      ...(originalSeconds === null
        ? {}
        : { originalEstimate: durationText(originalSeconds), originalEstimateSeconds: originalSeconds }),
      ...(remainingSeconds === null
        ? {}
        : { remainingEstimate: durationText(remainingSeconds), remainingEstimateSeconds: remainingSeconds }),
      ...(spentSeconds === 0
        ? {}
        : { timeSpent: durationText(spentSeconds), timeSpentSeconds: spentSeconds }),
    }),
    write: writeTimeTracking,
    operations: ['edit'],
    kept: ({ timeTracking: { originalSeconds, remainingSeconds } }) => ({
      originalSeconds,
      remainingSeconds,
    }),
  },
  seconds('timeoriginalestimate', 'Original estimate', ({ timeTracking }) => timeTracking.originalSeconds),
  seconds('timeestimate', 'Remaining Estimate', ({ timeTracking }) => timeTracking.remainingSeconds),
  seconds('timespent', 'Time Spent', ({ timeTracking: { spentSeconds } }) =>
    spentSeconds === 0 ? null : spentSeconds,
  ),
  {
    id: 'worklog',
    name: 'Log Work',
    clauseNames: [],
    schema: { type: 'array', items: 'worklog', system: 'worklog' },
    show: ({ edits, ref }, view) => {
      const all = (edits?.worklogs ?? []).map((worklog) => worklogJson(view, ref, worklog));
      return worklogPage(all.slice(0, 20), 0, 20, all.length);
    },
  },
  {
    id: 'comment',
    name: 'Comment',
    clauseNames: ['comment'],
    schema: { type: 'comments-page', system: 'comment' },
    show: (state, view) => commentPage(view, state),
  },
  {
    id: 'attachment',
    name: 'Attachment',
    clauseNames: ['attachments'],
    schema: { type: 'array', items: 'attachment', system: 'attachment' },
    show: ({ edits }, view) =>
      (edits?.attachments ?? []).map((attachment) => attachmentJson(view, attachment)),
  },
  {
    id: 'watches',
    name: 'Watchers',
    clauseNames: ['watchers'],
    schema: { type: 'watches', system: 'watches' },
    show: ({ ref, edits }, view) => ({
      self: `${apiBase(view)}/issue/${ref.key}/watchers`,
      watchCount: edits?.watchers?.size ?? 0,
      isWatching: false,
    }),
  },
  {
    id: 'votes',
    name: 'Votes',
    clauseNames: ['votes'],
    schema: { type: 'votes', system: 'votes' },
    show: ({ ref, edits }, view) => ({
      self: `${apiBase(view)}/issue/${ref.key}/votes`,
      votes: edits?.voters.size ?? 0,
      hasVoted: false,
    }),
  },
];
