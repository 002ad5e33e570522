import { lazy, Suspense } from 'react';
import type { LimitsAnswer } from '../../../../src/admin/contract/contract';
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
import { FindingsCard } from './limits/findings-card';
import { OtherSystemsCard } from './limits/other-systems-card';
import { PerIssueCard } from './limits/per-issue-card';
import { QuotaCard } from './limits/quota-card';
import { WatchCard } from './limits/watch-card';

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
