import { pages, type PageName } from '../../../src/admin/contract/contract';

/** The subpage that an address names; the first page for the bare address, `null` for an unknown one. */
export function pageOf(pathname: string): PageName | null {
  const name = pathname.replace(/^\/+|\/+$/g, '');
  if (name === '') return 'overview';
  return pages.find((page) => page === name) ?? null;
}

export function pathOf(page: PageName): string {
  return page === 'overview' ? '/' : `/${page}`;
}

export function addressOf(page: PageName, query: Readonly<Record<string, string>> = {}): string {
  const text = new URLSearchParams(query).toString();
  return pathOf(page) + (text === '' ? '' : `?${text}`);
}
