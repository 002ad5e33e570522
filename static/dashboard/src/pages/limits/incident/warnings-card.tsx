import { isAlarm, type LimitsAnswer, type WallView } from '../../../../../../src/admin/contract/contract';
import { Card } from '../../../parts/card';
import { fill } from '../../../text/message';
import { useWords, type Words } from '../../../words';

type WarningKind = LimitsAnswer['warnings'][number]['kind'];

/** What became of the pool, in the words of the list of warnings. */
export function changeWords(
  { to, usedPoints }: WallView['warnings']['changes'][number],
  { text, format }: Words,
): string {
  const say = { ...text.changes.to, exhausted: text.incident.foundEmpty };
  return fill(say[isAlarm(to) ? to : 'over'], { used: format.count(usedPoints) });
}

/** The colour of a change's point, as the list of warnings has it. */
function kindOf({ to }: WallView['warnings']['changes'][number]): WarningKind {
  if (!isAlarm(to)) return 'over';
  return to === 'exhausted' ? 'emptied' : to;
}

/** The warnings of the hour with the refused calls between them, oldest first. */
export function WallWarningsCard({ wall }: { wall: WallView }) {
  const words = useWords();
  const { text, format } = words;
  const say = text.incident.warnings;
  const lines = [
    ...wall.warnings.changes.map((change) => ({
      ...{ atMs: change.atMs, kind: kindOf(change), what: changeWords(change, words) },
    })),
    { atMs: wall.firstAtMs, kind: 'dry' as const, what: say.first },
    { atMs: wall.lastAtMs, kind: 'dry' as const, what: say.last },
    ...(wall.isRunning ? [] : [{ atMs: wall.resetAtMs, kind: 'over' as const, what: say.full }]),
  ].sort((a, b) => a.atMs - b.atMs);
  return (
    <Card title={say.title} subtitle={say.subtitle}>
      <ol className="timeline">
        {lines.map(({ atMs, kind, what }) => (
          <li key={`${atMs} ${what}`} className={`timeline-${kind}`}>
            <time dateTime={new Date(atMs).toISOString()}>{format.utcTime(atMs)}</time> {what}
          </li>
        ))}
      </ol>
      {!wall.warnings.isLogWhole && <p className="subtle">{say.notWhole}</p>}
    </Card>
  );
}
