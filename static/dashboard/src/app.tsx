import { lazy, Suspense } from 'react';
import { NavigationProvider, useNavigation } from './navigation';
import type { PageHistory } from './page-history';
import { OverviewPage } from './pages/overview';
import { AlarmBanner } from './parts/alarm-banner';
import { Loading } from './parts/loading';
import { PageBar } from './parts/page-bar';
import { useWords } from './words';
import { PageTitle } from './parts/page-title';
import { useAfterPaint } from './use-after-paint';

// Overview comes at once; the others, and their words, only when somebody opens them.
const pages = {
  endpoints: async () => ({ default: (await import('./pages/endpoints')).EndpointsPage }),
  limits: async () => ({ default: (await import('./pages/limits')).LimitsPage }),
  reports: async () => ({ default: (await import('./pages/reports')).ReportsPage }),
  routing: async () => ({ default: (await import('./pages/routing')).RoutingPage }),
  settings: async () => ({ default: (await import('./pages/settings')).SettingsPage }),
};
const drawn = {
  endpoints: lazy(pages.endpoints),
  limits: lazy(pages.limits),
  reports: lazy(pages.reports),
  routing: lazy(pages.routing),
  settings: lazy(pages.settings),
};

interface AppProps {
  history: PageHistory;
  /** Whether the product around the page draws its subpages; else the page draws them itself. */
  hasHostPages: boolean;
}

export function App({ history, hasHostPages }: AppProps) {
  return (
    <NavigationProvider history={history} hasHostPages={hasHostPages}>
      {!hasHostPages && <PageBar />}
      <main className="page">
        <AlarmBanner />
        <Suspense fallback={<Loading />}>
          <Page />
          <Glossary />
        </Suspense>
      </main>
    </NavigationProvider>
  );
}

function Page() {
  const { page } = useNavigation();
  const { All } = useWords();
  if (page === 'overview') return <OverviewPage />;
  if (page === null) return <NoSuchPage />;
  // Fetched beside the words, not after them. Whoever draws it hears of a failure.
  void pages[page]().catch(() => undefined);
  const Drawn = drawn[page];
  return (
    <All>
      <Drawn />
    </All>
  );
}

/** An address that is none. */
function NoSuchPage() {
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

/** All terms with their sentences, folded at the end of every page: filled when what stands above is there. */
function Glossary() {
  const { title, lead, terms } = useWords().text.glossary;
  const isFilled = useAfterPaint();
  return (
    <details className="glossary">
      <summary>{title}</summary>
      <p className="subtle">{lead}</p>
      <dl>
        {isFilled &&
          Object.values(terms).map(({ name, says }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{says}</dd>
            </div>
          ))}
      </dl>
    </details>
  );
}
