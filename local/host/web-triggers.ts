import type { WebTriggerRequest } from '../forge/web-trigger';
import type { HostApp } from './host-options';
import { answerText, type HostAnswer, type HostRequest } from './http';

/** A web trigger of any of the apps, open to everybody as Forge's are. */
export async function serveWebTrigger(
  apps: readonly Pick<HostApp, 'forge'>[],
  request: HostRequest,
): Promise<HostAnswer> {
  const [id = '', ...rest] = request.url.pathname.slice('/x1/'.length).split('/');
  const queryParameters: WebTriggerRequest['queryParameters'] = {};
  for (const [name, value] of request.url.searchParams) (queryParameters[name] ??= []).push(value);
  const forwarded: WebTriggerRequest = {
    method: request.method,
    userPath: rest.length === 0 ? '' : `/${rest.join('/')}`,
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, [value]])),
    queryParameters,
    body: request.body,
  };
  for (const app of apps) {
    const answer = await app.forge.webTrigger(id, forwarded);
    if (answer !== null) return answer;
  }
  return answerText(404, 'No web trigger has this address.');
}
