import { verdictOf, type PoolView, type VerdictKind } from '../../src/admin/contract/contract';
import { poolKey } from '../../src/usage/keys';
import { bannerSentence } from '../../static/dashboard/src/sentences/banner';
import { forecastSentences } from '../../static/dashboard/src/sentences/forecast';
import { poolSentences } from '../../static/dashboard/src/sentences/pool';
import { verdictSentences } from '../../static/dashboard/src/sentences/verdict';
import { each, words, type Rules } from './rule';

const expectedKinds: Readonly<Record<PoolView['status'], readonly VerdictKind[]>> = {
  exhausted: ['refused', 'usedUp'],
  near: ['near', 'runsDry'],
  watch: ['runsDry', 'mayRunDry', 'easing'],
  recovering: ['recovering', 'runsDry', 'close'],
  fine: ['fine', 'runsDry', 'close'],
  unknown: ['unknown', 'runsDry', 'close'],
};

/** What must hold between the verdict, the sentences and the figures of one pool. */
export const poolRules: Rules = {
  'verdict and status agree': (answers) =>
    each(answers, (view) => {
      const { kind } = verdictOf(view);
      return [!expectedKinds[view.status].includes(kind) && `${view.status} is judged ${kind}`];
    }),

  'every alarm has its verdict, and every verdict that alarms its alarm': (answers) =>
    each(answers, (view) => {
      const isAlarm = answers.alarms.some(([key]) => key === poolKey(view.pool));
      const { kind } = verdictOf(view);
      const alarms = ['refused', 'usedUp', 'mayRunDry', 'near', 'easing'].includes(kind);
      const calm = ['fine', 'recovering', 'unknown', 'close'].includes(kind);
      return [alarms && !isAlarm && `${kind} without a banner`, calm && isAlarm && `a banner beside ${kind}`];
    }),

  'nothing is near that neither the threshold nor a header says is, nor the app’s owner': (answers) =>
    each(answers, ({ status, level, quotaPoints, thresholdPercents, pool }) => [
      status === 'near' &&
        !(level.told?.isGood === true && level.told.status === 'near') &&
        level.likelyPoints < ((quotaPoints ?? 0) * Math.min(...thresholdPercents)) / 100 &&
        !answers.saidNear.has(poolKey(pool)) &&
        `near at ${level.likelyPoints} of ${String(quotaPoints)}, and ${thresholdPercents.join(', ')}% is asked for`,
    ]),

  'the banner names the highest threshold that is reached, of those that hold': (answers) =>
    each(answers, (view) => {
      const { pool, status, level, quotaPoints, thresholdPercents, resetAtMs } = view;
      const alarm = answers.alarms.find(([key]) => key === poolKey(pool))?.[1];
      if (status !== 'near')
        return [alarm?.reachedPercent !== undefined && 'a threshold beside another status'];
      if (alarm === undefined) return ['near without an alarm'];
      const ownerSays = level.told?.isGood === true && level.told.status === 'near';
      const isSaid = answers.saidNear.has(poolKey(pool)) || ownerSays;
      const used = (100 * level.likelyPoints) / (quotaPoints ?? Infinity);
      const reached = thresholdPercents
        .filter((percent) => percent <= Math.max(used, isSaid ? 80 : 0))
        .at(-1);
      const said = bannerSentence({ ...alarm, pool, enforcement: null }, resetAtMs, words) ?? '';
      const named = /: (\d+)% of the pool is used/.exec(said)?.[1];
      return [
        named !== reached?.toString() && `${said} at ${used}%, thresholds ${thresholdPercents.join(', ')}`,
      ];
    }),

  'nothing is fine that was refused, is near, or will likely end near': (answers) =>
    each(answers, (view) => {
      if (verdictOf(view).kind !== 'fine') return [];
      const { quotaPoints, level, forecast, thresholdPercents } = view;
      const nearPercent = Math.min(...thresholdPercents);
      const near = quotaPoints === null ? Infinity : (quotaPoints * nearPercent) / 100;
      const counted = level.basis === 'silent' && nearPercent >= 80 ? 0 : level.likelyPoints;
      return [
        level.basis === 'refused' && 'fine, and refused',
        counted >= near && `fine at ${counted} of ${String(near)}`,
        (forecast?.endPoints.likely ?? 0) >= near &&
          `fine, and ends at ${String(forecast?.endPoints.likely)}`,
      ];
    }),

  'a figure of the app’s owner is called theirs, with its time, and none that is not': (answers, { nowMs }) =>
    each(answers, (view) => {
      const said = poolSentences(view, nowMs, words);
      const isTold = view.level.basis === 'told';
      const isNamed = said.level.includes('the app’s owner') && said.basis.includes('the app’s owner');
      const { told } = view.level;
      return [
        isTold !== isNamed && said.level,
        isTold !== (told !== undefined) && 'the word and the basis differ',
        told !== undefined && told.isGood !== nowMs < told.goodUntilMs && 'good beyond its time',
        told?.isGood === false &&
          view.forecast?.othersAnHour != null &&
          !answers.saidNear.has(poolKey(view.pool)) &&
          'its pace goes on',
      ];
    }),

  'the word of the app’s owner takes away no warning and no bound, and leaves the site’s own figures alone': (
    answers,
  ) =>
    each(answers, (view, index) => {
      const before = answers.untold[index]!;
      const rank = { unknown: 0, fine: 0, recovering: 0, watch: 0, near: 2, exhausted: 3 };
      const { level } = view;
      const isMore = level.lowPoints > (before.level.highPoints ?? Infinity);
      return [
        rank[view.status] < rank[before.status] && `${before.status} became ${view.status}`,
        level.lowPoints < before.level.lowPoints && 'less is certain',
        !isMore &&
          (level.highPoints ?? Infinity) > (before.level.highPoints ?? Infinity) &&
          'more is possible',
        before.level.basis === 'refused' && level.basis !== 'refused' && 'a refusal was talked away',
        JSON.stringify([view.own, view.tier, view.enforcement]) !==
          JSON.stringify([before.own, before.tier, before.enforcement]) && 'its own figures changed',
      ];
    }),

  'the likely figure lies within its band, everywhere': (answers) =>
    each(answers, ({ own, level, forecast }) => {
      const isBand = (low: number, likely: number, high: number): boolean =>
        low <= likely + 0.001 && likely <= high + 0.001;
      const end = forecast?.endPoints;
      return [
        !isBand(own.low, own.likely, own.high) && 'own points',
        !isBand(level.lowPoints, level.likelyPoints, level.highPoints ?? Infinity) && 'level',
        end !== undefined && !isBand(end.low, end.likely, end.high) && 'forecast',
        end !== undefined && end.likely + 0.001 < level.likelyPoints && 'less at the end than now',
      ];
    }),

  'the pool holds what this site spent, or the page says that the estimate is too high': (
    answers,
    { nowMs },
  ) =>
    each(answers, (view) => {
      const { own, level } = view;
      const said = poolSentences(view, nowMs, words).level;
      const isSaid = said.includes('the estimate is too high');
      return [
        level.basis === 'silent' &&
          own.low > (level.highPoints ?? Infinity) &&
          !isSaid &&
          'the page is silent on it',
        (level.basis === 'silent' || level.basis === 'none') &&
          level.lowPoints > own.low + 0.001 &&
          'more is certainly gone than this site’s least',
      ];
    }),

  'no sentence has bounds upside down': (answers, { nowMs }) =>
    each(answers, (view) => {
      const said = [
        ...Object.values<string>({ ...poolSentences(view, nowMs, words) }),
        ...forecastSentences(view, words),
      ].join(' ');
      const wrong = [...said.matchAll(/(?:between |\()([\d,]+) (?:and|to) ([\d,]+)/g)].filter(
        ([, low = '', high = '']) => Number(low.replaceAll(',', '')) > Number(high.replaceAll(',', '')),
      );
      return wrong.map(([text]) => text);
    }),

  'what is expected by the end is no less than what is used': (answers, { nowMs }) =>
    each(answers, (view) => {
      const { headline } = verdictSentences(view, nowMs, words);
      const [used, end] = [/used (\d+)%|(\d+)% used/, /(\d+)% expected/].map((pattern) => {
        const found = pattern.exec(headline);
        return found === null ? null : Number(found[1] ?? found[2]);
      });
      const isOver = headline.includes('over 80% used');
      return [used != null && end != null && !isOver && end < used && headline];
    }),

  'a pool that runs dry does so within the hour, and not before now': (answers, { nowMs }) =>
    each(answers, (view) => {
      const { kind, dryAtMs } = verdictOf(view);
      if (kind !== 'runsDry' && kind !== 'mayRunDry') return [];
      return [
        (dryAtMs === null || dryAtMs < nowMs || dryAtMs > view.resetAtMs) && `dry at ${String(dryAtMs)}`,
        (view.forecast?.endPoints.high ?? 0) < (view.quotaPoints ?? Infinity) - 0.001 &&
          'and does not reach the quota',
      ];
    }),
};
