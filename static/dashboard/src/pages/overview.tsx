import { memo, useEffect, useState } from 'react';
import type { OverviewAnswer, PoolView, PoolWalls, Remedy } from '../../../../src/admin/contract/contract';
import { answeredAhead } from '../ask-ahead';
import { CourseCard } from '../charts/course-card';
import { HeatCard } from '../charts/heat-card';
import { Card } from '../parts/card';
import { LoadingChart } from '../parts/loading';
import { Message } from '../parts/message';
import { PageFrame } from '../parts/page-frame';
import { PageLink } from '../parts/page-link';
import { integrityProblems } from '../sentences/integrity';
import { poolName } from '../sentences/pool';
import { whoseSentence } from '../sentences/whose';
import { useRequest } from '../use-request';
import { useOverviewAsk } from '../use-heat';
import { useAfterPaint } from '../use-after-paint';
import { useWords } from '../words';
import { Empty } from './overview/empty';
import { PoolCard } from './overview/pool-card';
import { Throttles } from './overview/throttles';
import { TopEndpoints } from './overview/top-endpoints';

/** Are we fine, and what costs so much? */
export function OverviewPage() {
  const loader = useRequest(useOverviewAsk(), { known: answeredAhead });
  const words = useWords();
  return (
    <PageFrame page="overview" loader={loader} lead={(answer) => whoseSentence(answer.whose, words)}>
      {(answer, receivedAtMs) => <Overview answer={answer} receivedAtMs={receivedAtMs} />}
    </PageFrame>
  );
}

function Overview({ answer, receivedAtMs }: { answer: OverviewAnswer; receivedAtMs: number }) {
  const words = useWords();
  const { text, format } = words;
  const nowMs = useNow(answer.readAtMs, receivedAtMs);
  const problems = integrityProblems(answer, answer.missingHoursMs.length, words);
  const empty = answer.recordingSinceMs === null;
  // The sentence first: the charts are many times the work, and stand below it.
  const isDrawn = useAfterPaint();
  return (
    <>
      {answer.metering !== 'on' && <Message kind="warning">{text.metering[answer.metering]}</Message>}
      {answer.totalsOnly && (
        <Message kind="warning" title={text.totalsOnly.title}>
          {answer.closedUntilMs === null
            ? text.totalsOnly.body
            : text.totalsOnly.poolBody({ at: format.utcTime(answer.closedUntilMs) })}
        </Message>
      )}
      {problems.length > 0 && (
        <Message
          kind="warning"
          title={text.integrity.partial}
          actions={<PageLink to="settings">{text.integrity.title}</PageLink>}
        >
          <ul className="plain-list">
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Message>
      )}
      {empty ? (
        <Empty whose={answer.whose.kind} />
      ) : (
        <>
          <div className="pools">
            {answer.pools.map((view, index) => (
              <PoolCard
                key={poolName(view, words)}
                view={view}
                nowMs={nowMs}
                walls={wallsOf(answer, index)}
                remedy={remedyFor(answer, view)}
                hasDetails={!answer.totalsOnly}
              />
            ))}
          </div>
          {isDrawn ? <Charts answer={answer} /> : <LoadingChart />}
        </>
      )}
      {(empty || isDrawn) && <Blind />}
    </>
  );
}

function wallsOf({ walls }: OverviewAnswer, pool: number): { walls: PoolWalls; days: number } | null {
  const ofPool = walls?.pools[pool];
  return walls === null || ofPool === undefined ? null : { walls: ofPool, days: walls.days };
}

function remedyFor({ remedy }: OverviewAnswer, { pool }: PoolView): Remedy | null {
  return remedy !== null && JSON.stringify(remedy.pool) === JSON.stringify(pool) ? remedy : null;
}

const Charts = memo(function Charts({ answer }: { answer: OverviewAnswer }) {
  const { text } = useWords();
  return (
    <>
      <CourseCard answer={answer} />
      <HeatCard answer={answer} />
      <div className="two">
        {answer.totalsOnly ? (
          <Card title={text.top.title({ span: text.chart.spans['24h'] })}>
            <p className="subtle">{text.totalsOnly.closed}</p>
          </Card>
        ) : (
          <>
            <TopEndpoints endpoints={answer.topEndpoints} hours={answer.hours} />
            <Throttles {...answer} />
          </>
        )}
      </div>
    </>
  );
});

/** Time as the app's answer has it, carried on by this machine's clock: the two clocks need not agree. */
function useNow(readAtMs: number, receivedAtMs: number): number {
  const [clockMs, setClockMs] = useState(receivedAtMs);
  useEffect(() => {
    const timer = window.setInterval(() => {
      setClockMs(Date.now());
    }, 10_000);
    return () => {
      window.clearInterval(timer);
    };
  }, []);
  return readAtMs + Math.max(0, clockMs - receivedAtMs);
}

/** What no figure on this page contains. Always there: a gauge that hides its blind spots would be believed too much. */
function Blind() {
  const { text } = useWords();
  return (
    <details className="card card-quiet behind">
      <summary>
        <h2>{text.blind.title}</h2>
      </summary>
      <ul className="bullets">
        {text.blind.items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </details>
  );
}
