/** What an administrator may have changed. */
import * as v from 'valibot';
import { projectKeyPattern } from '../../insights/project-key';
import { isRising, mostThresholds, percentBounds, thresholdActions } from '../../insights/pools/thresholds';
import { kindOfSourceId } from '../../ledger/source-id';
import { editions } from '../../limits/tiers';
import { methods, products } from '../../model';
import { isRecord } from '../../object';
import { longestName } from './page-asks';
import { priceChanges } from './page-views';
import { count, fields, list, oneOf, reading, text, variant, whole } from './request';
import { settingBounds } from './settings-view';
import { sourceTexts } from './sources-view';

const onOff = (field: string) => v.picklist(['on', 'off'], `"change.${field}" must be "on" or "off".`);
const setting = (field: keyof typeof settingBounds) => {
  const [least, most] = settingBounds[field];
  return whole(least, most, `"change.${field}" must be a whole number from ${least} to ${most}.`);
};
const projectKey = '"change.workItem.projectKey" must be the key of a Jira project.';

const thresholdNeeds = 'Each of "change.thresholds"';
const percentNeeds = `${thresholdNeeds} must have a "percent", a whole number from ${percentBounds.join(' to ')}.`;
const actionNeeds = `${thresholdNeeds} must have "actions", a list without doubles of: ${thresholdActions.join(', ')}.`;
const thresholds = v.pipe(
  list(
    1,
    mostThresholds,
    fields(
      {
        percent: whole(...percentBounds, percentNeeds),
        actions: v.pipe(
          list(0, thresholdActions.length, v.picklist(thresholdActions, actionNeeds), actionNeeds),
          v.check((actions) => new Set(actions).size === actions.length, actionNeeds),
        ),
      },
      thresholdNeeds,
    ),
    `"change.thresholds" must be a list of 1 to ${mostThresholds} thresholds.`,
  ),
  v.check(
    (thresholds) => isRising(thresholds),
    '"change.thresholds" must rise: each "percent" above the one before.',
  ),
);

/** A field that is left out stays as it is; `null` takes a statement back. */
const settings = {
  metering: v.exactOptional(onOff('metering')),
  probe: v.exactOptional(onOff('probe')),
  fleetLine: v.exactOptional(onOff('fleetLine')),
  tier: v.exactOptional(oneOf([1, 2], 'change.tier')),
  edition: v.exactOptional(oneOf(editions, 'change.edition')),
  users: v.exactOptional(v.nullable(setting('users'))),
  thresholds: v.exactOptional(thresholds),
  hourDays: v.exactOptional(setting('hourDays')),
  dayDays: v.exactOptional(setting('dayDays')),
  workItem: v.exactOptional(
    fields(
      {
        on: v.boolean('"change.workItem.on" must be true or false.'),
        projectKey: v.pipe(v.string(projectKey), v.regex(projectKeyPattern, projectKey)),
      },
      '"change.workItem"',
    ),
  ),
};

const isSetting = (field: string): boolean => Object.hasOwn(settings, field);
const settingsChange = v.pipe(
  v.custom<Record<string, unknown>>(isRecord, '"change" must be an object.'),
  v.check(
    (change) => Object.keys(change).every(isSetting),
    ({ input }) => {
      const unknown = Object.keys(input).find((field) => !isSetting(field)) ?? '';
      return `"change.${unknown.slice(0, 40)}" is not a setting. There are: ${Object.keys(settings).join(', ')}.`;
    },
  ),
  fields(settings, '"change"'),
);

export const readSaveSettings = reading({
  change: settingsChange,
  /** `version` of the settings that the person had before their eyes: a change since then is told instead of overwritten. */
  seen: v.exactOptional(count('"seen" must be the "version" of an earlier answer.')),
});
export type SaveSettingsAsk = ReturnType<typeof readSaveSettings>;
export type SettingsChange = SaveSettingsAsk['change'];

const appName =
  '"change.app" must be a name of 40 characters at most: letters, digits, space, ".", "_", "-". "own" is taken.';
const environmentName = '"change.environment" must be a word of 20 characters at most, as PRODUCTION.';
const sourceNeeds = '"change.id" must be the id of a source.';
const sourceId = v.pipe(
  v.string(sourceNeeds),
  v.check((id) => kindOfSourceId(id) !== null, sourceNeeds),
);

/** Makes a source that may report, gives it a new secret, or ends it. */
export const readChangeSources = reading({
  change: v.pipe(
    v.custom<Record<string, unknown>>(isRecord, '"change" must be an object.'),
    v.variant(
      'kind',
      [
        variant(
          {
            kind: v.literal('make'),
            // Trimmed before it is checked: "own" with a space behind it is "own".
            app: v.pipe(v.string(appName), v.trim(), v.regex(sourceTexts.app, appName)),
            environment: v.pipe(
              v.string(environmentName),
              v.regex(sourceTexts.environment, environmentName),
              v.toUpperCase(),
            ),
          },
          '"change"',
        ),
        variant({ kind: v.literal('rotate'), id: sourceId }, '"change"'),
        variant({ kind: v.literal('revoke'), id: sourceId }, '"change"'),
      ],
      '"change.kind" must be "make", "rotate" or "revoke".',
    ),
  ),
});
export type SourcesChange = ReturnType<typeof readChangeSources>['change'];

const mostEndpoints = 200;
const listOfEndpoints = `"change.endpoints" must be a list of ${mostEndpoints} endpoints at most.`;
const endpointNeeds = 'Each of "change.endpoints" must name product, method and template.';

/**
 * `adopt` books calls from now on at the cost that is measured now, where that is sure; `reset` at the catalogue's price for good;
 * `undo` at the price before the last move, for good; `pin` and `unpin` hold and free a price. `auto` and `ask` name no endpoint.
 */
export const readChangePrices = reading({
  change: fields(
    {
      kind: v.picklist(priceChanges, `"change.kind" must be one of: ${priceChanges.join(', ')}.`),
      endpoints: list(
        0,
        mostEndpoints,
        fields(
          {
            product: v.picklist(products, endpointNeeds),
            method: v.picklist(methods, endpointNeeds),
            template: text(longestName, endpointNeeds),
          },
          'Each of "change.endpoints"',
        ),
        listOfEndpoints,
      ),
    },
    '"change"',
  ),
});
export type PricesChange = ReturnType<typeof readChangePrices>['change'];
