/** A change that a request asks for. Of a page of this server alone: a browser says of every change where it comes from, and no form can send JSON. */
import type { IncomingMessage } from 'node:http';
import { bad } from './answers';
import type { Changes } from './changes';
import { bodyOf, type Unread } from './body';
import { mostUploadBytes, paths } from '../pages/contract';

const statuses: Record<Unread, number> = { tooLarge: 413, tooSlow: 408 };
const filesNotRead: Record<Unread, string> = {
  tooLarge: 'The file is larger than the page takes: points-gauge fleet import takes it.',
  tooSlow:
    'The file came too slowly and was given up, so that others can send theirs. Nothing of it was taken: points-gauge fleet import takes it.',
};

/** @param isOpen whether who asks gave the password, or none is asked for. Host and Origin were held to this server before. */
export async function changed(
  { path, query }: { path: string; query: URLSearchParams },
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
  const type = request.headers['content-type'] ?? '';
  if (path === paths.importFile) {
    if (!/^application\/octet-stream\b/.test(type))
      return refused(415, 'A file is application/octet-stream.');
    // Files are read into memory: one at a time, whoever sends them.
    const answer = await changes.oneFile(async () => bodyOf(request, mostUploadBytes), query);
    return typeof answer === 'string'
      ? refused(statuses[answer], filesNotRead[answer])
      : { status: 200, body: JSON.stringify(answer) };
  }
  if (!/^application\/json\b/.test(type)) return refused(415, 'A change is application/json.');
  const body = await bodyOf(request);
  if (typeof body === 'string')
    return refused(
      statuses[body],
      body === 'tooLarge' ? 'No change is as long as that.' : 'The change did not come.',
    );
  return { status: 200, body: JSON.stringify(await changes.answer(path, body.toString('utf8'))) };
}
