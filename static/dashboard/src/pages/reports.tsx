import Button from '@atlaskit/button/new';
import { useCallback, useMemo, useState } from 'react';
import type { ReportAccount } from '../../../../src/reports/account';
import { completeReport } from '../../../../src/reports/complete';
import { withPools, withStatement, type Statement } from '../../../../src/reports/statement';
import { recordUnread, appliedAdviceText, type AppliedAdvice } from '../../../../src/reports/applied-advice';
import { useNavigation } from '../navigation';
import { Loading } from '../parts/loading';
import { Message } from '../parts/message';
import { PageLink } from '../parts/page-link';
import { TroublePage, troubleWords } from '../parts/trouble';
import { leftOutQuery, periodQuery, poolKey, readLeftOut, readPeriod } from '../reports-state';
import { unreadSentence } from '../sentences/integrity';
import type { Trouble } from '../use-request';
import { useWords } from '../words';
import { EvidenceCard } from './reports/evidence-card';
import { MergeCard } from './reports/merge-card';
import { PeriodControls } from './reports/period-controls';
import { PoolsCard } from './reports/pools-card';
import { SimulateCard } from './reports/simulate-card';
import { SnapshotsCard } from './reports/snapshots-card';
import { StatementCard } from './reports/statement-card';
import { AppliedAdviceCard } from './reports/applied-advice-card';
import { type ReadReport, useReport } from './reports/read-report';
import '../styles/reports.css';

/** Evidence for a review: of a period and pools, of several sites, and of what another tier would have done. */
export function ReportsPage() {
  const { text } = useWords();
  const { query, change } = useNavigation();
  const period = readPeriod(query);
  const { state, retry } = useReport(period);
  // It outlives a change of the period.
  const [said, setSaid] = useState<Statement | null>(null);
  return (
    <>
      <header className="page-head">
        <div className="page-title">
          <PageLink to="overview">{text.backToOverview}</PageLink>
          <h1>{text.pages.reports}</h1>
          <p className="lead">{text.reports.lead}</p>
        </div>
      </header>
      <PeriodControls
        period={period}
        madeAt={state.phase === 'ready' ? state.report.account.madeAt : null}
        onChoose={(wanted) => {
          change(periodQuery(wanted), 'push');
        }}
      />
      {state.phase === 'loading' && <ReadingReport done={state.done} all={state.all} />}
      {state.phase === 'failed' && <TroublePage trouble={state.trouble} retry={retry} />}
      {state.phase === 'ready' && <Reports read={state.report} said={said} onSay={setSaid} retry={retry} />}
    </>
  );
}

/** How far the reading of a long period is; a short one comes at once. */
function ReadingReport({ done, all }: { done: number; all: number }) {
  const { text, format } = useWords();
  if (all === 1) return <Loading />;
  return (
    <p role="status" className="report-progress">
      <progress value={done} max={all} aria-label={text.reports.reading} />{' '}
      {text.reports.readParts({ done: format.count(done), all: format.count(all) })}
    </p>
  );
}

interface ReportsProps {
  read: ReadReport;
  said: Statement | null;
  onSay: (said: Statement) => void;
  retry: () => void;
}

function Reports({ read, said, onSay, retry }: ReportsProps) {
  const words = useWords();
  const { query, change } = useNavigation();
  const [merged, setMerged] = useState<{ all: ReportAccount; sites: ReportAccount[] } | null>(null);
  const [month, setMonth] = useState<{ month: string; account: ReportAccount } | null>(null);
  const [taken, setTaken] = useState<AppliedAdvice[]>([]);
  const [recordTrouble, setRecordTrouble] = useState<Trouble | null>(null);
  const takeIn = useCallback((all: AppliedAdvice[]) => {
    setTaken(all);
    setRecordTrouble(null);
  }, []);
  const source = merged?.all ?? month?.account ?? read.account;
  // Other sites, and months that were kept, have the record of their own time in them.
  const isNow = source === read.account;
  const statement = said ?? statedIn(read.account);
  const leftOut = readLeftOut(query).join('\n');
  const chosen = useMemo(() => {
    const recorded = isNow ? taken.map(appliedAdviceText) : source.alreadyDone;
    const notes = isNow && recordTrouble !== null ? [...source.notes, recordUnread] : source.notes;
    const account = { ...withoutPools(source, leftOut), alreadyDone: recorded, notes };
    return withStatement(account, statement);
  }, [source, isNow, taken, recordTrouble, leftOut, statement]);
  const sites = useMemo(
    () => merged?.sites.map((site) => withoutPools(site, leftOut)) ?? [chosen],
    [merged, leftOut, chosen],
  );
  const report = useMemo(() => completeReport(chosen), [chosen]);
  return (
    <>
      {read.unread !== null && <Message kind="warning">{unreadSentence(read.unread, words)}</Message>}
      {isNow && read.missing.length > 0 && (
        <Message
          kind="warning"
          title={words.text.reports.missing({ days: words.format.list(read.missing.map(spanText)) })}
          actions={<Button onClick={retry}>{words.text.retry}</Button>}
        >
          {words.text.reports.missingSaid}
        </Message>
      )}
      <PoolsCard
        pools={source.pools}
        leftOut={leftOut.split('\n')}
        onLeaveOut={(keys) => {
          change(leftOutQuery(keys), 'replace');
        }}
      />
      <StatementCard said={statement} isMerged={merged !== null} onSay={onSay} />
      {isNow && (
        <AppliedAdviceCard
          today={read.account.madeAt.slice(0, 10)}
          taken={taken}
          onTaken={takeIn}
          onTrouble={setRecordTrouble}
        />
      )}
      {isNow && recordTrouble !== null && (
        <Message kind="warning" title={words.text.record.unread}>
          {troubleWords(recordTrouble, words).title}.
        </Message>
      )}
      {merged === null && month !== null && (
        <Message
          kind="info"
          actions={
            <Button
              onClick={() => {
                setMonth(null);
              }}
            >
              {words.text.reports.backToSite}
            </Button>
          }
        >
          {words.text.snapshots.shown({ month: month.month })}
        </Message>
      )}
      <EvidenceCard report={report} />
      <SimulateCard account={chosen} sites={sites} />
      <MergeCard isMerged={merged !== null} onMerged={setMerged} />
      <SnapshotsCard
        opened={merged === null ? (month?.month ?? null) : null}
        onOpen={(opened, account) => {
          setMerged(null);
          setMonth({ month: opened, account });
        }}
      />
    </>
  );
}

const spanText = ({ fromDay, toDay }: { fromDay: string; toDay: string }): string =>
  fromDay === toDay ? fromDay : `${fromDay} – ${toDay}`;

/** @param leftOut the keys of pools, a line each */
function withoutPools(account: ReportAccount, leftOut: string): ReportAccount {
  const keys = leftOut.split('\n');
  const wanted = account.pools.flatMap((pool, index) => (keys.includes(poolKey(pool)) ? [] : [index]));
  return withPools(account, wanted);
}

/** What the settings state already need not be stated again. */
function statedIn({ sites }: ReportAccount): Statement {
  const [site] = sites;
  return {
    label: null,
    edition: site?.edition ?? null,
    users: site?.users ?? null,
    alreadyDone: [],
    notes: [],
  };
}
