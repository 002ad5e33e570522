import Button from '@atlaskit/button/new';
import { askSources } from '../../api';
import { Card } from '../../parts/card';
import { troubleWords } from '../../parts/trouble';
import { useAnswer } from '../../use-answer';
import { useWords } from '../../words';
import { SourceList } from './source-list';

/** Back ends outside of Forge that report their calls here. Asked for apart: the rest of Settings does not wait for it. */
export function SourcesCard() {
  const words = useWords();
  const { text } = words;
  const { state, refresh, replace } = useAnswer(askSources);
  switch (state.phase) {
    case 'loading':
      return (
        <Card title={text.sources.title}>
          <p className="subtle">{text.loading}</p>
        </Card>
      );
    case 'failed':
      return (
        <Card title={text.sources.title}>
          <p>{troubleWords(state.trouble, words).title}</p>
          <div>
            <Button onClick={refresh}>{text.retry}</Button>
          </div>
        </Card>
      );
    case 'ready':
      return (
        <Card title={text.sources.title}>
          <SourceList answer={state.data} onChanged={replace} />
        </Card>
      );
  }
}
