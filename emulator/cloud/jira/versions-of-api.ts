/** The spellings of Jira's platform API: version 3, version 2, and `latest`, which is 2. */
import type { ApiVersion, CloudEndpoint } from '../exchange';

const base = '/rest/api/3/';
const spellings: readonly [string, ApiVersion][] = [
  ['/rest/api/3/', 3],
  ['/rest/api/2/', 2],
  ['/rest/api/latest/', 2],
];

/** Endpoints are written down once, under version 3. */
export function inAllVersions(endpoints: readonly CloudEndpoint[]): CloudEndpoint[] {
  return endpoints.flatMap((endpoint) => {
    const { template } = endpoint;
    if (!template.startsWith(base)) return [endpoint];
    return spellings.map(([spelling, apiVersion]) => ({
      ...endpoint,
      template: spelling + template.slice(base.length),
      apiVersion,
      listedAs: template,
    }));
  });
}
