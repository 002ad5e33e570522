/** A change that a request asks for. Of a page of this server alone: a browser says of every change where it comes from, and no form can send JSON. */
import type { IncomingMessage } from 'node:http';
import { bad } from './answers';
import type { Changes } from './changes';
import { bodyOf } from './request';

/** @param isOpen whether who asks gave the password, or none is asked for. Host and Origin were held to this server before. */
export async function changed(
  path: string,
  request: IncomingMessage,
  changes: Changes,
  isOpen: boolean,
): Promise<{ status: number; body: string }> {
  const refused = (status: number, why: string): { status: number; body: string } => ({
    ...{ status, body: JSON.stringify(bad(why)) },
  });
  if (!isOpen) return { status: 401, body: '{"ok":false}' };
  if (request.headers.origin === undefined)
    return refused(403, 'A change has to come from the page: it names its Origin.');
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
    return refused(415, 'A change is application/json.');
  const body = await bodyOf(request);
  if (body === null) return refused(413, 'No change is as long as that.');
  return { status: 200, body: JSON.stringify(await changes.answer(path, body)) };
}
