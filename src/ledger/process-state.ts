import type { PriceOverrides } from '../costs/overrides';
import { readValues } from './batch-read';
import { pricesKey, settingsKey } from './names';
import { decodePriceTable, overridesOf } from './prices';
import { decodeSettings } from './settings';

/** What a process that makes calls has to know of its installation. */
export interface ProcessState {
  prices: PriceOverrides | undefined;
  isFleetLineOn: boolean;
}

/**
 * One storage call. What is none of ours counts as never set.
 * @throws Error where storage did not answer: what a process knows stays as it is
 */
export async function readProcessState(): Promise<ProcessState> {
  const values = await readValues([{ key: pricesKey }, { key: settingsKey }]);
  const valueOf = (key: string): unknown => {
    const read = values.get(key);
    if (read === undefined || read.kind === 'failed') throw new Error(`Storage did not answer for ${key}.`);
    return read.kind === 'found' ? read.value : undefined;
  };
  return {
    prices: overridesOf(decodePriceTable(valueOf(pricesKey))),
    isFleetLineOn: decodeSettings(valueOf(settingsKey)).isFleetLineOn,
  };
}
