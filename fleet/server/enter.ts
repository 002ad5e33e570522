/** The password that somebody gives, and the session that is had for it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { loginPage } from './login-page';
import { bodyOf } from './body';
import { addressOf } from './request';
import { headers, send } from './send';
import { sessionCookie, type Sessions } from './sessions';

export async function enter(
  request: IncomingMessage,
  response: ServerResponse,
  sessions: Sessions,
  nowMs: number,
): Promise<void> {
  const body = await bodyOf(request);
  if (typeof body === 'string') {
    const [status, why] =
      body === 'tooLarge'
        ? ([413, 'No password is as long as that.'] as const)
        : ([408, 'The password did not come.'] as const);
    send(request, response, status, 'text/plain; charset=utf-8', why);
    return;
  }
  const given = new URLSearchParams(body.toString('utf8')).get('password') ?? '';
  const entry = sessions.enter(given, addressOf(request), nowMs);
  if (entry.kind === 'in') {
    const isHttps = request.headers['x-forwarded-proto'] === 'https';
    response.writeHead(303, {
      ...headers,
      Location: '/',
      'Set-Cookie': sessionCookie(entry.session, isHttps),
    });
    response.end();
    return;
  }
  const status = entry.kind === 'wrong' ? 401 : 429;
  const languages = request.headers['accept-language'];
  send(request, response, status, 'text/html; charset=utf-8', loginPage(languages, entry.kind));
}
