import type { LimitsAnswer } from '../../../../src/admin/contract/contract';
import { askLimits } from '../api';
import { Message } from '../parts/message';
import { PageFrame } from '../parts/page-frame';
import { useRequest } from '../use-request';
import { useWords } from '../words';
import { BudgetCard } from './limits/budget-card';
import { BurstCard } from './limits/burst-card';
import { ChangesCard } from './limits/changes-card';
import { GapCard } from './limits/gap-card';
import { FindingsCard } from './limits/findings-card';
import { OtherSystemsCard } from './limits/other-systems-card';
import { PerIssueCard } from './limits/per-issue-card';
import { QuotaCard } from './limits/quota-card';

/** Every limit that was met, each by itself: points, bursts, writes to one issue, budgets, other systems. */
export function LimitsPage() {
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
  return (
    <>
      {missing > 0 && (
        <Message kind="warning" title={text.books.partial}>
          {text.books.missingHours({ n: missing, shown: format.count(missing) })}
        </Message>
      )}
      <QuotaCard quotas={answer.quotas} />
      <ChangesCard warnings={answer.warnings} />
      <GapCard gaps={answer.gaps} quotas={answer.quotas} />
      <BurstCard bursts={answer.bursts} all={answer.burstEndpoints} />
      <div className="two">
        <PerIssueCard perIssue={answer.perIssue} />
        <BudgetCard budgets={answer.budgets} />
      </div>
      <OtherSystemsCard answer={answer} />
      <FindingsCard findings={answer.findings} />
    </>
  );
}
