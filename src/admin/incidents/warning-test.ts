import type { StepOutcome } from '../../insights/incidents/incident';
import { alarmsOf } from '../../insights/forecast/status-log';
import type { Threshold, ThresholdAction } from '../../insights/pools/thresholds';
import { attempt } from '../../ledger/attempt';
import { readState, type StoredState } from '../../ledger/settings';
import { claimWarningTest } from '../../ledger/warning-test';
import type { PoolId } from '../../model';
import { testItemText, testOverText } from '../../reports/incident-text';
import { parsePoolKey } from '../../usage/keys';
import type { TestedWorkItem, WarningTest, WarningTestAnswer } from '../contract/warning-test-views';
import { makeWorkItem, resolveWorkItem, type WorkItemApi } from './work-item';

export interface WarningTestContext {
  api: WorkItemApi;
  appName: string | null;
  /** Calls the app's listeners as a test of a threshold. */
  testListeners: (
    pool: PoolId,
    percents: readonly number[],
    nowMs: number,
  ) => Promise<NonNullable<WarningTest['listeners']>>;
  nowMs: number;
}

/** Together within a resolver's 25 s. */
const longestMakingMs = 10_000;
const longestClosingMs = 6_000;

/** Makes each warning that the thresholds set off, once and marked as a test. Judgements, incidents and their log stay as they are. */
export async function testWarnings(context: WarningTestContext): Promise<WarningTestAnswer> {
  const { nowMs } = context;
  const state = await readState();
  const { isMine, againAtMs } = await claimWarningTest(nowMs);
  if (!isMine) return { readAtMs: nowMs, againAtMs, test: null };
  const { thresholds } = state.settings;
  const pool = poolOf(state, nowMs);
  const heardAt = percentsWith(thresholds, 'listener');
  const [workItem, listeners] = await Promise.all([
    testWorkItem(context, state, thresholds),
    heardAt.length === 0 ? null : context.testListeners(pool, heardAt, nowMs),
  ]);
  return { readAtMs: nowMs, againAtMs, test: { pool, thresholds, workItem, listeners } };
}

async function testWorkItem(
  { api, appName, nowMs }: WarningTestContext,
  { settings: { workItem } }: StoredState,
  thresholds: readonly Threshold[],
): Promise<TestedWorkItem> {
  const percents = percentsWith(thresholds, 'workItem');
  if (percents.length === 0) return 'unasked';
  const { isOn, projectKey } = workItem;
  if (!isOn || projectKey === null) return 'off';
  const made = await within(
    () => makeWorkItem(api, projectKey, testItemText(appName, percents, nowMs)),
    longestMakingMs,
  );
  if (made.kind !== 'done') return made.kind === 'gone' ? 'refused' : made.kind;
  const { itemId } = made;
  const closed = await within(() => resolveWorkItem(api, itemId, testOverText), longestClosingMs);
  return closed.kind === 'done' ? 'closed' : 'open';
}

/** An answer that does not come in time may have been carried out. */
async function within(step: () => Promise<StepOutcome>, longestMs: number): Promise<StepOutcome> {
  const tried = await attempt(step, longestMs);
  return tried.kind === 'done' ? tried.value : { kind: 'lost' };
}

function percentsWith(thresholds: readonly Threshold[], action: ThresholdAction): number[] {
  return thresholds.filter(({ actions }) => actions.includes(action)).map(({ percent }) => percent);
}

/** The worst pool that is known here, else the one that the gauge's own calls draw on. */
function poolOf({ statusLog }: StoredState, nowMs: number): PoolId {
  const [worst] = alarmsOf(statusLog, nowMs);
  const key = worst?.[0] ?? [...statusLog.states.keys()][0];
  return (
    (key === undefined ? null : parsePoolKey(key)) ?? {
      app: 'own',
      environment: 'PRODUCTION',
      product: 'jira',
    }
  );
}
