import { countObjects, type BridgeMeasure, type ExperimentCall } from '../../../src/admin/contract/contract';
import { lane } from './api';

const longestHeldMs = 30_000;

/** Makes one call of a run from the page itself. Its answer is counted and let go. */
export async function readByBridge(
  { product, method, path, template, body, objectsAt }: ExperimentCall,
  pause: (milliseconds: number) => Promise<void>,
): Promise<BridgeMeasure> {
  const heldMs = lane.heldMs({ product, method, template });
  if (heldMs > 0) await pause(Math.min(heldMs, longestHeldMs));
  const request = product === 'jira' ? lane.requestJira : lane.requestConfluence;
  const headers = { Accept: 'application/json', 'Content-Type': 'application/json' };
  const init = body === null ? { method } : { method, headers, body };
  const startedAtMs = performance.now();
  const passedMs = () => Math.round(performance.now() - startedAtMs);
  let response: Response;
  try {
    response = await request(path, init);
  } catch {
    return { status: null, latencyMs: passedMs(), objects: null };
  }
  const latencyMs = passedMs();
  const { status } = response;
  try {
    const answer: unknown = response.ok ? await response.json() : null;
    const entry = objectsAt === null ? null : { objectsAt };
    return { status, latencyMs, objects: response.ok ? countObjects(entry, answer) : null };
  } catch {
    return { status, latencyMs, objects: null };
  }
}
