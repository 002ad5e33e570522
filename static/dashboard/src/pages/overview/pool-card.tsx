import type { PoolView } from '../../../../../src/admin/contract/contract';
import { Gauge } from '../../charts/gauge';
import { Card } from '../../parts/card';
import { Status } from '../../parts/status';
import { forecastSentences } from '../../sentences/forecast';
import { poolName, poolSentences } from '../../sentences/pool';
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
              {names.range}{' '}
              {text.gauge.rangeOf(format.count(Math.floor(own.low)), format.count(Math.ceil(own.high)))}
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
        <dt>{names.left}</dt>
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
  if (level.highPoints === null) return text.gauge.leftAtMost(format.count(most));
  if (level.highPoints === level.lowPoints) return format.count(most);
  return text.gauge.leftBetween(
    format.atLeast(Math.max(0, quotaPoints - level.highPoints)),
    format.atMost(most),
  );
}

/** One pool: the sentence first, then what to do, the gauge, and the figures behind it. */
export function PoolCard({ view, nowMs }: { view: PoolView; nowMs: number }) {
  const words = useWords();
  const say = poolSentences(view, nowMs, words);
  const foreseen = forecastSentences(view, words);
  return (
    <Card title={poolName(view, words)} actions={<Status status={view.status} />} className="card-pool">
      <div className="pool-words">
        <p className="headline">{say.own}</p>
        <p>
          {say.level} {say.reset} {say.tier}
        </p>
        {foreseen.length > 0 && <p>{foreseen.join(' ')}</p>}
        <p className={`advice advice-${view.status}`}>{say.advice}</p>
      </div>
      <Gauge view={view} label={`${say.own} ${say.level}`} basis={say.basis} />
      <PoolFigures view={view} />
    </Card>
  );
}
