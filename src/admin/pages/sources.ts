import { webTrigger } from '@forge/api';
import {
  listSources,
  makeSource,
  maxSources,
  revokeSource,
  rotateSource,
  type Source,
} from '../../ledger/sources';
import { readDeliveryStats, type DeliveryStats } from '../../ledger/delivery-stats';
import { batchAnswers, type BatchAnswer } from '../../protocol/answers';
import { readTold } from '../../ledger/told';
import { BadRequest } from '../contract/request';
import type { SourcesChange } from '../contract/change-asks';
import type { SourcesView, SourceView } from '../contract/sources-view';
import { textOrder } from '../../text-order';

/** Key of the web trigger in the manifest. */
const reportTrigger = 'pg-report';

export async function sourcesAnswer(nowMs: number): Promise<SourcesView> {
  return view(await listSources(), null, nowMs);
}

/** Makes, rotates or revokes a source. The secret is in this answer only. @throws BadRequest */
export async function changeSources(change: SourcesChange, nowMs: number): Promise<SourcesView> {
  // Listings lag: what was changed just now is put into the answer by hand.
  const listed = await listSources();
  switch (change.kind) {
    case 'make': {
      const made = await makeSource(change.app, change.environment, nowMs);
      if (made === 'full')
        throw new BadRequest(`There are ${maxSources} sources already. Revoke one that is not used.`);
      const { source, secret } = made;
      return view([...listed, source], { id: source.id, secret }, nowMs);
    }
    case 'rotate': {
      const rotated = await rotateSource(change.id, nowMs);
      if (rotated === null) throw new BadRequest('There is no such source; it may have been revoked.');
      const { source, secret } = rotated;
      const others = listed.filter(({ id }) => id !== source.id);
      return view([...others, source], { id: source.id, secret }, nowMs);
    }
    case 'revoke':
      await revokeSource(change.id);
      return view(
        listed.filter(({ id }) => id !== change.id),
        null,
        nowMs,
      );
  }
}

async function view(
  sources: readonly Source[],
  shownOnce: SourcesView['shownOnce'],
  nowMs: number,
): Promise<SourcesView> {
  const stats = await readDeliveryStats();
  const oldestFirst = [...new Map(sources.map((source) => [source.id, source])).values()].sort(
    (a, b) => a.madeAtMs - b.madeAtMs || textOrder(a.id, b.id),
  );
  return {
    readAtMs: nowMs,
    // A secret that was just made must reach the person even when the address cannot be had.
    url: await webTrigger.getUrl(reportTrigger).catch(() => null),
    sources: oldestFirst.map((source) => sourceView(source, stats[source.id])),
    maxSources,
    refusedNotices: Object.values((await readTold()).refused).reduce((sum, times) => sum + times, 0),
    unsigned: knownAnswers(stats['']?.answers ?? {}),
    shownOnce,
  };
}

function sourceView(
  { id, app, environment, madeAtMs, rotatedAtMs }: Source,
  trace?: DeliveryStats,
): SourceView {
  return {
    ...{ id, app, environment, madeAtMs, rotatedAtMs },
    batches: knownAnswers(trace?.answers ?? {}),
    calls: trace?.calls ?? 0,
    droppedCalls: trace?.droppedCalls ?? 0,
    badCalls: trace?.badCalls ?? 0,
    faults: trace?.faults ?? {},
    clockAheadMs: trace?.clockAheadMs ?? null,
    lastReportAtMs: trace?.lastAtMs ?? null,
    lastAnswer: batchAnswers.find((answer) => answer === trace?.lastAnswer) ?? null,
  };
}

function knownAnswers(answers: Record<string, number>): Partial<Record<BatchAnswer, number>> {
  return Object.fromEntries(
    batchAnswers.flatMap((answer) => (answers[answer] === undefined ? [] : [[answer, answers[answer]]])),
  );
}
