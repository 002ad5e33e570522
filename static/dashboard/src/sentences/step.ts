import type { EndpointsState } from '../endpoints-state';
import type { Words } from '../words';

interface Step {
  startMs: number;
  /** `null`: could not be read. */
  points: number | null;
  step: 'hour' | 'day';
  zone: EndpointsState['zone'];
}

/** One step of an endpoint's course in words. Days are UTC days whatever the zone, since they are kept so. */
export function stepSentence({ startMs, points, step, zone }: Step, { text, format }: Words): string {
  const hour = zone === 'local' ? format.localDayTime(startMs) : format.utcHourSpan(startMs);
  const when = step === 'day' ? format.utcWeekday(startMs) : hour;
  return points === null ? text.detail.stepMissing(when) : text.detail.step(when, format.count(points));
}
