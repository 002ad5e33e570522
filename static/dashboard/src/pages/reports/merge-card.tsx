import Button from '@atlaskit/button/new';
import { useState } from 'react';
import type { ReportAccount } from '../../../../../src/reports/account';
import { Card } from '../../parts/card';
import { Message } from '../../parts/message';
import { useWords } from '../../words';
import { mergeFiles, mostFiles, type FileProblem, type MergedFiles } from './merge-files';
import { Field } from './field';

interface MergeCardProps {
  isMerged: boolean;
  /** `null`: back to this site. */
  onMerged: (merged: { all: ReportAccount; sites: ReportAccount[] } | null) => void;
}

/** Joins reports of several sites that the person has as files. */
export function MergeCard({ isMerged, onMerged }: MergeCardProps) {
  const { text, format } = useWords();
  const words = text.reports;
  const [progress, setProgress] = useState<{ done: number; all: number } | null>(null);
  const [result, setResult] = useState<MergedFiles | null>(null);
  const take = async (files: readonly File[]) => {
    if (files.length === 0) return;
    const merged = await mergeFiles(files, (done) => {
      setProgress({ done, all: files.length });
    });
    setResult(merged);
    if (merged.account !== null) onMerged({ all: merged.account, sites: merged.sites });
  };
  const said = (problem: FileProblem): string => {
    switch (problem.kind) {
      case 'refused':
        return words.refused({ file: problem.file, why: problem.why });
      case 'otherApp':
        return words.otherApp({ file: problem.file, app: problem.app });
      case 'severalSites':
        return words.severalSites({ file: problem.file });
      case 'tooMany':
        return words.tooMany({ most: format.count(mostFiles) });
    }
  };
  return (
    <Card title={words.sites} subtitle={words.sitesHint({ most: format.count(mostFiles) })}>
      <Field label={words.choose}>
        {(id) => (
          <input
            id={id}
            type="file"
            multiple
            accept=".json,application/json"
            onChange={(event) => void take([...(event.currentTarget.files ?? [])])}
          />
        )}
      </Field>
      <p role="status" className="subtle">
        {progress === null
          ? ''
          : words.read({ done: format.count(progress.done), all: format.count(progress.all) })}
      </p>
      {result !== null && result.problems.length + result.older.length > 0 && (
        <Message kind={result.problems.length > 0 ? 'error' : 'info'}>
          {[...result.problems.map(said), ...result.older.map((file) => words.older({ file }))].map(
            (line) => (
              <p key={line}>{line}</p>
            ),
          )}
        </Message>
      )}
      {isMerged && (
        <Button
          onClick={() => {
            onMerged(null);
          }}
        >
          {words.backToSite}
        </Button>
      )}
    </Card>
  );
}
