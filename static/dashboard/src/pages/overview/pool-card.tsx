import {
  verdictOf,
  type PoolView,
  type PoolWalls,
  type Remedy,
} from '../../../../../src/admin/contract/contract';
import { Gauge } from '../../charts/gauge';
import { Card } from '../../parts/card';
import { PageLink } from '../../parts/page-link';
import { Status } from '../../parts/status';
import { Term } from '../../parts/term';
import { WallLink } from '../../parts/wall-link';
import { forecastSentences } from '../../sentences/forecast';
import { poolName, poolSentences } from '../../sentences/pool';
import { remedySentence, verdictSentences, wallsSentence } from '../../sentences/verdict';
import { pointsRange } from '../../sentences/points';
import { useWords, type Words } from '../../words';

/** The exact figures under the gauge. `<data>` carries the plain number for whoever reads the page by machine. */
function PoolFigures({ view }: { view: PoolView }) {
  const words = useWords();
  const { text, format } = words;
  const { own, ownRequests } = view;
  const names = text.gauge.figures;
  const left = leftFigure(view, words);
  return (
    <dl className="figures">
      <div>
        <dt>{names.own}</dt>
        <dd>
          <data value={own.likely}>{format.count(own.likely)}</data>
          {own.low !== own.high && (
            <span className="range">
              {names.range} {pointsRange(own, words)}
            </span>
          )}
        </dd>
      </div>
      <div>
        <dt>{names.requests}</dt>
        <dd>
          <data value={ownRequests}>{format.count(ownRequests)}</data>
        </dd>
      </div>
      <div>
        <dt>
          <Term of="pool">{names.left}</Term>
        </dt>
        <dd>{left ?? text.unknownFigure}</dd>
      </div>
    </dl>
  );
}

/** What the pool still has, as far as it is bounded; `null` while the quota is unknown. */
function leftFigure({ quotaPoints, level }: PoolView, { text, format }: Words): string | null {
  if (quotaPoints === null) return null;
  if (level.basis === 'refused') return format.count(0);
  const most = Math.max(0, quotaPoints - level.lowPoints);
  if (level.highPoints === null) return text.gauge.leftAtMost({ left: format.count(most) });
  if (level.highPoints === level.lowPoints) return format.count(most);
  return text.gauge.leftBetween({
    low: format.atLeast(Math.max(0, quotaPoints - level.highPoints)),
    high: format.atMost(most),
  });
}

interface PoolCardProps {
  view: PoolView;
  nowMs: number;
  /** How often it ran dry, in so many days; `null` where that could not be read. */
  walls: { walls: PoolWalls; days: number } | null;
  remedy: Remedy | null;
  /** Whether the page of an incident is open to whoever looks. */
  hasDetails: boolean;
}

/** How often it ran dry, which leads to the list of all, and the newest time, which leads to what happened. */
function Walls({ view, walls, hasDetails }: Pick<PoolCardProps, 'view' | 'walls' | 'hasDetails'>) {
  const words = useWords();
  if (walls === null) return null;
  const said = wallsSentence(walls.walls, walls.days, words);
  const [newest] = walls.walls.walls;
  if (newest === undefined || !hasDetails) return <p>{said}</p>;
  return (
    <p>
      <PageLink to="limits">{said}</PageLink>{' '}
      <WallLink wall={{ pool: view.pool, hourStartMs: newest.hourStartMs }}>
        {words.text.incident.newest({ at: words.format.utcDayTime(newest.hourStartMs) })}
      </WallLink>
    </p>
  );
}

/** One pool: the verdict first, who it was, what to do and the gauge; how it is known stands behind it. */
export function PoolCard({ view, nowMs, walls, remedy, hasDetails }: PoolCardProps) {
  const words = useWords();
  const { text } = words;
  const verdict = verdictSentences(view, nowMs, words);
  const say = poolSentences(view, nowMs, words);
  const foreseen = forecastSentences(view, words);
  return (
    <Card title={poolName(view, words)} actions={<Status view={view} />} className="card-pool">
      <div className="pool-words">
        <p className="headline">{verdict.headline}</p>
        {view.level.told !== undefined && <p>{say.level}</p>}
        {verdict.culprit !== null && <p>{verdict.culprit}</p>}
        {verdict.advice !== null && (
          <p className={`advice advice-${verdictOf(view).kind}`}>{verdict.advice}</p>
        )}
      </div>
      <Gauge
        view={view}
        label={`${verdict.headline}. ${say.own} ${say.level}`}
        names={{
          own: view.pool.app === 'own' ? text.gauge.own : text.gauge.ownOf({ who: view.pool.app }),
          others: text.gauge.others[view.tier ?? 'unknown'],
        }}
      />
      <div className="pool-words">
        {remedy !== null && <p>{remedySentence(remedy, words)}</p>}
        <Walls view={view} walls={walls} hasDetails={hasDetails} />
      </div>
      <details className="behind">
        <summary>{text.verdict.details}</summary>
        <div className="pool-words">
          <p>
            {say.own} {view.level.told === undefined && say.level} {say.reset} {say.tier}
          </p>
          {foreseen.length > 0 && <p>{foreseen.join(' ')}</p>}
          <p className="basis">{say.basis}</p>
          <PoolFigures view={view} />
        </div>
      </details>
    </Card>
  );
}
