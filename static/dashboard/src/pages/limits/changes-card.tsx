import type { LimitsAnswer } from '../../../../../src/admin/contract/contract';
import { Card } from '../../parts/card';
import { poolName } from '../../sentences/pool';
import { useWords } from '../../words';
import { fill } from '../../text/message';

/** When a pool came near its limit, ran dry or came back, newest first. */
export function ChangesCard({ changes }: { changes: LimitsAnswer['changes'] }) {
  const words = useWords();
  const { text, format } = words;
  const say = text.changes;
  return (
    <Card title={say.title}>
      {changes.length === 0 ? (
        <p className="subtle">{say.none}</p>
      ) : (
        <ul className="bullets">
          {changes.map(({ atMs, pool, to, usedPoints, enforcement }) => (
            <li key={`${atMs} ${JSON.stringify(pool)}`}>
              {say.line({
                at: format.utcDayTime(atMs),
                pool: poolName({ pool }, words),
                what: fill(say.to[to === 'watch' || to === 'near' || to === 'exhausted' ? to : 'over'], {
                  used: format.count(usedPoints),
                }),
              })}
              {enforcement === 'beta' && ` ${say.beta}`}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
