import { Progress } from '../../../fleet/pages/progress';
import type { Collecting } from '../../../fleet/pages/read-so-far';
import { freshCollector } from '../../../fleet/planning/collector-state';

/** A collector that has read nothing yet. */
export function freshCollecting(trouble: string | null = null): Collecting {
  const requests = { state: freshCollector, trouble: null, isStopped: false, delay: null };
  return { state: freshCollector, progress: new Progress(), trouble, requests };
}
