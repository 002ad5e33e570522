import { PageLink } from '../parts/page-link';
import { useWords } from '../words';

/** An address that is none. */
export function NoSuchPage() {
  const { text } = useWords();
  return (
    <>
      <header className="page-head">
        <div className="page-title">
          <PageLink to="overview">{text.backToOverview}</PageLink>
          <h1>{text.noSuchPage}</h1>
        </div>
      </header>
    </>
  );
}
