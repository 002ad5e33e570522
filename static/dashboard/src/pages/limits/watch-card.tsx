import Button from '@atlaskit/button/new';
import { useState } from 'react';
import type { BurstLimit } from '../../../../../src/admin/contract/contract';
import type { WatchReading } from '../../../../../src/bridge-client/burst-watch';
import { templateOfLine, watchBounds, watchedReads } from '../../../../../src/bridge-client/watched-reads';
import { StepChart } from '../../charts/step-chart';
import { Card } from '../../parts/card';
import { Message } from '../../parts/message';
import { Select } from '../../parts/select';
import { StatusBadge } from '../../parts/status';
import { TextField } from '../../parts/text-field';
import { roomWords, watchSentence, watchVerdict } from '../../sentences/burst-watch';
import { useBurstWatch } from '../../use-burst-watch';
import { useWords, type Words } from '../../words';

const own = 'own';
/** A path that stays what it says: no step upward, no second slash and none in disguise, once or twice, could lead it to another product. */
const isRead = (line: string): boolean => {
  const [path = ''] = line.split('?', 1);
  return /^GET \/(?:rest|wiki)\/[^\s{}\\#]+$/.test(line) && !/\/\/|\/\.|%(?:2[5ef]|5c)/i.test(path);
};

/** How full one endpoint's bucket is now, read by the page itself on request. */
export function WatchCard({ bursts }: { bursts: BurstLimit[] }) {
  const words = useWords();
  const { text, format } = words;
  const say = text.limits.watch;
  const { readings, isRunning, isBroken, start, stop } = useBurstWatch();
  const [chosen, setChosen] = useState<string>(() => tightest(bursts));
  const [typed, setTyped] = useState('GET /rest/api/3/');
  const line = chosen === own ? typed.trim() : chosen;
  return (
    <Card
      term="burst"
      title={say.title}
      subtitle={say.subtitle({
        every: format.duration(watchBounds.everyMs),
        lasts: format.duration(watchBounds.everyMs * watchBounds.reads),
      })}
    >
      <div className="fields watch-fields">
        <Select
          label={say.read}
          options={[
            ...watchedReads.map((value) => ({ value, name: value })),
            { value: own, name: say.other },
          ]}
          chosen={chosen}
          disabled={isRunning}
          onChoose={(value) => {
            setChosen(value ?? own);
          }}
        />
        {chosen === own && (
          <TextField
            label={say.own}
            value={typed}
            wrong={isRead(line) ? null : say.notARead}
            disabled={isRunning}
            onChange={setTyped}
          />
        )}
        <Button
          isDisabled={!isRunning && !isRead(line)}
          onClick={() => {
            if (isRunning) stop();
            else start(line);
          }}
        >
          {isRunning ? say.stop : say.start}
        </Button>
      </div>
      {isBroken && <Message kind="error">{say.broken}</Message>}
      {readings.length > 0 && <Watched readings={readings} words={words} />}
      <details>
        <summary>{say.unknown}</summary>
        <ul className="bullets">
          {say.unknowns.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <p className="basis">{say.booked}</p>
      </details>
    </Card>
  );
}

/** The read whose endpoint had the least room of late, where others took some of it; else the first. */
function tightest(bursts: readonly BurstLimit[]): string {
  for (const { method, template, least, refusals } of bursts) {
    const wasUsed = least !== null && least.remainingRequests + 1 < (least.limitRequests ?? 0);
    const found = watchedReads.find((line) => method === 'GET' && templateOfLine(line) === template);
    if (found !== undefined && (wasUsed || refusals.calls > 0)) return found;
  }
  return watchedReads[0];
}

function Watched({ readings, words }: { readings: readonly WatchReading[]; words: Words }) {
  const { text, format } = words;
  const say = text.limits.watch;
  const last = readings.at(-1);
  const firstAtMs = readings[0]?.answeredAtMs ?? 0;
  const sentences = readings.map((reading, index) =>
    watchSentence(reading, readings[index - 1] ?? null, words),
  );
  const told = readings.filter(({ leftRequests }) => leftRequests !== null);
  const least = told.reduce<WatchReading | null>(
    (found, one) => ((found?.leftRequests ?? Infinity) <= (one.leftRequests ?? 0) ? found : one),
    null,
  );
  if (last === undefined) return null;
  return (
    <>
      <p>
        <span role="status">
          <StatusBadge kind={watchVerdict(last)} />
        </span>{' '}
        {least === null
          ? sentences.at(-1)
          : say.least({
              ...{ n: readings.length, shown: format.count(readings.length) },
              room: roomWords(least, words),
            })}
      </p>
      {least !== null && (
        <StepChart
          label={say.chart}
          atLeast={Math.max(1, ...told.map(({ sizeRequests }) => sizeRequests ?? 0))}
          steps={watchBounds.reads}
          bars={readings.map(({ answeredAtMs, leftRequests, refusedFor }, index) => {
            const name = format.duration(answeredAtMs - firstAtMs);
            return {
              ...{ key: index, name, points: refusedFor === null ? leftRequests : null },
              ...(refusedFor === null ? {} : { mark: '429' }),
              sentence: say.bar({ passed: name, what: sentences[index] ?? '' }),
            };
          })}
        />
      )}
    </>
  );
}
