import type { EndpointsState } from '../endpoints-state';
import type { Words } from '../words';

interface Step {
  startMs: number;
  /** `null`: could not be read. */
  points: number | null;
  step: 'hour' | 'day';
  zone: EndpointsState['zone'];
}

/** When a step was. Days are UTC days whatever the zone, since they are kept so. */
export function stepName({ startMs, step, zone }: Omit<Step, 'points'>, { format }: Words): string {
  if (step === 'day') return format.utcWeekday(startMs);
  return zone === 'local' ? format.localDayTime(startMs) : format.utcHourSpan(startMs);
}

/** One step of an endpoint's course in words. */
export function stepSentence(step: Step, words: Words): string {
  const { text, format } = words;
  const when = stepName(step, words);
  return step.points === null
    ? text.detail.stepMissing({ when })
    : text.detail.step({ when, p: Math.round(step.points), points: format.count(step.points) });
}
