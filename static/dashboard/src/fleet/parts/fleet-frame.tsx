import Button from '@atlaskit/button/new';
import { useEffect, useRef, type ReactNode } from 'react';
import { Glyph } from '../../parts/glyph';
import { Loading } from '../../parts/loading';
import { Message } from '../../parts/message';
import type { Loader, Trouble } from '../../use-request';
import { useWords } from '../../words';
import { useFleetNavigation } from '../navigation';
import { useFleetText } from '../text/fleet-text';

interface FleetFrameProps<T> {
  title: string;
  loader: Loader<T>;
  /** What stands above the title, such as a way back. */
  above?: ReactNode;
  lead: (data: T) => string | null;
  /** Not every half minute. */
  isAskedOnce?: boolean;
  children: (data: T) => ReactNode;
}

/** Title, time of reading, refresh, and what is shown while there is no answer or an old one. */
export function FleetFrame<T extends { readAtMs: number }>({
  title,
  loader,
  above,
  isAskedOnce = false,
  lead,
  children,
}: FleetFrameProps<T>) {
  const { text, format } = useWords();
  const { state, refresh, refreshing } = loader;
  const { takeArrival } = useFleetNavigation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takeArrival()) heading.current?.focus();
  }, [takeArrival]);
  const trouble = useTroubleWords();
  const ready = state.phase === 'ready' ? state : null;
  const leadText = ready === null ? null : lead(ready.data);
  return (
    <>
      <header className="page-head">
        <div className="page-title">
          {above}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          <p className="lead">{leadText ?? '\u00a0'}</p>
        </div>
        {ready !== null && (
          <div className="page-read">
            <p className="subtle">
              {text.readAt({ time: format.utcTime(ready.data.readAtMs) })}
              {isAskedOnce ? '' : `, ${text.everyHalfMinute}`}
            </p>
            <Button spacing="compact" onClick={refresh} isDisabled={refreshing}>
              {text.refresh}
            </Button>
          </div>
        )}
      </header>
      {ready !== null && ready.trouble !== null && (
        <Message kind="warning" title={text.stale({ time: format.utcTime(ready.data.readAtMs) })}>
          {trouble(ready.trouble).title}.
        </Message>
      )}
      {state.phase === 'loading' && <Loading />}
      {state.phase === 'failed' && (
        <section className="card trouble" role="alert">
          <Glyph name="warning" />
          <h2>{trouble(state.trouble).title}</h2>
          <p>{trouble(state.trouble).body}</p>
          <Button onClick={refresh}>{text.retry}</Button>
        </section>
      )}
      {ready !== null && children(ready.data)}
    </>
  );
}

function useTroubleWords(): (trouble: Trouble) => { title: string; body: string } {
  const { text } = useWords();
  const own = useFleetText();
  return (trouble) => {
    if (trouble === 'unreachable') return own.unreachable;
    if (trouble === 'strange') return { title: text.strangeTitle, body: text.strangeAnswer };
    return { title: trouble.code === 'storage' ? own.failed : own.refused, body: trouble.message };
  };
}
