import { askSources } from '../../api';
import { AskedCard } from '../../parts/asked-card';
import { useWords } from '../../words';
import { SourceList } from './source-list';

/** Back ends outside of Forge that report their calls here. */
export function SourcesCard() {
  const { text } = useWords();
  return (
    <AskedCard title={text.sources.title} ask={askSources}>
      {(answer, replace) => <SourceList answer={answer} onChanged={replace} />}
    </AskedCard>
  );
}
