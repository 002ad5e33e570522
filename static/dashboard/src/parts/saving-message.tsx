import type { Saving } from '../use-request';
import { useWords } from '../words';
import { Message } from './message';
import { isSaidWhole, troubleWords } from './trouble';

/** How a change went. Nothing while nothing happened. */
export function SavingMessage({ saving }: { saving: Saving }) {
  const words = useWords();
  switch (saving.state) {
    case 'idle':
    case 'busy':
      return null;
    case 'done':
      return <Message kind="info">{saving.words}</Message>;
    case 'failed': {
      const { title, body, detail } = troubleWords(saving.trouble, words);
      return (
        <Message kind="error" title={title}>
          {isSaidWhole(saving.trouble) ? `${body} ${detail ?? ''}`.trim() : (detail ?? body)}
        </Message>
      );
    }
  }
}
