import type { PoolView } from '../../../../../src/admin/contract/contract';
import { Gauge } from '../../charts/gauge';
import { Card } from '../../parts/card';
import { Status } from '../../parts/status';
import { forecastSentences } from '../../sentences/forecast';
import { poolName, poolSentences } from '../../sentences/pool';
import { useWords } from '../../words';
import { PoolFigures } from './pool-figures';

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
