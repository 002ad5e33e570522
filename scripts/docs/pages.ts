import { dashboardJson } from '../../fleet/monitoring/dashboard';
import { costsPage } from './costs-page';
import { fleetOpenApi, siteOpenApi } from './openapi';
import { headersPage, type ProvenBy } from './headers-page';
import { monitoringPage } from './monitoring-page';
import { reportSchema } from './report-schema';

/** The generated pages by file name under `docs`. */
export function pages(captures: readonly ProvenBy[]): Record<string, string> {
  return {
    'headers.md': headersPage(captures),
    'costs.md': costsPage(),
    'report.schema.json': reportSchema(),
    'api/fleet.openapi.json': fleetOpenApi(),
    'api/site.openapi.json': siteOpenApi(),
    'monitoring.md': monitoringPage(),
    'monitoring/points-gauge-fleet.dashboard.json': dashboardJson(),
  };
}
