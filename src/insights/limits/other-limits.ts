import { backlogLimits, backlogTypes } from '../../limits/backlog';
import { backupLimits } from '../../limits/backup';
import { oneStackLimit } from '../../limits/one-stack';
import { sharedLimitNames, sharedLimits } from '../../limits/shared-limits';
import type { OtherLimit } from './limit-views';

const { windowMs, plans } = backlogLimits;

/** What is published beside points and bursts. */
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
  ...sharedLimitNames.map((system): OtherLimit => {
    const { atOnce, perInstallation, perSite, source, readOn } = sharedLimits[system];
    const figures: OtherLimit['figures'] = [];
    if (atOnce !== null) figures.push({ of: 'atOnce', amount: atOnce, windowMs: null });
    if (perInstallation !== null)
      figures.push({
        of: 'installation',
        amount: perInstallation.requests,
        windowMs: perInstallation.windowMs,
      });
    if (perSite !== null) figures.push({ of: 'site', amount: perSite.requests, windowMs: perSite.windowMs });
    return { system, figures, source, readOn };
  }),
];
