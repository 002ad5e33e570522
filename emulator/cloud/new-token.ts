/** `/__cloud/token`: a token for any app and person, for clients that are not written in JavaScript. */
import { routes } from '../../src/model';
import { jiraError, reply, type Reply } from './exchange';
import { actsAsApp, emulatorToken } from './principal';

/** @param query `app`, and where wanted `environment`, `route`, `account` and `feature` */
export function newToken(query: URLSearchParams): Reply {
  const appId = query.get('app') ?? '';
  const named = query.get('route') ?? 'forge.asApp';
  const route = routes.find((one) => one === named);
  if (appId === '') return jiraError(400, 'app is missing: /__cloud/token?app=any-name');
  if (route === undefined) return jiraError(400, `route "${named}": there are ${routes.join(', ')}`);
  const accountId = query.get('account');
  if (accountId === null && route !== 'anonymous' && !actsAsApp({ route, accountId }))
    return jiraError(400, `route "${route}" acts for a person: add &account= and an accountId of the site`);
  const feature = query.get('feature');
  const token = emulatorToken({
    ...{ appId, route, environment: query.get('environment') ?? 'PRODUCTION' },
    ...(accountId === null ? {} : { accountId }),
    ...(feature === null ? {} : { feature }),
  });
  return reply(200, { token, authorization: `Bearer ${token}` });
}
