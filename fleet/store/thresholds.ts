/** The owner's thresholds: kept, so that a new start and every collector on one database go by the same. */
import * as v from 'valibot';
import { isRising, mostThresholds, percentBounds } from '../../src/insights/pools/thresholds';
import { fleetActions, type FleetThreshold } from '../thresholds';
import { numberIn, storableJson, textIn, type Sql } from './sql';

const [least, most] = percentBounds;
const listNeeds = `"thresholds" must be a list of 1 to ${String(mostThresholds)} thresholds.`;
const each = 'Each of "thresholds"';
const percentNeeds = `${each} must have a "percent", a whole number from ${String(least)} to ${String(most)}.`;
const actionsNeed = `${each} must have "actions", a list without doubles of: ${fleetActions.join(', ')}.`;

/** As a change brings them and as they are kept. */
export const thresholdsSchema = v.pipe(
  v.array(
    v.strictObject(
      {
        percent: v.pipe(
          v.number(percentNeeds),
          v.integer(percentNeeds),
          v.minValue(least, percentNeeds),
          v.maxValue(most, percentNeeds),
        ),
        actions: v.pipe(
          v.array(v.picklist(fleetActions, actionsNeed), actionsNeed),
          v.check((all) => new Set(all).size === all.length, actionsNeed),
        ),
      },
      `${each} must have "percent" and "actions" alone.`,
    ),
    listNeeds,
  ),
  v.minLength(1, listNeeds),
  v.maxLength(mostThresholds, listNeeds),
  v.check((all) => isRising(all), '"thresholds" must rise: each "percent" above the one before.'),
);

export interface KeptThresholds {
  thresholds: readonly FleetThreshold[];
  /** Of the last change. */
  version: number;
}

/** `null`: nobody ever decided. */
export async function readThresholds(sql: Sql, app: number): Promise<KeptThresholds | null> {
  const [row] = await sql.query(
    'select thresholds::text as thresholds, version::float8 as version from threshold_setting where app = $1::int',
    [app],
  );
  if (row === undefined) return null;
  return {
    // Written by this program, in this form: migrations change it.
    thresholds: v.parse(thresholdsSchema, JSON.parse(textIn(row, 'thresholds'))),
    version: numberIn(row, 'version'),
  };
}

/**
 * @param seen the version that the change was made on; 0 where there was none
 * @returns what holds now; `null` where somebody else changed it since, and nothing was kept
 */
export async function keepThresholds(
  sql: Sql,
  app: number,
  thresholds: readonly FleetThreshold[],
  seen: number,
): Promise<KeptThresholds | null> {
  const text = storableJson(thresholds);
  const [row] =
    seen === 0
      ? await sql.query(
          `insert into threshold_setting (app, thresholds, version) values ($1::int, $2::jsonb, 1)
           on conflict (app) do nothing returning version::float8 as version`,
          [app, text],
        )
      : await sql.query(
          `update threshold_setting set thresholds = $2::jsonb, version = version + 1
           where app = $1::int and version = $3::int returning version::float8 as version`,
          [app, text, seen],
        );
  return row === undefined ? null : { thresholds, version: numberIn(row, 'version') };
}
