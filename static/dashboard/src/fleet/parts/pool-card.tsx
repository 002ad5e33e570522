import type { Collection, PastRead, PoolOverview, PoolStatus } from '../../../../../fleet/pages/contract';
import { Gauge } from '../../charts/gauge';
import { Card } from '../../parts/card';
import { StatusBadge } from '../../parts/status';
import { pointsRange } from '../../sentences/points';
import { useWords } from '../../words';
import { fleetPoolName, isPastWhole, isPoolKnown, poolHourSentences } from '../sentences';
import { useFleetText, type FleetText } from '../text/fleet-text';
import { hourMs } from '../../../../../src/time';

const badges = {
  unknown: 'unknown',
  fine: 'fine',
  watch: 'mayRunDry',
  near: 'near',
  exhausted: 'usedUp',
  recovering: 'recovering',
} as const satisfies Record<PoolStatus, string>;

/** The pool in this hour: what is known of it first, then what to do, the band, and the figures behind it. */
export function PoolHourCard({
  pool,
  collection,
  thresholdPercents,
}: {
  pool: PoolOverview;
  collection: Collection;
  thresholdPercents: readonly number[];
}) {
  const words = useWords();
  const own = useFleetText();
  const say = poolHourSentences(pool, collection, words, own);
  const { best, estimate, quotaPoints, status } = pool;
  const { lookedAtMs } = collection;
  const isAll = best.ofAllSites;
  return (
    <Card
      title={own.pool.title({ product: fleetPoolName(pool.pool, words) })}
      actions={<StatusBadge kind={badges[status]} />}
      className="card-pool"
    >
      <div className="pool-words">
        <p className="headline">{say.headline}</p>
        <p>{say.level}</p>
        <p>{say.foreseen}</p>
        <p className={`advice advice-${badges[status]}`}>
          {status === 'near'
            ? own.pool.nearAdvice({ percent: words.format.percent((pool.reachedPercent ?? 0) / 100) })
            : own.pool.advice[status]}
        </p>
      </div>
      {isPoolKnown(pool) && (
        <Gauge
          view={{
            ...{ own: estimate, quotaPoints, status, resetAtMs: pool.hourStartMs + hourMs },
            ...{ forecast: forecastOf(pool), thresholdPercents },
            level: {
              lowPoints: isAll ? best.lowPoints : estimate.low,
              // Where no one figure is known the bar shows what is proven, and the band what is possible.
              likelyPoints: isAll ? (best.likelyPoints ?? best.lowPoints) : estimate.likely,
              highPoints: isAll ? best.highPoints : null,
              basis: best.basis === 'counter' ? 'reading' : 'none',
              readAtMs: pool.counter?.atMs ?? null,
            },
          }}
          label={`${say.headline} ${say.level}`}
          names={{
            own: own.pool.gauge.own,
            others: otherNames[best.basis](own),
          }}
        />
      )}
      <p className="basis">{say.basis}</p>
      <PoolFigures pool={pool} past={collection} />
      {lookedAtMs !== null && (
        <p className="basis">{own.pool.asOf({ at: words.format.utcTime(lookedAtMs) })}</p>
      )}
    </Card>
  );
}

const otherNames: Record<PoolOverview['best']['basis'], (own: FleetText) => string> = {
  counter: ({ pool }) => pool.gauge.counted,
  scaled: ({ pool }) => pool.gauge.corrected,
  learned: ({ pool }) => pool.gauge.requests,
  counts: ({ pool }) => pool.gauge.requests,
  estimate: ({ pool }) => pool.gauge.corrected,
};

/** In the form of a site's own forecast, so that the gauge draws it where it draws that. */
function forecastOf({ foreseen, wallAtMs }: PoolOverview) {
  if (foreseen === null) return null;
  return { endPoints: foreseen, wallAtMs, earliestWallAtMs: null, pastHours: 0, othersAnHour: null };
}

function PoolFigures({ pool, past }: { pool: PoolOverview; past: PastRead }) {
  const words = useWords();
  const { text, format } = words;
  const names = useFleetText().pool.figures;
  const { best, estimate, quotaPoints, requests, refused, sites, wallHours, counted } = pool;
  const walls = format.count(wallHours);
  const figures: [string, string, string | null][] = [
    [
      names.share,
      best.likelyPoints === null ? '' : format.percent(best.likelyPoints / quotaPoints),
      best.ofAllSites && best.likelyPoints !== null ? null : text.unknownFigure,
    ],
    [names.estimate, format.count(estimate.likely), pointsRange(estimate, words)],
    [names.requests, format.count(requests), null],
    [names.refused, format.count(refused), null],
    [names.sites, format.count(sites), null],
    ...(counted === null
      ? []
      : [
          [
            names.counted,
            format.count(counted.requests),
            names.countedOf({ sites: counted.sites, shown: format.count(counted.sites) }),
          ] satisfies [string, string, string],
        ]),
    [names.walls, isPastWhole(past) ? walls : names.soFar({ figure: walls }), null],
  ];
  return (
    <dl className="figures">
      {figures.map(([name, figure, beside]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {name === names.share && beside !== null ? beside : figure}
            {name === names.estimate && estimate.low !== estimate.high && (
              <span className="range">{beside}</span>
            )}
            {name === names.counted && <span className="range">{beside}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
