import Button from '@atlaskit/button/new';
import {
  checkPointsAProduct,
  checkStorageCalls,
  type CheckAnswer,
  type CheckRow,
} from '../../../../../src/admin/contract/contract';
import { askCheck, runCheck } from '../../api';
import { AskedCard } from '../../parts/asked-card';
import { Glyph } from '../../parts/glyph';
import { SavingMessage } from '../../parts/saving-message';
import { useSaving } from '../../use-request';
import { useWords } from '../../words';

/** Whether this installation has what the gauge needs, as the last check found it, and a button for the next. */
export function CheckCard() {
  const { text } = useWords();
  return (
    <AskedCard title={text.check.title} ask={askCheck}>
      {(answer, replace) => <Check answer={answer} onChecked={replace} />}
    </AskedCard>
  );
}

function Check({ answer, onChecked }: { answer: CheckAnswer; onChecked: (answer: CheckAnswer) => void }) {
  const { text, format } = useWords();
  const say = text.check;
  const { saving, run } = useSaving();
  const { last } = answer;
  const summary = ({ last: made }: CheckAnswer): string => {
    const bad = (made?.rows ?? []).filter(({ state }) => state === 'failed' || state === 'warning').length;
    return bad === 0 ? say.allFine : say.attention({ n: bad, shown: format.count(bad) });
  };
  const when =
    last === null
      ? say.never
      : (last.by === 'person' ? say.byPerson : say.byInstallation)({ at: format.utcDayTime(last.atMs) });
  return (
    <>
      <p>{say.lead}</p>
      <p className="subtle">
        {say.cost({ points: format.count(checkPointsAProduct), calls: format.count(checkStorageCalls) })}
      </p>
      <div>
        <Button
          isDisabled={saving.state === 'busy'}
          onClick={() => {
            void run(runCheck, (data) => {
              onChecked(data);
              return summary(data);
            });
          }}
        >
          {say.run}
        </Button>
      </div>
      <SavingMessage saving={saving} />
      <p className="subtle">
        {when} {last !== null && saving.state === 'idle' && summary(answer)}
      </p>
      {last !== null && (
        <ul className="checks">
          {last.rows.map((row) => (
            <Row key={row.name} row={row} />
          ))}
        </ul>
      )}
    </>
  );
}

const glyphs = { ok: 'check', warning: 'warning', failed: 'stop', notTried: 'unknown' } as const;

/** What was looked at, how it stands, and, unless it is in order, what to do. */
function Row({ row: { name, state, finding, detail } }: { row: CheckRow }) {
  const say = useWords().text.check;
  return (
    <li>
      <span className={`status check-${state}`}>
        <Glyph name={glyphs[state]} />
        {say.states[state]}
      </span>
      <div>
        <strong>{say.names[name]}</strong>
        <p className="subtle">
          {say.meanings[name]} {detail !== null && <code>{detail}</code>}
        </p>
        {state !== 'ok' && <p>{say.findings[finding]}</p>}
      </div>
    </li>
  );
}
