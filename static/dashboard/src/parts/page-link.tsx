import type { ReactNode } from 'react';
import type { PageName } from '../../../../src/admin/contract/contract';
import { useNavigation } from '../navigation';
import { pathOf } from '../route';

/** A link to another subpage. It goes through the host's history, so that the sidebar and the back button follow. */
export function PageLink({ to, children }: { to: PageName; children: ReactNode }) {
  const { open } = useNavigation();
  return (
    <a
      className="page-link"
      href={`#${pathOf(to)}`}
      onClick={(event) => {
        event.preventDefault();
        open(to);
      }}
    >
      {children}
    </a>
  );
}
