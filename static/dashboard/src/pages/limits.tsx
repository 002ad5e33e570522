import { lazy, Suspense } from 'react';
import type { LimitsAnswer, Finding } from '../../../../src/admin/contract/contract';
import { askLimits } from '../api';
import { useNavigation } from '../navigation';
import { Loading } from '../parts/loading';
import { Message } from '../parts/message';
import { PageFrame } from '../parts/page-frame';
import { isOtherMet } from '../sentences/other-use';
import { useRequest } from '../use-request';
import { readWall, wallText } from '../wall-address';
import { useWords } from '../words';
import { BudgetCard } from './limits/budget-card';
import { BurstCard } from './limits/burst-card';
import { ChangesCard } from './limits/changes-card';
import { GapCard } from './limits/gap-card';
import { OtherSystemsCard } from './limits/other-systems-card';
import { QuotaCard } from './limits/quota-card';
import { WatchCard } from './limits/watch-card';
import { Card } from '../parts/card';
import { Glyph } from '../parts/glyph';
import { findingSentence } from '../sentences/limits';

const IncidentPage = lazy(async () => ({ default: (await import('./limits/incident')).IncidentPage }));

/** Every limit, or one incident where the address names it. */
export function LimitsPage() {
  const wall = readWall(useNavigation().query.get('wall'));
  if (wall === null) return <AllLimits />;
  return (
    <Suspense fallback={<Loading />}>
      <IncidentPage key={wallText(wall)} wall={wall} />
    </Suspense>
  );
}

/** Every limit by itself, those first of which something was seen here: points, bursts, budgets, writes to one issue, other systems. */
function AllLimits() {
  const { text, format } = useWords();
  const loader = useRequest(askLimits);
  return (
    <PageFrame
      page="limits"
      loader={loader}
      lead={({ fromMs }) => text.limits.lead({ from: format.utcDayTime(fromMs) })}
    >
      {(answer) => <Limits answer={answer} />}
    </PageFrame>
  );
}

function Limits({ answer }: { answer: LimitsAnswer }) {
  const { text, format } = useWords();
  const missing = answer.missingHoursMs.length;
  const isIssueMet = answer.perIssue.refusals.calls > 0;
  const met = answer.others.filter(({ system }) => isOtherMet(system, answer));
  const unmet = answer.others.filter((limit) => !met.includes(limit));
  return (
    <>
      {missing > 0 && (
        <Message kind="warning" title={text.integrity.partial}>
          {text.integrity.missingHours({ n: missing, shown: format.count(missing) })}
        </Message>
      )}
      <QuotaCard quotas={answer.quotas} />
      <ChangesCard warnings={answer.warnings} wallDays={answer.wallDays} />
      <GapCard gaps={answer.gaps} quotas={answer.quotas} />
      <BurstCard bursts={answer.bursts} all={answer.burstEndpoints} />
      <WatchCard bursts={answer.bursts} />
      <BudgetCard budgets={answer.budgets} />
      {isIssueMet && <PerIssueCard perIssue={answer.perIssue} />}
      {met.length > 0 && <OtherSystemsCard answer={answer} shown={met} />}
      {answer.findings.length > 0 && <FindingsCard findings={answer.findings} />}
      <details className="rest">
        <summary>{text.limits.rest}</summary>
        {!isIssueMet && <PerIssueCard perIssue={answer.perIssue} />}
        <OtherSystemsCard answer={answer} shown={unmet} />
        {answer.findings.length === 0 && <FindingsCard findings={answer.findings} />}
      </details>
    </>
  );
}

function FindingsCard({ findings }: { findings: Finding[] }) {
  const words = useWords();
  const say = words.text.limits.findings;
  return (
    <Card title={say.title}>
      {findings.length === 0 ? (
        <p className="with-glyph">
          <Glyph name="check" />
          {say.none}
        </p>
      ) : (
        <ul className="bullets">
          {findings.map((finding) => (
            <li key={JSON.stringify([finding.kind, finding.pool, finding.sent])}>
              {findingSentence(finding, words)}
            </li>
          ))}
        </ul>
      )}
      <p className="basis">{say.note}</p>
    </Card>
  );
}

function PerIssueCard({ perIssue }: { perIssue: LimitsAnswer['perIssue'] }) {
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
