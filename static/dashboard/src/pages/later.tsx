import Heading from '@atlaskit/heading';
import { PageLink } from '../parts/page-link';
import { useWords } from '../words';

/** A subpage that is still to come, or an address that is none. */
export function LaterPage({ page }: { page: 'routing' | null }) {
  const { text } = useWords();
  return (
    <>
      <header className="page-head">
        <div className="page-title">
          <PageLink to="overview">{text.backToOverview}</PageLink>
          <Heading size="large" as="h1">
            {page === null ? text.noSuchPage : text.pages[page]}
          </Heading>
        </div>
      </header>
      {page !== null && <p className="card later">{text.later[page]}</p>}
    </>
  );
}
