import { endpointKey, poolKey } from '../../src/usage/keys';
import { isMinuteProduct } from '../../src/limits/systems';
import { isSaidByBrowser } from '../../src/usage/vouching';
import { chargedToPool } from '../../src/limits/charging';
import { routeColumns } from '../../static/dashboard/src/pages/routing/columns';
import type { Answers } from './answers';
import { words, type Rules } from './rule';

const isClose = (a: number, b: number, within = 0.001): boolean => Math.abs(a - b) <= within;
const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);
/** Figures of a day are rounded to a tenth. */
const tenth = 0.051;

/** Days and seconds that the figures a day and a second are of. */
function spanOf({ routing, hours }: Answers): { days: number; activeSeconds: number } {
  const active = hours.filter(({ cells }) => cells.length > 0).length;
  return { days: (routing.toMs - routing.fromMs) / 86_400_000, activeSeconds: active * 3600 };
}

/** What must hold between Routing, the pages beside it and its own figures. */
export const routingRules: Rules = {
  'each route has the points and requests of Overview’s hours, and a pool those of its routes and of Endpoints':
    (answers) =>
      answers.routing.pools.flatMap(({ pool, requests, saidRequests, points, routes }) => {
        const index = answers.pools.findIndex((view) => poolKey(view.pool) === poolKey(pool));
        const cells = answers.hours.flatMap((hour) => hour.cells.filter((cell) => cell.pool === index));
        const listed = answers.endpoints.filter((endpoint) => poolKey(endpoint.pool) === poolKey(pool));
        const wrong = routes.flatMap((view) => {
          const own = cells.filter(({ route }) => route === view.route);
          return [
            sum(own.map((cell) => cell.requests)) !== view.requests && `${view.route}: requests`,
            sum(own.map((cell) => cell.throttles)) !==
              sum(view.throttles.filter(({ isBeta }) => !isBeta).map(({ calls }) => calls)) &&
              `${view.route}: refused calls`,
            !isClose(sum(own.map((cell) => cell.points.likely)), view.points.likely, 0.01) &&
              `${view.route}: points`,
            sum(view.triggers.map((one) => one.requests)) !== view.requests && `${view.route}: triggers`,
            !view.isCharged && view.points.high !== 0 && `${view.route}: points of what is not charged`,
          ];
        });
        const said = sum(routes.filter(({ route }) => isSaidByBrowser(route)).map((one) => one.requests));
        return [
          ...wrong,
          index === -1 && !isMinuteProduct(pool.product) && 'it is not on Overview',
          said !== saidRequests && `${saidRequests} said by browsers, routes ${said}`,
          requests + saidRequests !== sum(listed.map((endpoint) => endpoint.requests)) &&
            'Endpoints: requests',
          !isClose(points.likely, sum(listed.map((endpoint) => endpoint.points.likely)), 0.01) &&
            'Endpoints: points',
          sum(routes.map((view) => sum(view.throttles.map(({ calls, isBeta }) => (isBeta ? 0 : calls))))) !==
            sum(listed.map(({ throttles }) => throttles)) && 'Endpoints: refused calls',
        ].flatMap((what) => (what === false ? [] : [`${poolKey(pool)}: ${what}`]));
      }),

  'shown shares of routes are of their points, and add up to 100%': ({ routing }) =>
    routing.pools.flatMap(({ routes, points, isRanked }) => {
      const column = routeColumns(words, routes).find(({ key }) => key === 'share')!;
      const shown = routes.map((view) => column.cell(view) as string);
      if (!isRanked || points.likely === 0)
        return shown.some((text) => text !== '–') ? [`shares without a ranking: ${shown.join()}`] : [];
      const percents = shown.map((text) => Number(/^<?([\d.]+)%$/.exec(text)?.[1]));
      const far = routes.some(
        (view, i) => Math.abs((100 * view.points.likely) / points.likely - percents[i]!) >= 1,
      );
      const all = sum(percents);
      // A share under half a percent is shown with its digit, and no other then stands for all.
      const isWhole = shown.some((text) => text.includes('.')) ? all > 98.4 && all <= 100 : all === 100;
      return [...(isWhole ? [] : [shown.join()]), ...(far ? [`far from its points: ${shown.join()}`] : [])];
    }),

  'the what-if begins with what was spent and called, moves no call away, and saves what its figures differ by':
    (answers) => {
      const { whatIf, pools } = answers.routing;
      const { days, activeSeconds } = spanOf(answers);
      const { pointsADayBefore: before, pointsADayAfter: after } = whatIf;
      const spent = sum(pools.map(({ points }) => points.likely)) / days;
      const calls = sum(pools.map((pool) => pool.requests + pool.saidRequests));
      const byPeople = pools.flatMap(({ pool, routes }) =>
        pool.app === 'own' ? routes.flatMap((view) => (chargedToPool(view.route) ? view.triggers : [])) : [],
      );
      const most = sum(byPeople.map(({ trigger, requests }) => (trigger === 'person' ? requests : 0)));
      return [
        !isClose(before.likely, spent, tenth) && `${before.likely} a day before, spent ${spent}`,
        !isClose(whatIf.savesPointsADay, before.likely - after.likely, tenth) &&
          `saves ${whatIf.savesPointsADay}, from ${before.likely} to ${after.likely}`,
        whatIf.savesPointsADay < 0 && 'the cheapest routes cost more',
        [before, after].some(({ low, likely, high }) => !(low <= likely && likely <= high)) && 'upside down',
        whatIf.movedCalls > most && `${whatIf.movedCalls} calls moved of ${most} that people began`,
        whatIf.movedWithBreaks > whatIf.movedCalls && 'more calls are answered differently than move',
        ...(['before', 'after'] as const).map((when) => {
          const said = sum(whatIf.loads.map((load) => load[when].callsASecond)) * activeSeconds;
          return !isClose(said, calls, 0.01) && `${calls} calls, ${said} ${when}`;
        }),
      ].filter((what) => what !== false);
    },

  'no rate of the what-if is above that of the busiest hour, and each context has its part of it': (
    answers,
  ) => {
    const busiest = Math.max(0, ...answers.hours.map(({ cells }) => sum(cells.map((one) => one.requests))));
    return answers.routing.whatIf.loads.flatMap(({ budget, before, after }) =>
      [before, after].flatMap(({ callsASecond, contexts, callsASecondEach }) => [
        ...(callsASecond * 3600 > busiest + 0.001 ? [`${budget}: ${callsASecond * 3600} of ${busiest}`] : []),
        ...(callsASecondEach !== null && !isClose(callsASecondEach * contexts!, callsASecond, 1e-9)
          ? [`${budget}: ${callsASecondEach} each of ${String(contexts)}`]
          : []),
      ]),
    );
  },

  'advice saves no more than its endpoint cost, together and alone, and speaks of no more calls': (
    answers,
  ) => {
    const { advice } = answers.routing;
    const { days } = spanOf(answers);
    const wrong = answers.endpoints.flatMap((endpoint) => {
      const own = advice.filter(
        (one) => one.endpoint !== null && endpointKey(one.endpoint) === endpointKey(endpoint),
      );
      // Each saving is rounded to whole points a day.
      const cost = endpoint.points.likely / days;
      const together = sum(own.map(({ savesPointsADay }) => savesPointsADay ?? 0));
      return [
        together > cost + own.length / 2 + 0.001 && `${together} saved of ${cost}`,
        own.some(({ aloneSavesPointsADay: alone }) => (alone ?? 0) > cost + 0.501) && 'more than all, alone',
        own.some((one) => (one.savesPointsADay ?? 0) > (one.aloneSavesPointsADay ?? 0)) && 'more than alone',
        own.some(({ calls }) => calls > endpoint.requests) && `more calls than ${endpoint.requests}`,
      ].flatMap((what) => (what === false ? [] : [`${endpoint.method} ${endpoint.template}: ${what}`]));
    });
    const saves = advice.map(({ savesPointsADay }) => savesPointsADay ?? -1);
    const isSorted = saves.every((one, i) => i === 0 || one <= saves[i - 1]!);
    const strange = advice.filter(
      ({ endpoint: of }) =>
        of !== null && !answers.endpoints.some((one) => endpointKey(one) === endpointKey(of)),
    );
    return [
      ...wrong,
      ...(isSorted ? [] : ['not in the order of savings']),
      ...strange.map(({ kind }) => kind),
    ];
  },

  'the panel of an endpoint gives the advice of Routing, and the shares of its row': (answers) =>
    answers.endpoints.flatMap((row, index) => {
      const { shares, advice } = answers.details[index]!;
      const onRouting = answers.routing.advice.filter(
        ({ endpoint }) => endpoint !== null && endpointKey(endpoint) === endpointKey(row),
      );
      const texts = onRouting.map((one) => JSON.stringify(one));
      const further = advice.filter((one) => !texts.includes(JSON.stringify(one)));
      // Routing lists the fifteen that save most.
      const all = answers.routing.advice;
      const least = all.length < 15 ? -Infinity : (all.at(-1)?.savesPointsADay ?? -1);
      const isLeft = further.every(({ savesPointsADay }) => (savesPointsADay ?? -1) <= least);
      const isOwn = row.pool.app === 'own';
      return [
        isOwn && advice.length !== texts.length + further.length && 'Routing has advice that the panel lacks',
        isOwn && !isLeft && 'the panel has advice that Routing lacks',
        sum(shares.map(({ requests }) => requests)) !== row.requests && 'requests',
        !isClose(sum(shares.map(({ points }) => points.likely)), row.points.likely, 0.01) && 'points',
      ].flatMap((what) => (what === false ? [] : [`${row.method} ${row.template}: ${what}`]));
    }),

  'what Overview would change first is advice of Routing, by the bridge no more than the what-if saves': ({
    remedy,
    routing,
  }) => {
    const found = routing.advice.find(
      ({ kind, endpoint }) =>
        remedy !== null &&
        kind === remedy.kind &&
        endpoint !== null &&
        endpointKey(endpoint) === endpointKey(remedy),
    );
    const bridge = routing.advice.filter(({ kind }) => kind === 'bridge');
    const saved = sum(bridge.map(({ aloneSavesPointsADay }) => aloneSavesPointsADay ?? 0));
    return [
      ...(remedy !== null && found?.savesPointsADay !== remedy.savesPointsADay
        ? [`${remedy.kind}: ${remedy.savesPointsADay}, Routing ${String(found?.savesPointsADay)}`]
        : []),
      ...(saved > routing.whatIf.savesPointsADay + bridge.length / 2 + 0.1
        ? [`the bridge saves ${saved}, the what-if ${routing.whatIf.savesPointsADay}`]
        : []),
    ];
  },
};
