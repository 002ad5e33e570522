import * as v from 'valibot';
import { experimentBounds, stepCount } from '../../insights/routes/experiment';
import { isRecord } from '../../object';
import { count, fields, list, reading, whole } from './request';

const { calls, repeats } = experimentBounds;
const listOfLines = `"lines" must be one to ${calls} calls.`;
const size = {
  lines: list(1, calls, v.string('"lines" must be texts.'), listOfLines),
  repeats: whole(1, repeats, `"repeats" must be a whole number from 1 to ${repeats}.`),
};
const runId = v.pipe(
  v.string('"runId" must be that of a run.'),
  v.regex(/^[a-z0-9]{8,40}$/, '"runId" must be that of a run.'),
);
const measures = '"bridge" must hold status, latencyMs and objects, whole numbers.';

/** What the page measured of its own call. */
const measure = fields(
  { status: v.nullable(count(measures)), latencyMs: count(measures), objects: v.nullable(count(measures)) },
  '"bridge"',
);
export type BridgeMeasure = v.InferOutput<typeof measure>;

const actions = {
  last: fields({ action: v.literal('last') }, '"command"'),
  plan: fields({ action: v.literal('plan'), ...size }, '"command"'),
  /** `agreedPoints`: what the dialog stated; a run that could spend more does not start. */
  start: fields(
    {
      action: v.literal('start'),
      ...size,
      agreedPoints: count('"agreedPoints" must be a whole number of points.'),
    },
    '"command"',
  ),
  step: fields(
    {
      action: v.literal('step'),
      runId,
      index: whole(0, stepCount(calls, repeats) - 1, '"index" must be the number of a step.'),
      /** The call again, since its path is not stored. */
      line: v.string('"line" must be the call of the step.'),
      /** The measure, where it is the page's turn. */
      bridge: v.nullish(measure, null),
    },
    '"command"',
  ),
  stop: fields({ action: v.literal('stop'), runId }, '"command"'),
};
const noAction = v.pipe(
  fields({}, '"command"'),
  v.custom<never>(
    () => false,
    `"action" must be ${Object.keys(actions)
      .join(', ')
      .replace(/, (\w+)$/, ' or $1')}.`,
  ),
);

function schemaFor(command: unknown) {
  const action = isRecord(command) ? command['action'] : null;
  // Anything but a text is not made one: an object may say of itself what its text is, or have none.
  return typeof action === 'string' && Object.hasOwn(actions, action)
    ? actions[action as keyof typeof actions]
    : noAction;
}

export const readExperimentAsk = reading({ command: v.lazy(schemaFor) });
export type ExperimentAsk = ReturnType<typeof readExperimentAsk>['command'];
