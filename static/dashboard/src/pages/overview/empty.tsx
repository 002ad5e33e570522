import type { WhoseView } from '../../../../../src/admin/contract/contract';
import { PageLink } from '../../parts/page-link';
import { useWords } from '../../words';

/** Nothing was ever recorded: what to do first. */
export function Empty({ whose }: { whose: WhoseView['kind'] }) {
  const { text } = useWords();
  return (
    <section className="card empty">
      <svg className="empty-picture" viewBox="0 0 160 72" width="160" height="72" aria-hidden="true">
        {[18, 30, 24, 40, 34, 48, 28].map((height, index) => (
          <rect key={index} x={4 + index * 22} y={64 - height} width="14" height={height} rx="2" />
        ))}
        <line x1="0" x2="160" y1="8" y2="8" />
      </svg>
      <h2>{text.empty.title}</h2>
      <ul className="bullets">
        {text.empty[whose].map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ul>
      <PageLink to="settings">{text.empty.settings}</PageLink>
    </section>
  );
}
