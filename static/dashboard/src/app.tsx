import { lazy, Suspense } from 'react';
import type { PageName } from '../../../src/admin/contract';
import type { PageHistory } from './api';
import { LaterPage } from './pages/later';
import { OverviewPage } from './pages/overview';
import { Loading } from './parts/loading';
import { Navigation } from './parts/page-link';
import { pathOf, usePage } from './route';

// Overview comes at once; the others only when somebody opens them.
const EndpointsPage = lazy(async () => ({ default: (await import('./pages/endpoints')).EndpointsPage }));
const SettingsPage = lazy(async () => ({ default: (await import('./pages/settings')).SettingsPage }));

export function App({ history }: { history: PageHistory }) {
  const page = usePage(history);
  const open = (to: PageName) => {
    history.push(pathOf(to));
  };
  return (
    <Navigation value={open}>
      <main className="page">
        <Suspense fallback={<Loading />}>
          <Page page={page} />
        </Suspense>
      </main>
    </Navigation>
  );
}

function Page({ page }: { page: PageName | null }) {
  switch (page) {
    case 'overview':
      return <OverviewPage />;
    case 'endpoints':
      return <EndpointsPage />;
    case 'settings':
      return <SettingsPage />;
    case 'routing':
    case 'limits':
    case 'reports':
    case null:
      return <LaterPage page={page} />;
  }
}
