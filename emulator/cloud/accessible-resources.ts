/** `/oauth/token/accessible-resources`: the sites that a token reaches, as an OAuth 2.0 app asks for them first. */
import { reply, type CloudRequest, type CloudResponse } from './exchange';
import { unauthorized, type Gateway } from './gateway';
import { originOf, siteUrl } from './origin';

const scopes = [
  ...['read:jira-work', 'write:jira-work', 'read:jira-user', 'manage:jira-project'],
  ...['read:confluence-content.all', 'write:confluence-content', 'read:confluence-space.summary'],
];

/** Asked by anybody whose token is good on a site. It is the platform's own address: no product's points are charged. */
export function handleResources(gateway: Gateway, request: CloudRequest, nowMs: number): CloudResponse {
  const { authorization } = request.headers;
  const signed = { method: request.method, path: request.url, query: new URLSearchParams() };
  const admissions = gateway.sites.map((site) => ({
    site,
    admission: gateway.authentication.admit(site, authorization, signed, nowMs),
  }));
  const reached = admissions.flatMap(({ site, admission }) =>
    admission.kind === 'admitted' && admission.viewer.kind !== 'nobody' ? [site] : [],
  );
  if (reached.length === 0) return unauthorized(gateway, 'Unauthorized', nowMs);
  const resources = reached.map((site) => ({
    id: site.cloudId,
    url: siteUrl(gateway.sites, site, request),
    name: site.name,
    scopes,
    avatarUrl: `${originOf(request)}/avatar/site/${site.name}`,
  }));
  return gateway.answers.write(reply(200, resources), [], nowMs);
}
