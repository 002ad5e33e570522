import type { PoolView, SettingsAnswer, WarningTest } from '../../../../src/admin/contract/contract';
import type { Words } from '../words';
import { poolName, tierSentence } from './pool';

/** What the headers prove of one pool. */
export function provenSentence(view: PoolView, words: Words): string {
  const { text, format } = words;
  const name = poolName(view, words);
  return view.tier === null || view.policySeenAtMs === null
    ? text.settings.app.notProven({ pool: name })
    : text.settings.app.proven({
        pool: name,
        tier: tierSentence(view, words),
        at: format.utcTime(view.policySeenAtMs),
      });
}

/** Where the statement and the headers disagree; `null` where they do not, or one of them is silent. */
export function tierConflict({ stated, pools }: SettingsAnswer, { text }: Words): string | null {
  const { tiers, conflict } = text.settings.app;
  const proven = pools.find(({ pool, tier }) => pool.app === 'own' && tier !== null && tier !== stated.tier);
  if (stated.tier === null || proven === undefined || proven.tier === null) return null;
  return conflict({ stated: tiers[stated.tier], proven: tiers[proven.tier] });
}

/** What the probe costs an hour, as words that fit into a sentence. */
export function probeCost(
  probe: SettingsAnswer['probe'],
  { text, format }: Words,
): { calls: string; points: string } {
  const { low, likely, high } = probe.pointsAnHour;
  return {
    calls: text.settings.calls({ n: probe.callsAnHour, shown: format.count(probe.callsAnHour) }),
    points:
      low === high
        ? text.settings.points({ n: likely, shown: format.decimal(likely) })
        : text.settings.pointsBetween({
            low: format.count(Math.floor(low)),
            high: format.count(Math.ceil(high)),
          }),
  };
}

/** What came of a test of the warnings, beside the banners that are drawn. */
export function testedLines(
  { thresholds, workItem, listeners }: WarningTest,
  projectKey: string | null,
  atMs: number,
  { text, format }: Words,
): string[] {
  const say = text.settings.thresholds.test;
  const hasBanner = thresholds.some(({ actions }) => actions.includes('banner'));
  const project = projectKey ?? '';
  return [
    ...(hasBanner ? [] : [say.noBanner]),
    workItemLine(workItem, project, format.utcDayTime(atMs), text),
    listeners === null ? say.noListener : listenerLine(listeners, say, format.count),
  ];
}

function workItemLine(
  outcome: WarningTest['workItem'],
  project: string,
  at: string,
  text: Words['text'],
): string {
  const say = text.settings.thresholds.test;
  switch (outcome) {
    case 'unasked':
    case 'off':
    case 'shut':
      return say.workItem[outcome];
    case 'closed':
    case 'open':
      return say.workItem[outcome]({ project });
    case 'notAllowed':
    case 'noProject':
    case 'refused':
    case 'lost':
      return text.workItem.trouble[outcome]({ at });
  }
}

function listenerLine(
  { heard, failed }: NonNullable<WarningTest['listeners']>,
  say: Words['text']['settings']['thresholds']['test'],
  count: (n: number) => string,
): string {
  if (heard === 0) return say.nobodyHears;
  const said = say.heard({ n: heard, shown: count(heard) });
  return failed === 0 ? said : `${said} ${say.failed({ n: failed, shown: count(failed) })}`;
}
