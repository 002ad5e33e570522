import type { Replayed, WallCalls, WallView } from '../../../../src/admin/contract/contract';
import { minuteMs } from '../../../../src/time';
import { wholeShares } from '../whole-shares';
import type { Words } from '../words';
import { shortCall } from './verdict';

/** An incident in a few sentences, for whoever opens it on a bad day; `null` where there is nothing to say. */
export interface WallSentences {
  headline: string;
  shares: string;
  culprit: string | null;
  warned: string;
  avoided: string;
  ranOn: string | null;
}

export function wallSentences(view: WallView, words: Words): WallSentences {
  const { text, format } = words;
  const say = text.incident;
  const facts = {
    ...{ calls: view.calls, shown: format.count(view.calls) },
    ...{ from: format.utcTime(view.firstAtMs), until: format.utcTime(view.resetAtMs) },
  };
  return {
    headline: (view.isRunning ? say.headlineRunning : say.headline)(facts),
    shares: sharesSentence(view, words),
    culprit: culpritSentence(view, words),
    warned: warnedSentence(view, words),
    avoided: avoidedSentence(view, words),
    ranOn: ranOnSentence(view, words),
  };
}

/** Route, initiator and feature of some calls, as they stand under its name. */
export function callsText({ route, trigger, feature }: WallCalls, { text, format }: Words): string {
  const started = text.verdict.culprit.startedBy[trigger];
  return format.list([
    text.routes[route],
    ...(started === null ? [] : [text.incident.startedBy({ who: started })]),
    ...(feature === null ? [] : [text.incident.feature({ name: feature })]),
  ]);
}

function sharesSentence({ own, others, quotaPoints }: WallView, { text, format }: Words): string {
  const say = text.incident;
  const points = format.about(own.likely);
  if (quotaPoints === null || others === null) return say.ownOnly({ points });
  const quota = format.count(quotaPoints);
  if (own.likely >= quotaPoints) return say.ownAll({ points, quota });
  const [share = 0, othersShare = 0] = wholeShares([own.likely / quotaPoints, others.likely / quotaPoints]);
  return say.shares({
    ...{ points, quota, share: format.percent(share) },
    ...{ others: format.about(others.likely), othersShare: format.percent(othersShare) },
  });
}

function culpritSentence({ drew, own }: WallView, words: Words): string | null {
  const [first] = drew.rows;
  if (first === undefined || own.likely <= 0) return null;
  return words.text.verdict.culprit.endpoint({
    call: shortCall(first),
    startedBy: words.text.verdict.culprit.startedBy[first.trigger],
    share: words.format.percent(first.points.likely / own.likely),
  });
}

function warnedSentence({ warnings, firstAtMs }: WallView, { text, format }: Words): string {
  const say = text.incident.warned;
  if (warnings.firstAtMs === null) return warnings.isLogWhole ? say.none : say.notKept;
  const aheadMs = firstAtMs - warnings.firstAtMs;
  const at = format.utcTime(warnings.firstAtMs);
  if (Math.abs(aheadMs) < minuteMs) return say.atOnce({ at });
  return (aheadMs > 0 ? say.ahead : say.after)({ at, time: format.duration(Math.abs(aheadMs)) });
}

function avoidedSentence({ replay, others, own }: WallView, { text, format }: Words): string {
  const say = text.incident.avoided;
  const [best] = replay.advice;
  if (best === undefined || replay.all === null) {
    if (replay.ownPool?.outcome.dryAtMs === null)
      return say.ownPool({ quota: format.count(replay.ownPool.quotaPoints) });
    return others !== null && others.likely > own.likely ? say.others : say.nothing;
  }
  const what = text.routing.advice.kinds[best.kind].name;
  const call = shortCall(best);
  if (best.outcome.dryAtMs === null) return say.one({ what, call });
  if (replay.all.outcome.dryAtMs === null) return say.all({ what, call });
  return say.later({
    ...{ what, call, at: format.utcTime(replay.all.outcome.dryAtMs) },
    before: format.utcTime(replay.asRecorded.dryAtMs ?? replay.all.outcome.dryAtMs),
  });
}

function ranOnSentence({ ranOn: { before, after } }: WallView, { text }: Words): string | null {
  if (!before && !after) return null;
  const say = text.incident.ranOn;
  return before && after ? say.both : before ? say.before : say.after;
}

/** When the pool would have been empty, or that it would have lasted. */
export function outcomeWords({ dryAtMs, blockedMinutes }: Replayed, { text, format }: Words): string {
  const say = text.incident.outcome;
  if (dryAtMs !== null) return say.emptyAt({ at: format.utcTime(dryAtMs) });
  return blockedMinutes.high > 0 ? say.likelyLasts : say.lasts;
}
