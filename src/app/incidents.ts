import {
  commentWorkItem,
  makeWorkItem,
  resolveWorkItem,
  type WorkItemApi,
} from '../admin/incidents/work-item';
import {
  afterStep,
  stepOf,
  type Incident,
  type IncidentStep,
  type Situation,
  type StepOutcome,
} from '../insights/incidents/incident';
import { isJiraShut, withAlarms } from '../insights/incidents/incidents';
import type { Threshold } from '../insights/pools/thresholds';
import type { StatusLog } from '../insights/forecast/status-log';
import { claimTurn, writeIncidents, type IncidentBook } from '../ledger/incidents';
import type { WorkItemSetting } from '../ledger/settings';
import { itemText, overText, worseText } from '../reports/incident-text';

export interface IncidentContext {
  api: WorkItemApi;
  appName: string | null;
  workItem: WorkItemSetting;
  /** As stored when the run began. */
  book: IncidentBook;
  /** With the newest judgement in it. */
  log: StatusLog;
  /** Which of them make a work item. */
  thresholds: readonly Threshold[];
  nowMs: number;
}

/** Whether something is left to do about an alarm also when no pool is in one. */
export function hasOpenIncidents({ isOn }: WorkItemSetting, { incidents }: IncidentBook): boolean {
  return isOn && incidents.length > 0;
}

/**
 * Makes, comments and resolves the work items that the newest judgement asks for. Runs beside the roll-up, never in the way
 * of a metered call. Nothing is asked of storage or Jira while nothing is to be done.
 */
export async function followIncidents(context: IncidentContext): Promise<void> {
  const { workItem, book, log, thresholds, nowMs } = context;
  const { projectKey } = workItem;
  if (!workItem.isOn || projectKey === null) return;
  // Without the scope or the permission every call would be refused, until an administrator has seen to it.
  if (book.trouble?.kind === 'notAllowed' && book.trouble.atMs >= workItem.savedAtMs) return;
  const situation = { isShut: isJiraShut(log, nowMs), savedAtMs: workItem.savedAtMs, nowMs };
  const incidents = withAlarms(book.incidents, log, thresholds, nowMs);
  const isSame = JSON.stringify(incidents) === JSON.stringify(book.incidents);
  if (isSame && incidents.every((incident) => stepOf(incident, situation) === null)) return;

  const claimed = await claimTurn(book.turn, nowMs);
  if (claimed === 'taken') return;
  const turn = book.turn + 1;
  if (claimed === 'stale') {
    const known = withoutUnknown(incidents, situation);
    const hasLost = known.some(({ ended }, index) => ended !== incidents[index]?.ended);
    const trouble = hasLost ? { kind: 'lost' as const, atMs: nowMs } : book.trouble;
    await writeIncidents({ turn, incidents: known, trouble });
    return;
  }
  let { trouble } = book;
  let { isShut } = situation;
  const left: Incident[] = [];
  for (const incident of incidents) {
    const done = await carryOut(incident, projectKey, { ...situation, isShut }, context);
    if (done.incident !== null) left.push(done.incident);
    if (done.outcome === null) continue;
    const { kind } = done.outcome;
    // What shuts out one step shuts out those of the other incidents, too.
    isShut ||= kind === 'shut' || kind === 'notAllowed';
    trouble = troubleAfter(trouble, done.outcome, nowMs);
  }
  await writeIncidents({ turn, incidents: left, trouble });
}

/** Takes one step after another, until none is left or one did not go well. */
async function carryOut(
  incident: Incident,
  projectKey: string,
  situation: Situation,
  context: IncidentContext,
): Promise<{ incident: Incident | null; outcome: StepOutcome | null }> {
  let current = incident;
  let outcome: StepOutcome | null = null;
  for (;;) {
    const step = stepOf(current, situation);
    if (step === null) return { incident: current, outcome };
    if (step === 'forget') return { incident: null, outcome };
    outcome = await take(step, current, projectKey, context);
    const after = afterStep(current, step, outcome, situation.nowMs);
    if (after === null) return { incident: null, outcome };
    current = after;
  }
}

/** After a run that stopped half-way: a work item that it may have made is not made again. */
function withoutUnknown(incidents: readonly Incident[], situation: Situation): Incident[] {
  return incidents.map((incident) =>
    stepOf(incident, situation) === 'make' ? { ...incident, ended: 'lost' } : incident,
  );
}

/** An incident without a work item has only one step, which makes it. */
async function take(
  step: Exclude<IncidentStep, 'forget'>,
  incident: Incident,
  projectKey: string,
  { api, appName, nowMs }: IncidentContext,
): Promise<StepOutcome> {
  const { itemId } = incident;
  if (step === 'make' || itemId === null)
    return makeWorkItem(api, projectKey, itemText(incident, appName, nowMs));
  switch (step) {
    case 'tellWorse':
      return commentWorkItem(api, itemId, worseText(incident));
    case 'resolve':
      return resolveWorkItem(api, itemId, overText(incident, nowMs));
  }
}

/** The trouble after a step: one that went well ends it, one that only waits leaves it as it was. */
function troubleAfter(
  before: IncidentBook['trouble'],
  { kind }: StepOutcome,
  atMs: number,
): IncidentBook['trouble'] {
  switch (kind) {
    case 'notAllowed':
    case 'noProject':
    case 'refused':
    case 'lost':
      return { kind, atMs };
    case 'done':
      return null;
    case 'shut':
    case 'gone':
      return before;
  }
}
