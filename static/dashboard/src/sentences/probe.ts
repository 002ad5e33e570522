import type { SettingsAnswer } from '../../../../src/admin/contract/contract';
import type { Words } from '../words';

/** What the probe costs an hour, as words that fit into a sentence. */
export function probeCost(
  probe: SettingsAnswer['probe'],
  { text, format }: Words,
): { calls: string; points: string } {
  const { low, likely, high } = probe.pointsAnHour;
  return {
    calls: text.settings.calls(probe.callsAnHour, format.count(probe.callsAnHour)),
    points:
      low === high
        ? text.settings.points(likely, format.decimal(likely))
        : text.settings.pointsBetween(format.count(Math.floor(low)), format.count(Math.ceil(high))),
  };
}
