import Button from '@atlaskit/button/new';
import { useState } from 'react';
import {
  testedItemPoints,
  type SettingsAnswer,
  type WarningTest as Tested,
} from '../../../../../src/admin/contract/contract';
import { testWarnings } from '../../api';
import { Message } from '../../parts/message';
import { SavingMessage } from '../../parts/saving-message';
import { bannerSentence } from '../../sentences/banner';
import { testedLines } from '../../sentences/warning-test';
import { useSaving } from '../../use-request';
import { useWords } from '../../words';

/** Makes what the saved thresholds set off, once and as a test, and tells what came of each. */
export function WarningTest({ answer, isBusy }: { answer: SettingsAnswer; isBusy: boolean }) {
  const words = useWords();
  const { text, format } = words;
  const say = text.settings.thresholds.test;
  const { saving, run } = useSaving();
  const [made, setMade] = useState<{ test: Tested; readAtMs: number; againAtMs: number } | null>(null);
  const { on, projectKey } = answer.workItem;
  return (
    <>
      <div className="account-row">
        <Button
          isDisabled={isBusy || saving.state === 'busy'}
          onClick={() => {
            void run(testWarnings, ({ test, readAtMs, againAtMs }) => {
              const again = { at: format.utcTime(againAtMs) };
              if (test === null) return say.tooSoon(again);
              setMade({ test, readAtMs, againAtMs });
              return say.made(again);
            });
          }}
        >
          {say.button}
        </Button>
        <span className="subtle">
          {on && projectKey !== null
            ? say.costs({ project: projectKey, points: format.count(testedItemPoints) })
            : say.free}
        </span>
      </div>
      <SavingMessage saving={saving} />
      {made !== null && (
        <>
          {made.test.thresholds
            .filter(({ actions }) => actions.includes('banner'))
            .map(({ percent }) => (
              <Message key={percent} kind="warning" title={say.title}>
                {bannerSentence(
                  { pool: made.test.pool, status: 'near', reachedPercent: percent, enforcement: null },
                  made.readAtMs,
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
