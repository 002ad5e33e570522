import { useWords, type Words } from '../../words';
import { de } from './de';
import { en, type FleetText } from './en';

/** The words of the fleet's page, beside those that its parts have in common with the admin page. */
export function useFleetText(): FleetText {
  return fleetTextOf(useWords().language);
}

export function fleetTextOf(language: Words['language']): FleetText {
  return language === 'de' ? de : en;
}
