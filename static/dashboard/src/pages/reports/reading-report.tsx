import { Loading } from '../../parts/loading';
import { useWords } from '../../words';

/** How far the reading of a long period is; a short one comes at once. */
export function ReadingReport({ done, all }: { done: number; all: number }) {
  const { text, format } = useWords();
  if (all === 1) return <Loading />;
  return (
    <p role="status" className="report-progress">
      <progress value={done} max={all} aria-label={text.reports.reading} />{' '}
      {text.reports.readParts({ done: format.count(done), all: format.count(all) })}
    </p>
  );
}
