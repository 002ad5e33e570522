import { route } from '@forge/api';
import type { Gauge } from '../../src/forge';
import { bodyOf, entries, textOf } from './json';

/** Every hour: the spaces, and the release pages of one of them in turn with who may see them. */
export async function readConfluencePages(gauge: Gauge): Promise<void> {
  const api = gauge.asApp();
  const spaces = await bodyOf(api.requestConfluence(route`/wiki/api/v2/spaces?limit=50`));
  const ids = entries(spaces?.results).flatMap(({ id }) => textOf(id) ?? []);
  const turn = ids[Math.floor(Date.now() / 3_600_000) % Math.max(1, ids.length)];
  if (turn === undefined) return;
  await bodyOf(api.requestConfluence(route`/wiki/api/v2/spaces/${turn}/pages?limit=100`));
  await bodyOf(api.requestConfluence(route`/wiki/api/v2/spaces/${turn}/permissions?limit=100`));
}
