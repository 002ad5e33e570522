import type { AdminAction, AdminEntry } from '../../ledger/admin-log';

/** Characters of a note: what the log keeps of an entry. */
export const noteLength = 80;

/** What an administrator did, for the page: nobody is named. */
export interface AdminLogView {
  id: string;
  atMs: number;
  /** `another`: another administrator, or the same person under another account. */
  by: 'you' | 'another';
  what: AdminAction;
  about: string;
  failed: boolean;
}

/** Newest first. @param who the person who looks; `null` where that is not known */
export function adminLogView(entries: readonly AdminEntry[], who: string | null): AdminLogView[] {
  return entries.map(({ id, atMs, who: by, what, about, failed }) => ({
    ...{ id, atMs, what, about, failed },
    by: who !== null && by === who ? ('you' as const) : ('another' as const),
  }));
}
