import { useMemo, useState } from 'react';
import type { ReportAnswer } from '../../../../src/admin/contract';
import type { ReportAccount } from '../../../../src/reports/account';
import { completeReport } from '../../../../src/reports/complete';
import { withPools, withStatement, type Statement } from '../../../../src/reports/statement';
import { poolName } from '../../../../src/reports/words';
import { Card } from '../parts/card';
import { ChoiceButtons } from '../parts/choice-buttons';
import { Loading } from '../parts/loading';
import { Message } from '../parts/message';
import { PageLink } from '../parts/page-link';
import { TroublePage } from '../parts/trouble';
import { unreadSentence } from '../sentences/books';
import { useWords } from '../words';
import { EvidenceCard } from './reports/evidence-card';
import { MergeCard } from './reports/merge-card';
import { SimulateCard, Tick } from './reports/simulate-card';
import { StatementCard } from './reports/statement-card';
import { useReport } from './reports/use-report';
import '../styles/reports.css';

/** Evidence for a review: of a period and pools, of several sites, and of what another tier would have done. */
export function ReportsPage() {
  const { text } = useWords();
  const [period, setPeriod] = useState<'7d' | '30d'>('30d');
  const { state, retry } = useReport(period);
  return (
    <>
      <header className="page-head">
        <div className="page-title">
          <PageLink to="overview">{text.backToOverview}</PageLink>
          <h1>{text.pages.reports}</h1>
          <p className="lead">{text.reports.lead}</p>
        </div>
        <ChoiceButtons
          label={text.reports.period}
          options={[
            { value: '7d', name: text.reports.last7 },
            { value: '30d', name: text.reports.last30 },
          ]}
          chosen={period}
          onChoose={setPeriod}
        />
      </header>
      {state.phase === 'loading' && <Loading />}
      {state.phase === 'failed' && <TroublePage trouble={state.trouble} retry={retry} />}
      {state.phase === 'ready' && <Reports answer={state.data} />}
    </>
  );
}

function Reports({ answer }: { answer: ReportAnswer }) {
  const words = useWords();
  const { text } = words;
  const [merged, setMerged] = useState<ReportAccount | null>(null);
  const [said, setSaid] = useState<Statement>(() => {
    const [site] = answer.account.sites;
    // What the settings state already need not be stated again.
    return {
      label: null,
      edition: site?.edition ?? null,
      users: site?.users ?? null,
      alreadyDone: [],
      notes: [],
    };
  });
  const [leftOut, setLeftOut] = useState<readonly number[]>([]);
  const source = merged ?? answer.account;
  const chosen = useMemo(() => {
    const wanted = source.pools.map((_, pool) => pool).filter((pool) => !leftOut.includes(pool));
    return withStatement(withPools(source, wanted), said);
  }, [source, leftOut, said]);
  const report = useMemo(() => completeReport(chosen), [chosen]);
  return (
    <>
      {answer.unread !== null && <Message kind="warning">{unreadSentence(answer.unread, words)}</Message>}
      {source.pools.length > 1 && (
        <Card title={text.reports.pools}>
          {source.pools.map((pool, index) => (
            <Tick
              key={poolName(pool)}
              label={poolName(pool)}
              on={!leftOut.includes(index)}
              onChange={(on) => {
                setLeftOut(on ? leftOut.filter((one) => one !== index) : [...leftOut, index]);
              }}
            />
          ))}
        </Card>
      )}
      <StatementCard said={said} onSay={setSaid} />
      <EvidenceCard report={report} />
      <SimulateCard account={chosen} />
      <MergeCard
        isMerged={merged !== null}
        onMerged={(account) => {
          setLeftOut([]);
          setMerged(account);
        }}
      />
    </>
  );
}
