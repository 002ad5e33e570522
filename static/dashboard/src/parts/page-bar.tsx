import type { KeyboardEvent } from 'react';
import { pages } from '../../../../src/admin/contract/contract';
import { useNavigation } from '../navigation';
import { pathOf } from '../route';
import { useWords } from '../words';

/** The subpages as links, where the product draws none. Tab walks them as any links; the arrow keys, Home and End do too. */
export function PageBar() {
  const { page, open } = useNavigation();
  const { text } = useWords();
  return (
    <nav className="page-bar" aria-label={text.pageBar.label}>
      <ul onKeyDown={walk}>
        {pages.map((name) => (
          <li key={name}>
            <a
              href={`#${pathOf(name)}`}
              aria-current={name === page ? 'page' : undefined}
              onClick={(event) => {
                event.preventDefault();
                open(name);
              }}
            >
              {name === 'overview' ? text.pageBar.overview : text.pages[name]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function walk(event: KeyboardEvent<HTMLUListElement>): void {
  const links = [...event.currentTarget.querySelectorAll('a')];
  const at = links.findIndex((link) => link === document.activeElement);
  const next = placeAfter(event.key, at, links.length);
  if (at === -1 || next === null) return;
  event.preventDefault();
  links[next]?.focus();
}

function placeAfter(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowLeft':
    case 'ArrowUp':
      return (at + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
