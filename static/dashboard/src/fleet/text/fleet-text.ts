import { createContext, useContext } from 'react';
import type { Language } from '../../text/languages';
import { said, type Said } from '../../text/message';
import type { en, FleetMessages } from './en';

/** The words of the fleet's page, beside those that its parts have in common with the admin page. */
export type FleetText = Said<typeof en>;

const languages: Record<Language, () => Promise<FleetMessages>> = {
  en: async () => (await import('./en')).en,
  de: async () => (await import('./de')).de,
  fr: async () => (await import('./fr')).fr,
};

export async function fleetTextIn(language: Language): Promise<FleetText> {
  return said<typeof en>(await languages[language](), language);
}

const FleetTextContext = createContext<FleetText | null>(null);

export const FleetTextProvider = FleetTextContext.Provider;

export function useFleetText(): FleetText {
  const text = useContext(FleetTextContext);
  if (text === null) throw new Error('Nothing is said outside of a FleetTextProvider.');
  return text;
}
