import type { PoolOverview, PoolStatus } from '../../../../../fleet/pages/contract';
import { Gauge } from '../../charts/gauge';
import { Card } from '../../parts/card';
import { StatusBadge } from '../../parts/status';
import { useWords } from '../../words';
import { fleetPoolName, poolHourSentences } from '../sentences';
import { useFleetText } from '../text/fleet-text';

const badges = {
  unknown: 'unknown',
  fine: 'fine',
  watch: 'mayRunDry',
  near: 'near',
  exhausted: 'usedUp',
  recovering: 'recovering',
} as const satisfies Record<PoolStatus, string>;

const hourMs = 3_600_000;

/** The pool in this hour: what is known of it first, then what to do, the band, and the figures behind it. */
export function PoolHourCard({ pool, lookedAtMs }: { pool: PoolOverview; lookedAtMs: number | null }) {
  const words = useWords();
  const own = useFleetText();
  const say = poolHourSentences(pool, words, own);
  const { best, estimate, quotaPoints, status, sites } = pool;
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
        <p className={`advice advice-${badges[status]}`}>{own.pool.advice[status]}</p>
      </div>
      {(sites > 0 || pool.counter !== null) && (
        <Gauge
          view={{
            ...{ own: estimate, quotaPoints, status, resetAtMs: pool.hourStartMs + hourMs },
            forecast: forecastOf(pool),
            level: {
              lowPoints: isAll ? best.lowPoints : estimate.low,
              likelyPoints: isAll ? best.likelyPoints : estimate.likely,
              highPoints: isAll ? best.highPoints : null,
              basis: best.basis === 'counter' ? 'reading' : 'none',
              readAtMs: pool.counter?.atMs ?? null,
            },
          }}
          label={`${say.headline} ${say.level}`}
          names={{
            own: own.pool.gauge.own,
            others: best.basis === 'counter' ? own.pool.gauge.counted : own.pool.gauge.corrected,
          }}
        />
      )}
      <p className="basis">{say.basis}</p>
      <PoolFigures pool={pool} />
      {lookedAtMs !== null && (
        <p className="basis">{own.pool.asOf({ at: words.format.localTime(lookedAtMs) })}</p>
      )}
    </Card>
  );
}

/** The straight line in the form of a forecast, so that the gauge draws it where it draws that. */
function forecastOf({ atThisPace, wallAtMs }: PoolOverview) {
  if (atThisPace === null) return null;
  return { endPoints: atThisPace, wallAtMs, earliestWallAtMs: null, pastHours: 0, othersAnHour: null };
}

function PoolFigures({ pool }: { pool: PoolOverview }) {
  const { text, format } = useWords();
  const names = useFleetText().pool.figures;
  const { best, estimate, quotaPoints, requests, refused, sites, wallHours } = pool;
  const figures: [string, string, string | null][] = [
    [
      names.share,
      format.percent(best.likelyPoints / quotaPoints),
      best.ofAllSites ? null : text.unknownFigure,
    ],
    [
      names.estimate,
      format.count(estimate.likely),
      text.gauge.rangeOf({
        low: format.count(Math.floor(estimate.low)),
        high: format.count(Math.ceil(estimate.high)),
      }),
    ],
    [names.requests, format.count(requests), null],
    [names.refused, format.count(refused), null],
    [names.sites, format.count(sites), null],
    [names.walls, format.count(wallHours), null],
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
          </dd>
        </div>
      ))}
    </dl>
  );
}
