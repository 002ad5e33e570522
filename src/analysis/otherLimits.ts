import { backlogLimits, backlogTypes } from '../limits/backlog';
import { backupLimits } from '../limits/backup';
import { oneStackLimit } from '../limits/oneStack';
import type { OtherLimit } from './limitViews';

const { windowMs, plans } = backlogLimits;

/** What is published of the systems beside Atlassian's APIs. Nothing in the account tells of their calls yet. */
export const otherLimits: OtherLimit[] = [
  {
    system: 'backlog',
    figures: backlogTypes.map((of) => ({ of, amount: plans.paid[of], windowMs })),
    source: backlogLimits.source,
    readOn: backlogLimits.readOn,
  },
  {
    system: 'oneStack',
    figures: [{ of: 'any', amount: oneStackLimit.requests, windowMs: oneStackLimit.windowMs }],
    source: oneStackLimit.source,
    readOn: oneStackLimit.readOn,
  },
  {
    system: 'backup',
    figures: [{ of: 'any', amount: 1, windowMs: backupLimits.minimumGapMs }],
    source: backupLimits.source,
    readOn: backupLimits.readOn,
  },
  {
    system: 'restore',
    figures: [{ of: 'any', amount: backupLimits.restoresPerInstance, windowMs: null }],
    source: backupLimits.source,
    readOn: backupLimits.readOn,
  },
];
