import type { LimitsAnswer } from '../../../../../src/admin/contract/contract';
import { Card } from '../../parts/card';
import { useWords } from '../../words';

export function PerIssueCard({ perIssue }: { perIssue: LimitsAnswer['perIssue'] }) {
  const { text, format } = useWords();
  const say = text.limits.perIssue;
  const { calls, lastAtMs, nextAllowedAtMs } = perIssue.refusals;
  const windows = perIssue.windows.map(({ limit, windowMs }) =>
    say.window({ writes: format.count(limit), window: format.duration(windowMs) }),
  );
  return (
    <Card title={say.title} subtitle={format.list(windows)}>
      <p>{calls === 0 ? say.calm : say.some({ n: calls, shown: format.count(calls) })}</p>
      {lastAtMs !== null && <p className="subtle">{text.limits.lastAt({ at: format.utcTime(lastAtMs) })}</p>}
      <dl className="figures">
        <div>
          <dt>{text.limits.columns.next}</dt>
          <dd>
            {nextAllowedAtMs === null
              ? text.limits.allowedNow
              : text.limits.from({ at: format.utcTime(nextAllowedAtMs) })}
          </dd>
        </div>
      </dl>
      <p className="basis">{perIssue.source}</p>
    </Card>
  );
}
