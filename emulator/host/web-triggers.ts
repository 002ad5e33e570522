import type { WebTriggerRequest } from '../forge/web-trigger';
import { readWebTriggerPath } from '../forge/web-trigger-address';
import type { HostApp } from './host-options';
import { answerText, type HostAnswer, type HostRequest } from './http';

const noTrigger = answerText(404, 'No web trigger has this address.');

/** A web trigger of any of the apps, open to everybody as Forge's are. */
export async function serveWebTrigger(
  apps: readonly Pick<HostApp, 'forge'>[],
  request: HostRequest,
): Promise<HostAnswer> {
  const { pathname: path } = request.url;
  const called = readWebTriggerPath(path);
  if (called === null) return noTrigger;
  const queryParameters: WebTriggerRequest['queryParameters'] = {};
  for (const [name, value] of request.url.searchParams) (queryParameters[name] ??= []).push(value);
  const forwarded: WebTriggerRequest = {
    ...{ method: request.method, path, userPath: called.userPath },
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, [value]])),
    queryParameters,
    body: request.body,
  };
  for (const app of apps) {
    const answer = await app.forge.webTrigger(called.id, forwarded);
    if (answer !== null) return answer;
  }
  return noTrigger;
}
