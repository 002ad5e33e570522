import { isRecord } from '../account/codec';
import type { Ask, SaveSettingsAsk, SettingsChange } from './contract';

/** What is wrong with a request, in words for whoever wrote it. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
}

/** Throws `BadRequest` when the payload is not what the contract says. */
export function readAsk(payload: unknown): Ask {
  const { grant } = record(payload, 'The request');
  if (grant === undefined || grant === null) return {};
  if (typeof grant !== 'string' || grant.length > 200)
    throw new BadRequest('"grant" must be a text of an earlier answer.');
  return { grant };
}

/** Throws `BadRequest` when the payload is not what the contract says. */
export function readSaveSettings(payload: unknown): SaveSettingsAsk {
  const ask = readAsk(payload);
  const wanted = record(record(payload, 'The request')['change'], '"change"');
  const unknownField = Object.keys(wanted).find((field) => field !== 'metering' && field !== 'probe');
  if (unknownField !== undefined) {
    throw new BadRequest(
      `"change.${unknownField.slice(0, 40)}" is not a setting. There are: metering, probe.`,
    );
  }
  const change: SettingsChange = {};
  const { metering, probe } = wanted;
  if (metering !== undefined) change.metering = onOff(metering, 'change.metering');
  if (probe !== undefined) change.probe = onOff(probe, 'change.probe');
  return { ...ask, change };
}

function record(value: unknown, name: string): Record<string, unknown> {
  if (!isRecord(value)) throw new BadRequest(`${name} must be an object.`);
  return value;
}

function onOff(value: unknown, field: string): 'on' | 'off' {
  if (value === 'on' || value === 'off') return value;
  throw new BadRequest(`"${field}" must be "on" or "off".`);
}
