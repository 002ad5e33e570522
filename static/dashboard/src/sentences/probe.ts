import type { SettingsAnswer } from '../../../../src/admin/contract/contract';
import type { Words } from '../words';

/** What the probe costs an hour, as words that fit into a sentence. */
export function probeCost(
  probe: SettingsAnswer['probe'],
  { text, format }: Words,
): { calls: string; points: string } {
  const { low, likely, high } = probe.pointsAnHour;
  return {
    calls: text.settings.calls({ n: probe.callsAnHour, shown: format.count(probe.callsAnHour) }),
    points:
      low === high
        ? text.settings.points({ n: likely, shown: format.decimal(likely) })
        : text.settings.pointsBetween({
            low: format.count(Math.floor(low)),
            high: format.count(Math.ceil(high)),
          }),
  };
}
