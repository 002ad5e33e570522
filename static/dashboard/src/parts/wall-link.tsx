import type { ReactNode } from 'react';
import { wallText, type WallName } from '../wall-address';
import { PageLink } from './page-link';

/** A link to the page of an incident. */
export function WallLink({ wall, children }: { wall: WallName; children: ReactNode }) {
  return (
    <PageLink to="limits" query={{ wall: wallText(wall) }}>
      {children}
    </PageLink>
  );
}
