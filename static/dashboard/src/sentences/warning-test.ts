import type { WarningTest } from '../../../../src/admin/contract/contract';
import type { Words } from '../words';

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
