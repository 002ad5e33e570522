import { isAlarm, type WallView } from '../../../../../../src/admin/contract/contract';
import { Card } from '../../../parts/card';
import { fill } from '../../../text/message';
import { useWords, type Words } from '../../../words';

/** What became of the pool, in the words of the list of warnings. */
export function changeWords(
  { to, usedPoints }: WallView['warnings']['changes'][number],
  { text, format }: Words,
): string {
  const say = { ...text.changes.to, exhausted: text.incident.foundEmpty };
  return fill(say[isAlarm(to) ? to : 'over'], { used: format.count(usedPoints) });
}

/** The warnings of the hour with the refused calls between them, oldest first. */
export function WallWarningsCard({ wall }: { wall: WallView }) {
  const words = useWords();
  const { text, format } = words;
  const say = text.incident.warnings;
  const lines = [
    ...wall.warnings.changes.map((change) => ({ atMs: change.atMs, what: changeWords(change, words) })),
    { atMs: wall.firstAtMs, what: say.first },
    { atMs: wall.lastAtMs, what: say.last },
    ...(wall.isRunning ? [] : [{ atMs: wall.resetAtMs, what: say.full }]),
  ].sort((a, b) => a.atMs - b.atMs);
  return (
    <Card title={say.title} subtitle={say.subtitle}>
      <ol className="timeline">
        {lines.map(({ atMs, what }) => (
          <li key={`${atMs} ${what}`}>
            <time dateTime={new Date(atMs).toISOString()}>{format.utcTime(atMs)}</time> {what}
          </li>
        ))}
      </ol>
      {!wall.warnings.isLogWhole && <p className="subtle">{say.notWhole}</p>}
    </Card>
  );
}
