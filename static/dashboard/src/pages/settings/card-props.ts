import type { SettingsAnswer, SettingsChange } from '../../../../../src/admin/contract/contract';

/** What every card with settings is given: one way to save for all of them. */
export interface SettingsCardProps {
  answer: SettingsAnswer;
  isBusy: boolean;
  save: (change: SettingsChange) => Promise<void>;
}
