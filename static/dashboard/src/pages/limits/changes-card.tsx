import type { LimitsAnswer } from '../../../../../src/admin/contract/contract';
import { Card } from '../../parts/card';
import { WallLink } from '../../parts/wall-link';
import { poolName } from '../../sentences/pool';
import { useWords } from '../../words';
import { fill } from '../../text/message';

/** When a pool came near its limit, ran dry or came back, newest first. */
export function ChangesCard({ warnings, wallDays }: Pick<LimitsAnswer, 'warnings' | 'wallDays'>) {
  const words = useWords();
  const { text, format } = words;
  const say = text.changes;
  return (
    <Card
      title={say.title}
      subtitle={
        wallDays === null ? say.wallsUnread : say.wallDays({ days: wallDays, shown: format.count(wallDays) })
      }
    >
      {warnings.length === 0 ? (
        <p className="subtle">{say.none}</p>
      ) : (
        <ol className="timeline">
          {warnings.map((line) => (
            <li
              key={`${line.atMs} ${line.kind} ${JSON.stringify(line.pool)}`}
              className={`timeline-${line.kind}`}
            >
              {say.line({
                at: format.utcDayTime(line.atMs),
                pool: poolName({ pool: line.pool }, words),
                what:
                  line.kind === 'dry'
                    ? say.to.dry({ calls: line.calls, shown: format.count(line.calls) })
                    : fill(say.to[line.kind], { used: format.about(line.change.usedPoints) }),
              })}
              {line.kind === 'dry' && (
                <>
                  {' '}
                  <WallLink wall={line}>{text.incident.open}</WallLink>
                </>
              )}
              {line.kind !== 'dry' && line.change.enforcement === 'beta' && ` ${say.beta}`}
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
