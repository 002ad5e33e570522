import Button from '@atlaskit/button/new';
import type { ReactNode } from 'react';
import type { Answer } from '../../../../src/admin/contract/contract';
import { useRequest } from '../use-request';
import { useWords } from '../words';
import { Card } from './card';
import { troubleWords } from './trouble';

interface AskedCardProps<T> {
  title: string;
  ask: () => Promise<Answer<T>>;
  children: (answer: T, replace: (answer: T) => void) => ReactNode;
}

/** A card with an answer of its own: the rest of the page does not wait for it. */
export function AskedCard<T>({ title, ask, children }: AskedCardProps<T>) {
  const words = useWords();
  const { state, refresh, replace } = useRequest(ask);
  switch (state.phase) {
    case 'loading':
      return (
        <Card title={title}>
          <p className="subtle">{words.text.loading}</p>
        </Card>
      );
    case 'failed':
      return (
        <Card title={title}>
          <p>{troubleWords(state.trouble, words).title}</p>
          <div>
            <Button onClick={refresh}>{words.text.retry}</Button>
          </div>
        </Card>
      );
    case 'ready':
      return <Card title={title}>{children(state.data, replace)}</Card>;
  }
}
