import { PageTitle } from '../parts/page-title';
import { useWords } from '../words';

/** An address that is none. */
export function NoSuchPage() {
  const { text } = useWords();
  return (
    <>
      <header className="page-head">
        <div className="page-title">
          <PageTitle hasWayBack>{text.noSuchPage}</PageTitle>
        </div>
      </header>
    </>
  );
}
