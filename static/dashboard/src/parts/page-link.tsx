import type { ReactNode } from 'react';
import type { PageName } from '../../../../src/admin/contract/contract';
import { useNavigation } from '../navigation';
import { addressOf } from '../route';

interface PageLinkProps {
  to: PageName;
  /** What the subpage shows; left out, it is as it opens. */
  query?: Readonly<Record<string, string>>;
  children: ReactNode;
}

/** A link to another subpage. It goes through the host's history, so that the sidebar and the back button follow. */
export function PageLink({ to, query, children }: PageLinkProps) {
  const { open } = useNavigation();
  return (
    <a
      className="page-link"
      href={`#${addressOf(to, query)}`}
      onClick={(event) => {
        event.preventDefault();
        open(to, query);
      }}
    >
      {children}
    </a>
  );
}
