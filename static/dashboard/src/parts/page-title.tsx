import { useEffect, useRef } from 'react';
import type { PageName } from '../../../../src/admin/contract/contract';
import { useNavigation } from '../navigation';
import { useWords } from '../words';
import { PageLink } from './page-link';

interface PageTitleProps {
  hasWayBack: boolean;
  /** The subpage that this is a part of. */
  above?: PageName | undefined;
  children: string;
}

/**
 * The name of a subpage. It takes the focus when somebody came by a link of the page: the link may be gone, and a screen reader
 * says what has opened. Whoever came by the product's own sidebar keeps the focus there.
 */
export function PageTitle({ hasWayBack, above, children }: PageTitleProps) {
  const { text } = useWords();
  const { hasHostPages, takeArrival } = useNavigation();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takeArrival()) title.current?.focus();
  }, [takeArrival]);
  return (
    <>
      {above !== undefined && <PageLink to={above}>{text.pages[above]}</PageLink>}
      {above === undefined && hasWayBack && hasHostPages && (
        <PageLink to="overview">{text.backToOverview}</PageLink>
      )}
      <h1 ref={title} tabIndex={-1}>
        {children}
      </h1>
    </>
  );
}
