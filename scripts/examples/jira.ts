/** Jira's side of a Connect app: what it signs for the app, and somebody who opens the app's page. */
import { createHmac } from 'node:crypto';
import { queryStringHash } from '../../emulator/cloud/query-string-hash';

/** What the example was told when it was installed, and so is told by its environment. */
export type Installed = Record<string, string>;

/**
 * A JWT of three minutes, as Jira sends it along.
 * @param qsh of the address that Jira opens, or `context-qsh` for what the app's own page calls
 */
export function signAsJira({ CLIENT_KEY, SHARED_SECRET }: Installed, accountId: string, qsh: string): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: CLIENT_KEY, sub: accountId, iat: now, exp: now + 180, qsh };
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  const signature = createHmac('sha256', SHARED_SECRET ?? '')
    .update(text)
    .digest('base64url');
  return `${text}.${signature}`;
}

/** Opens the page in Jira's frame and does what its buttons would do; says what came of each. */
export async function visit(
  url: string,
  installed: Installed,
  accountId: string,
  say: (line: string) => void,
): Promise<void> {
  const jwt = signAsJira(installed, accountId, queryStringHash('GET', '/page', new URLSearchParams()));
  const page = await fetch(`${url}/page?jwt=${jwt}`);
  say(`The page, as Jira opens it: ${page.status}`);
  const authorization = `JWT ${signAsJira(installed, accountId, 'context-qsh')}`;
  for (const path of ['/report', '/mine/WEB-1']) {
    const answer = await fetch(`${url}${path}`, { headers: { authorization } });
    say(`${path}, called by the page: ${answer.status} ${await answer.text()}`);
  }
}
