import { useId, useState } from 'react';
import { mostUploadBytes, type ImportedFile } from '../../../../../fleet/pages/contract';
import { Card } from '../../parts/card';
import { Tick } from '../../parts/tick';
import { outcomeOf, type Outcome } from '../../use-request';
import { useWords, type Words } from '../../words';
import { isSaidWhole, troubleWords } from '../../parts/trouble';
import { importFile } from '../api';
import { useFleetText, type FleetText } from '../text/fleet-text';

interface Sent {
  name: string;
  /** `tooLarge` was not sent. */
  outcome: Outcome<ImportedFile> | 'tooLarge';
}

/** What a site recorded before its lines were collected, or keeps to itself: its own files, one after the other, and what became of each. */
export function ImportCard() {
  const own = useFleetText().files;
  const words = useWords();
  const [site, setSite] = useState('');
  const [isNew, setIsNew] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [sent, setSent] = useState<readonly Sent[]>([]);
  const id = useId();

  const send = async (files: readonly File[]) => {
    setIsBusy(true);
    setSent([]);
    for (const file of files) {
      const outcome =
        file.size > mostUploadBytes
          ? 'tooLarge'
          : await outcomeOf(() => importFile(site.trim(), isNew, file));
      setSent((before) => [...before, { name: file.name, outcome }]);
    }
    setIsBusy(false);
  };

  return (
    <Card title={own.title}>
      <p className="subtle">{own.hint}</p>
      <div className="field">
        <label htmlFor={`${id}s`}>{own.site}</label>
        <input
          id={`${id}s`}
          value={site}
          maxLength={200}
          disabled={isBusy}
          onChange={(event) => {
            setSite(event.currentTarget.value);
          }}
        />
      </div>
      <Tick label={own.isNew} on={isNew} onChange={setIsNew} />
      <div className="field">
        <label htmlFor={`${id}f`}>{own.choose}</label>
        <input
          id={`${id}f`}
          type="file"
          multiple
          accept=".jsonl,.ndjson,.json,.txt,.zip"
          disabled={isBusy || site.trim() === ''}
          aria-describedby={site.trim() === '' ? `${id}w` : undefined}
          onChange={(event) => {
            const files = [...(event.currentTarget.files ?? [])];
            // The same file may be chosen again, once it is mended.
            event.currentTarget.value = '';
            void send(files);
          }}
        />
        {site.trim() === '' && (
          <p id={`${id}w`} className="subtle">
            {own.siteFirst}
          </p>
        )}
      </div>
      <div role="status">
        {isBusy && <p>{own.reading}</p>}
        {sent.length > 0 && (
          <ul className="bullets">
            {sent.map((one, at) => (
              <li key={at}>{own.line({ name: one.name, said: saidOf(one, own, words) })}</li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}

function saidOf({ outcome }: Sent, own: FleetText['files'], words: Words): string {
  if (outcome === 'tooLarge')
    return own.tooLarge({ most: words.format.count(mostUploadBytes / 1024 / 1024) });
  if (!outcome.ok) {
    const { body, detail } = troubleWords(outcome.trouble, words);
    return isSaidWhole(outcome.trouble) ? `${body} ${detail ?? ''}`.trim() : (detail ?? body);
  }
  const hours = (n: number) => ({ n, shown: words.format.count(n) });
  const { kept, known, printed, reported, outside, unreadable, appName } = outcome.data;
  const isKnown = kept === 0 && known > 0;
  return [
    isKnown ? own.unchanged(hours(known)) : own.kept(hours(kept)),
    !isKnown && known > 0 && own.known(hours(known)),
    printed > 0 && own.printed(hours(printed)),
    outside > 0 && own.outside(hours(outside)),
    unreadable > 0 && own.unreadable(hours(unreadable)),
    reported > 0 && own.reported(hours(reported)),
    appName !== null && own.ofApp({ app: appName }),
  ]
    .filter((part) => part !== false)
    .join('; ');
}
