import { lazy, Suspense } from 'react';
import { NavigationProvider, useNavigation } from './navigation';
import type { PageHistory } from './page-history';
import { NoSuchPage } from './pages/no-such-page';
import { OverviewPage } from './pages/overview';
import { AlarmBanner } from './parts/alarm-banner';
import { Glossary } from './parts/glossary';
import { Loading } from './parts/loading';
import { PageBar } from './parts/page-bar';

// Overview comes at once; the others only when somebody opens them.
const EndpointsPage = lazy(async () => ({ default: (await import('./pages/endpoints')).EndpointsPage }));
const LimitsPage = lazy(async () => ({ default: (await import('./pages/limits')).LimitsPage }));
const ReportsPage = lazy(async () => ({ default: (await import('./pages/reports')).ReportsPage }));
const RoutingPage = lazy(async () => ({ default: (await import('./pages/routing')).RoutingPage }));
const SettingsPage = lazy(async () => ({ default: (await import('./pages/settings')).SettingsPage }));

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
  switch (page) {
    case 'overview':
      return <OverviewPage />;
    case 'endpoints':
      return <EndpointsPage />;
    case 'limits':
      return <LimitsPage />;
    case 'settings':
      return <SettingsPage />;
    case 'reports':
      return <ReportsPage />;
    case 'routing':
      return <RoutingPage />;
    case null:
      return <NoSuchPage />;
  }
}
