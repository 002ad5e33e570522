import type { PageHistory } from '../page-history';
import { FleetLink, FleetNavigationProvider, useFleetNavigation } from './navigation';
import { EvidencePage } from './pages/evidence';
import { FleetOverviewPage } from './pages/overview';
import { FleetSettingsPage } from './pages/settings';
import { SitePage } from './pages/site';
import { SitesPage } from './pages/sites';
import { useFleetText } from './text/fleet-text';

export function FleetApp({ history }: { history: PageHistory }) {
  return (
    <FleetNavigationProvider history={history}>
      <FleetBar />
      <main className="page">
        <Page />
      </main>
    </FleetNavigationProvider>
  );
}

function FleetBar() {
  const text = useFleetText();
  const { page } = useFleetNavigation();
  return (
    <nav className="page-bar" aria-label={text.pages.label}>
      <ul>
        <li>
          <FleetLink to="overview" className="" isCurrent={page === 'overview'}>
            {text.pages.overview}
          </FleetLink>
        </li>
        <li>
          <FleetLink to="sites" className="" isCurrent={page === 'sites' || page === 'site'}>
            {text.pages.sites}
          </FleetLink>
        </li>
        <li>
          <FleetLink to="evidence" className="" isCurrent={page === 'evidence'}>
            {text.pages.evidence}
          </FleetLink>
        </li>
        <li>
          <FleetLink to="settings" className="" isCurrent={page === 'settings'}>
            {text.pages.settings}
          </FleetLink>
        </li>
      </ul>
    </nav>
  );
}

function Page() {
  const { page, query } = useFleetNavigation();
  const text = useFleetText();
  switch (page) {
    case 'overview':
      return <FleetOverviewPage />;
    case 'sites':
      return <SitesPage />;
    case 'site':
      return <SitePage key={query.get('site') ?? ''} siteId={query.get('site') ?? ''} />;
    case 'evidence':
      return <EvidencePage />;
    case 'settings':
      return <FleetSettingsPage />;
    case null:
      return <p>{text.noSuchPage}</p>;
  }
}
