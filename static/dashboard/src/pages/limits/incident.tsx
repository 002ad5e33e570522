import { useCallback, useState } from 'react';
import type { IncidentAnswer, WallView } from '../../../../../src/admin/contract/contract';
import { hourMs } from '../../../../../src/time';
import { askIncident } from '../../api';
import { Card } from '../../parts/card';
import { Message } from '../../parts/message';
import { PageFrame } from '../../parts/page-frame';
import { WallLink } from '../../parts/wall-link';
import { poolName } from '../../sentences/pool';
import { wallSentences } from '../../sentences/wall';
import { useRequest } from '../../use-request';
import { hourText, type WallName } from '../../wall-address';
import { useWords } from '../../words';
import { CallsCard } from './incident/calls-card';
import { WallCourseCard } from './incident/course-card';
import { ReplayCard } from './incident/replay-card';
import { SharesCard } from './incident/shares-card';
import { WallWarningsCard } from './incident/warnings-card';
import Button from '@atlaskit/button/new';
import { wallFile, wallMarkdown } from '../../../../../src/reports/wall-file';
import { download, fileStem } from '../../download';

/** Calls of an hour are stored within minutes after it; what is over by then changes no more. */
const settledMs = 10 * 60_000;

/** One hour in which a pool ran dry: what happened, who drew, for whom calls failed, what was warned of, what would have avoided it. */
export function IncidentPage({ wall }: { wall: WallName }) {
  const words = useWords();
  const { text, format } = words;
  const question = JSON.stringify({ pool: wall.pool, hour: hourText(wall.hourStartMs) });
  const ask = useCallback(
    () => askIncident(JSON.parse(question) as Parameters<typeof askIncident>[0]),
    [question],
  );
  const [isOver] = useState(() => Date.now() > wall.hourStartMs + hourMs + settledMs);
  const loader = useRequest(ask, { once: isOver });
  const { state } = loader;
  // Its name says that the pool ran dry only as long as the account does not say that it did not.
  const isCalm = state.phase === 'ready' && state.data.wall === 'calm';
  return (
    <PageFrame
      page="limits"
      title={text.incident[isCalm ? 'calmTitle' : 'title']({
        pool: poolName({ pool: wall.pool }, words),
        hour: format.utcHourSpan(wall.hourStartMs),
      })}
      isOver={isOver}
      loader={loader}
      lead={({ wall: told }) => (told === 'calm' ? null : text.incident.lead)}
    >
      {(answer) => <Incident answer={answer} name={wall} />}
    </PageFrame>
  );
}

function Incident({ answer, name }: { answer: IncidentAnswer; name: WallName }) {
  const words = useWords();
  const { text, format } = words;
  const say = text.incident;
  const { wall } = answer;
  if (wall === 'calm') return <Message kind="info">{say.calm}</Message>;
  if (wall === 'unread') return <Message kind="warning">{say.unread}</Message>;
  const said = wallSentences(wall, words);
  const beside = (hours: number) => ({ pool: name.pool, hourStartMs: name.hourStartMs + hours * hourMs });
  return (
    <>
      {answer.unread !== null && <Message kind="warning">{say.waiting}</Message>}
      {wall.keptAs === 'day' && <Message kind="info">{say.keptAsDay}</Message>}
      <Card title={say.what} actions={<IncidentFiles wall={wall} answer={answer} />} className="card-pool">
        <div className="pool-words">
          <p className="headline">{said.headline}</p>
          <p>
            {said.shares} {said.culprit}
          </p>
          <p>{said.warned}</p>
          <p className="advice">{said.avoided}</p>
          {said.ranOn !== null && (
            <p>
              {said.ranOn}{' '}
              {wall.ranOn.before && (
                <WallLink wall={beside(-1)}>{format.utcHourSpan(beside(-1).hourStartMs)}</WallLink>
              )}{' '}
              {wall.ranOn.after && (
                <WallLink wall={beside(1)}>{format.utcHourSpan(beside(1).hourStartMs)}</WallLink>
              )}
            </p>
          )}
        </div>
      </Card>
      {wall.course !== null && <WallCourseCard wall={wall} course={wall.course} answer={answer} />}
      <div className="two">
        <CallsCard wall={wall} of="drew" />
        <CallsCard wall={wall} of="failed" />
      </div>
      <div className="two">
        <SharesCard wall={wall} />
        <WallWarningsCard wall={wall} />
      </div>
      <ReplayCard wall={wall} />
    </>
  );
}

/** The incident as files for its ticket. */
function IncidentFiles({ wall, answer }: { wall: WallView; answer: IncidentAnswer }) {
  const words = useWords();
  const say = words.text.incident.files;
  const file = wallFile(wall, answer.appName, answer.readAtMs);
  const stem = fileStem('incident', poolName(wall, words), hourText(wall.hourStartMs));
  return (
    <>
      <Button
        spacing="compact"
        onClick={() => {
          download(`${stem}.md`, [wallMarkdown(file)], 'text/markdown;charset=utf-8');
        }}
      >
        {say.text}
      </Button>
      <Button
        spacing="compact"
        onClick={() => {
          download(`${stem}.json`, [`${JSON.stringify(file, null, 2)}\n`], 'application/json');
        }}
      >
        {say.json}
      </Button>
    </>
  );
}
