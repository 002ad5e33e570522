/** `/graphql`: counted like everything else. It has no limit yet, so nothing is refused and no header speaks of points. */
import { reply, type CloudRequest, type CloudResponse } from './exchange';
import { featureOf, unauthorized, type Gateway } from './gateway';
import { siteUrl } from './origin';
import { answerGraphql, withCost } from './graphql';
import { publishedPoints } from './prices';
import { asksForMetrics } from './owner/metrics-api';
import { isCharged } from './principal';
import { readBody } from './request-body';
import { record, text } from './untrusted';

export function handleGraphql(gateway: Gateway, request: CloudRequest, nowMs: number): CloudResponse {
  const refuse = (status: number, message: string) =>
    gateway.answers.write(reply(status, { errors: [{ message }] }), [], nowMs);
  if (request.method !== 'POST') return refuse(405, 'GraphQL takes POST only.');
  const body = readBody(request);
  if (body.kind === 'malformed') return refuse(body.status, body.why);
  if (gateway.owner !== null && asksForMetrics(body.json))
    return gateway.answers.write(gateway.owner.answerMetrics(request, body.json, nowMs), [], nowMs);
  // The gateway has one address for all sites: the variables say which one is meant.
  const cloudId = text(record(record(body.json).variables).cloudId);
  const site = cloudId === null ? gateway.sites[0] : gateway.byCloudId.get(cloudId);
  if (site === undefined) return refuse(404, `No site has the cloudId ${cloudId ?? ''}`);

  const query = new URLSearchParams();
  const signed = { method: request.method, path: '/graphql', query };
  const admission = gateway.authentication.admit(site, request.headers.authorization, signed, nowMs);
  if (admission.kind === 'refused') return unauthorized(gateway, admission.why, nowMs);
  const { principal, viewer } = admission;
  if (viewer.kind === 'nobody') return unauthorized(gateway, 'GraphQL needs authentication.', nowMs);

  const baseUrl = siteUrl(gateway.sites, site, request);
  const [{ headers }, apiVersion] = [request, 3 as const];
  const call = {
    site,
    viewer,
    principal,
    headers,
    nowMs,
    baseUrl,
    apiVersion,
    path: '/graphql',
    params: [],
    query,
    upload: [],
  };
  const answer = answerGraphql({ ...call, body: body.json });
  const costPoints = publishedPoints(answer.operation === 'query' ? 'GET' : 'POST', '/graphql', answer.reply);
  gateway.account.book({
    atMs: nowMs,
    app: principal.appId,
    environment: principal.environment,
    product: 'graphql',
    cloudId: site.cloudId,
    route: principal.route,
    endpoint: 'POST /graphql',
    status: answer.reply.status,
    points: isCharged(principal.route) ? costPoints : 0,
    refusedFor: null,
    feature: featureOf(gateway, request, principal),
  });
  return gateway.answers.write(withCost(answer.reply, costPoints), [], nowMs);
}
