import type { SettingsAnswer, SettingsChange } from '../../../../../src/admin/contract/contract';
import { Message } from '../../parts/message';
import { useWords, type Words } from '../../words';

/** A change that was not saved since another came first. */
export interface Conflict {
  /** What the person had before their eyes. */
  before: SettingsAnswer;
  wanted: SettingsChange;
}

/** What was changed meanwhile and what holds now, beside what was wanted. */
export function ConflictMessage({ conflict, now }: { conflict: Conflict; now: SettingsAnswer }) {
  const words = useWords();
  const say = words.text.settings.conflict;
  const [before, after] = [valuesOf(conflict.before, words), valuesOf(now, words)];
  const line = ([name, value]: [string, string]) => say.line({ name, value });
  const changed = [...after].filter(([name, value]) => before.get(name) !== value).map(line);
  // What is wanted is said as the page would show it, had it been saved.
  const wanted = [...valuesOf(changedBy(conflict.before, conflict.wanted), words)]
    .filter(([name, value]) => before.get(name) !== value)
    .map(line);
  if (changed.length + wanted.length === 0) return null;
  return (
    <Message kind="info">
      {changed.length > 0 && <p>{say.now({ list: changed.join('; ') })}</p>}
      {wanted.length > 0 && <p>{say.wanted({ list: wanted.join('; ') })}</p>}
    </Message>
  );
}

type Shown = Pick<
  SettingsAnswer,
  'metering' | 'probe' | 'fleetLine' | 'stated' | 'thresholds' | 'retention' | 'workItem'
>;

function changedBy(settings: Shown, change: SettingsChange): Shown {
  const { metering, probe, fleetLine, tier, edition, users, thresholds, hourDays, dayDays, workItem } =
    change;
  const { stated, retention } = settings;
  return {
    metering: metering ?? settings.metering,
    probe: { ...settings.probe, on: probe === undefined ? settings.probe.on : probe === 'on' },
    fleetLine: { ...settings.fleetLine, state: fleetLine ?? settings.fleetLine.state },
    stated: {
      ...stated,
      tier: tier === undefined ? stated.tier : tier,
      edition: edition === undefined ? stated.edition : edition,
      users: users === undefined ? stated.users : users,
    },
    thresholds: thresholds ?? settings.thresholds,
    retention: { hourDays: hourDays ?? retention.hourDays, dayDays: dayDays ?? retention.dayDays },
    workItem: { ...settings.workItem, ...workItem },
  };
}

function valuesOf(settings: Shown, { text, format }: Words): Map<string, string> {
  const { settings: say, workItem } = text;
  const onOff = (on: boolean) => (on ? say.conflict.on : say.conflict.off);
  const { tier, edition, users } = settings.stated;
  return new Map([
    [say.metering, onOff(settings.metering === 'on')],
    [say.probe, onOff(settings.probe.on)],
    [say.fleetLine, onOff(settings.fleetLine.state === 'on')],
    [say.app.tier, tier === null ? say.app.notStated : say.app.tiers[tier]],
    [say.app.edition, edition === null ? say.app.notStated : say.app.editions[edition]],
    [say.app.users, users === null ? say.app.notStated : format.count(users)],
    ...settings.thresholds.map(({ percent, actions }): [string, string] => [
      say.thresholds.from({ percent: format.percent(percent / 100) }),
      actions.map((action) => say.thresholds.actions[action]).join(', ') || say.conflict.off,
    ]),
    [say.keep.hourDays, String(settings.retention.hourDays)],
    [say.keep.dayDays, String(settings.retention.dayDays)],
    [workItem.switch, onOff(settings.workItem.on)],
    [workItem.project, settings.workItem.projectKey ?? say.app.notStated],
  ]);
}
