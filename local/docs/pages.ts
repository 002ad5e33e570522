import { costsPage } from './costsPage';
import { headersPage, type ProvenBy } from './headersPage';
import { reportSchema } from './reportSchema';

/** The generated pages by file name under `docs`. */
export function pages(captures: readonly ProvenBy[]): Record<string, string> {
  return {
    'headers.md': headersPage(captures),
    'costs.md': costsPage(),
    'report.schema.json': reportSchema(),
  };
}
