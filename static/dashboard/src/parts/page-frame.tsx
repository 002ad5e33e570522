import Button from '@atlaskit/button/new';
import type { ReactNode } from 'react';
import type { PageName } from '../../../../src/admin/contract/contract';
import type { Loader } from '../use-request';
import { useWords } from '../words';
import { Loading } from './loading';
import { Message } from './message';
import { PageTitle } from './page-title';
import { troubleWords, TroublePage } from './trouble';

interface PageFrameProps<T> {
  page: PageName;
  /** Of a part of the page that has a name of its own. */
  title?: string;
  /** What is over is not read again by itself. */
  isOver?: boolean;
  loader: Loader<T>;
  /** What the page says under its title; `null` says nothing. */
  lead: (data: T) => string | null;
  children: (data: T, receivedAtMs: number) => ReactNode;
}

/** Title, time of reading, refresh, and the states that every page has: loading, failed, stale. */
export function PageFrame<T extends { readAtMs: number }>({
  page,
  title,
  isOver = false,
  loader,
  lead,
  children,
}: PageFrameProps<T>) {
  const words = useWords();
  const { text, format } = words;
  const { state, refresh, refreshing } = loader;
  const ready = state.phase === 'ready' ? state : null;
  const leadText = ready === null ? null : lead(ready.data);
  return (
    <>
      <header className="page-head">
        <div className="page-title">
          <PageTitle hasWayBack={page !== 'overview'} above={title === undefined ? undefined : page}>
            {title ?? text.pages[page]}
          </PageTitle>
          {leadText !== null && <p className="lead">{leadText}</p>}
          {state.phase === 'loading' && <p className="lead">&nbsp;</p>}
        </div>
        {ready !== null && (
          <div className="page-read">
            <p className="subtle">
              {text.readAt({ time: format.utcTime(ready.data.readAtMs) })}
              {!isOver && `, ${text.everyHalfMinute}`}
            </p>
            {/* Never disabled: a button that is loses the focus of whoever pressed it. */}
            <Button
              spacing="compact"
              onClick={() => {
                if (!refreshing) refresh();
              }}
            >
              {text.refresh}
            </Button>
          </div>
        )}
      </header>
      {ready !== null && ready.trouble !== null && (
        <Message kind="warning" title={text.stale({ time: format.utcTime(ready.data.readAtMs) })}>
          {troubleWords(ready.trouble, words).title}.
        </Message>
      )}
      {state.phase === 'loading' && <Loading />}
      {state.phase === 'failed' && <TroublePage trouble={state.trouble} retry={refresh} />}
      {ready !== null && children(ready.data, ready.receivedAtMs)}
    </>
  );
}
