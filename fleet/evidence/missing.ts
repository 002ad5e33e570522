/** What the evidence does not have: times that were not read, and sites that told nothing. */
import type { HourRow } from '../../src/reports/account';
import { hourText, percentOf, whole } from '../../src/reports/words';
import { hourMs } from '../../src/time';
import { logRules } from '../logs/ask-logs';
import { gapsIn, type CollectorState } from '../planning/collector-state';
import type { PlanRules } from '../planning/plan';
import { mostToldPools } from '../planning/told-pools';
import { metricsRules } from '../requests/ask-metrics';
import { collectorState } from '../store/collector-store';
import type { Span } from '../store/evidence-tables';
import type { Sql } from '../store/sql';

export interface PartRead {
  share: number;
  missingHours: number;
}

export interface EvidenceRead {
  logs: PartRead;
  /** `null`: no counts were ever read. */
  requests: PartRead | null;
  /** Whether the logs of the hour were read to their end; `false` of hours that the API no longer reaches. */
  isRead: (hour: number) => boolean;
}

export async function readOf(sql: Sql, app: number, span: Span, nowMs: number): Promise<EvidenceRead> {
  const [logs, metrics] = [await collectorState(sql, app, 'logs'), await collectorState(sql, app, 'metrics')];
  const gaps = gapsIn(logs, logRules, nowMs);
  const firstHour = Math.ceil((nowMs - logRules.reachMs) / hourMs);
  const lastHour = Math.floor(nowMs / hourMs);
  return {
    logs: partOf(logs, logRules, span, nowMs),
    requests: metrics.plan.lookedAtMs === null ? null : partOf(metrics, metricsRules, span, nowMs),
    isRead: (hour) =>
      logs.plan.lookedAtMs !== null &&
      hour >= firstHour &&
      hour < lastHour &&
      !gaps.some(({ fromMs, toMs }) => fromMs < (hour + 1) * hourMs && toMs > hour * hourMs),
  };
}

/** Of what the API reaches within the span. */
function partOf(
  state: CollectorState,
  rules: PlanRules,
  { fromHour, toHour }: Span,
  nowMs: number,
): PartRead {
  const fromMs = Math.max(fromHour * hourMs, nowMs - rules.reachMs);
  const untilMs = Math.min(toHour * hourMs, nowMs);
  const missingMs = gapsIn(state, rules, nowMs).reduce(
    (sum, gap) => sum + Math.max(0, Math.min(gap.toMs, untilMs) - Math.max(gap.fromMs, fromMs)),
    0,
  );
  return { share: Math.max(0, 1 - missingMs / (untilMs - fromMs)), missingHours: missingMs / hourMs };
}

/** In English, as all files that leave the house are. */
export function evidenceNotes(
  { logs, requests }: EvidenceRead,
  hours: readonly HourRow[],
  {
    sites,
    pools,
    importedHours,
    furtherPools,
  }: { sites: number; pools: number; importedHours: number; furtherPools: number },
): string[] {
  const first = hours.reduce<string | null>(
    (least, { hour }) => (least === null || hour < least ? hour : least),
    null,
  );
  const last = hours.reduce<string | null>(
    (most, { hour }) => (most === null || hour > most ? hour : most),
    null,
  );
  return [
    first === null || last === null
      ? 'Nothing of the period is known.'
      : `Recorded: from ${hourText(first)} to the hour of ${hourText(last)} UTC, ${whole(sites)} ${sites === 1 ? 'site' : 'sites'} that told something.`,
    logs.missingHours < 0.5
      ? 'The app’s logs of the period were read, as far as Atlassian keeps them.'
      : `Of the app’s logs ${percentOf(logs.share)} of the time that Atlassian keeps within the period was read; ${whole(logs.missingHours)} hours are missing, and are in no figure.`,
    requests === null
      ? 'Atlassian’s counts of requests were not read: nothing is known of sites whose gauge prints nothing.'
      : `Of Atlassian’s counts of requests ${percentOf(requests.share)} of the time that Atlassian keeps within the period was read. They may be sampled: requests are at least so many.`,
    ...(furtherPools === 0
      ? []
      : [
          `${whole(furtherPools)} further ${furtherPools === 1 ? 'pool is' : 'pools are'} in no figure: of many pools the ${whole(mostToldPools)} that most sites print are told of.`,
        ]),
    ...(importedHours === 0
      ? []
      : [
          `${whole(importedHours)} ${importedHours === 1 ? 'hour of a site' : 'hours of sites'} came in by an import: nobody vouches for their calls and points but whoever brought the file.${pools > 1 ? ' Each pool’s hours are counted, as the import counts them.' : ''}`,
        ]),
  ];
}
