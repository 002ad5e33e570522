import Button from '@atlaskit/button/new';
import { useState } from 'react';
import {
  testedItemPoints,
  type SettingsAnswer,
  type WarningTest as Tested,
} from '../../../../../src/admin/contract/contract';
import { hourMs } from '../../../../../src/time';
import { testWarnings } from '../../api';
import { Confirm } from '../../parts/confirm';
import { Message } from '../../parts/message';
import { SavingMessage } from '../../parts/saving-message';
import { bannerSentence } from '../../sentences/banner';
import { testedLines } from '../../sentences/settings';
import { useSaving } from '../../use-request';
import { useWords } from '../../words';

/** Makes what the saved thresholds set off, once and as a test, and tells what came of each. */
export function WarningTest({ answer, isBusy }: { answer: SettingsAnswer; isBusy: boolean }) {
  const words = useWords();
  const { text, format } = words;
  const say = text.settings.thresholds.test;
  const { saving, run } = useSaving();
  const [made, setMade] = useState<{ test: Tested; readAtMs: number; againAtMs: number } | null>(null);
  const [isAsked, setIsAsked] = useState(false);
  const { on, projectKey } = answer.workItem;
  const does = (action: 'workItem' | 'listener') =>
    answer.thresholds.some(({ actions }) => actions.includes(action));
  const cost =
    on && projectKey !== null
      ? say.costs({ project: projectKey, points: format.count(testedItemPoints) })
      : say.free;
  const make = () => {
    setIsAsked(false);
    void run(testWarnings, ({ test, readAtMs, againAtMs }) => {
      const again = { at: format.utcTime(againAtMs) };
      if (test === null) return say.tooSoon(again);
      setMade({ test, readAtMs, againAtMs });
      return say.made(again);
    });
  };
  return (
    <>
      <div className="account-row">
        <Button
          isDisabled={isBusy || saving.state === 'busy'}
          onClick={() => {
            // What only draws a banner here concerns nobody else.
            if (does('workItem') || does('listener')) setIsAsked(true);
            else make();
          }}
        >
          {say.button}
        </Button>
        <span className="subtle">{cost}</span>
      </div>
      {isAsked && (
        <Confirm
          title={say.sure}
          action={say.go}
          appearance="primary"
          onConfirm={make}
          onClose={() => {
            setIsAsked(false);
          }}
        >
          {does('workItem') && <p>{cost}</p>}
          {does('listener') && <p>{say.listeners}</p>}
        </Confirm>
      )}
      <SavingMessage saving={saving} />
      {made !== null && (
        <>
          {made.test.thresholds
            .filter(({ actions }) => actions.includes('banner'))
            .map(({ percent }) => (
              <Message key={percent} kind="warning" title={say.title}>
                {bannerSentence(
                  { pool: made.test.pool, status: 'near', reachedPercent: percent, enforcement: null },
                  (Math.floor(made.readAtMs / hourMs) + 1) * hourMs,
                  words,
                )}
              </Message>
            ))}
          <ul className="bullets">
            {testedLines(made.test, projectKey, made.readAtMs, words).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
