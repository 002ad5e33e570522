import { isCount } from '../../usage/codec';
import { editions } from '../../limits/tiers';
import { projectKeyPattern, settingBounds, type SaveSettingsAsk, type SettingsChange } from './contract';
import { BadRequest, oneOf, readAsk, record } from './read-ask';

const settingNames = [
  'metering',
  'probe',
  'tier',
  'edition',
  'users',
  'nearPercent',
  'hourDays',
  'dayDays',
  'workItem',
] as const satisfies readonly (keyof SettingsChange)[];

/** Throws `BadRequest` when the payload is not what the contract says. */
export function readSaveSettings(payload: unknown): SaveSettingsAsk {
  const ask = readAsk(payload);
  const wanted = record(record(payload, 'The request')['change'], '"change"');
  const unknownField = Object.keys(wanted).find((field) => !settingNames.some((known) => known === field));
  if (unknownField !== undefined) {
    throw new BadRequest(
      `"change.${unknownField.slice(0, 40)}" is not a setting. There are: ${settingNames.join(', ')}.`,
    );
  }
  const { metering, probe, tier, edition, users, nearPercent, hourDays, dayDays, workItem } = wanted;
  const change: SettingsChange = {};
  if (metering !== undefined) change.metering = onOff(metering, 'change.metering');
  if (probe !== undefined) change.probe = onOff(probe, 'change.probe');
  if (tier !== undefined) change.tier = oneOf(tier, [1, 2] as const, 'change.tier');
  if (edition !== undefined) change.edition = oneOf(edition, editions, 'change.edition');
  if (users !== undefined) change.users = users === null ? null : whole(users, 'users');
  if (nearPercent !== undefined) change.nearPercent = whole(nearPercent, 'nearPercent');
  if (hourDays !== undefined) change.hourDays = whole(hourDays, 'hourDays');
  if (dayDays !== undefined) change.dayDays = whole(dayDays, 'dayDays');
  if (workItem !== undefined) change.workItem = readWorkItem(workItem);
  const seen = record(payload, 'The request')['seen'];
  if (seen === undefined) return { ...ask, change };
  if (!isCount(seen)) throw new BadRequest('"seen" must be the "version" of an earlier answer.');
  return { ...ask, change, seen };
}

function readWorkItem(value: unknown): NonNullable<SettingsChange['workItem']> {
  const { on, projectKey } = record(value, '"change.workItem"');
  if (typeof on !== 'boolean') throw new BadRequest('"change.workItem.on" must be true or false.');
  if (typeof projectKey !== 'string' || !projectKeyPattern.test(projectKey))
    throw new BadRequest('"change.workItem.projectKey" must be the key of a Jira project.');
  return { on, projectKey };
}

function onOff(value: unknown, field: string): 'on' | 'off' {
  if (value === 'on' || value === 'off') return value;
  throw new BadRequest(`"${field}" must be "on" or "off".`);
}

function whole(value: unknown, field: keyof typeof settingBounds): number {
  const [least, most] = settingBounds[field];
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
    throw new BadRequest(`"change.${field}" must be a whole number from ${least} to ${most}.`);
  return value;
}
