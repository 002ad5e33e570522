import { createContext, useContext, type ComponentType, type ReactNode } from 'react';
import type { Format } from './format';
import type { en } from './text/en';
import type { Language } from './text/languages';
import type { Said } from './text/message';

/** Every word of the page in the reader's language. */
export type Text = Said<typeof en>;

/** The language of the page and the way it writes figures. */
export interface Words {
  text: Text;
  format: Format;
  /** For `<html lang>`, so that a screen reader speaks it right. */
  language: Language;
  /** Around whatever is not in the first view: fetches the words of all other pages into `text`, and draws what is in it once they are there. */
  All: ComponentType<{ children: ReactNode }>;
}

const WordsContext = createContext<Words | null>(null);

export const WordsProvider = WordsContext.Provider;

export function useWords(): Words {
  const words = useContext(WordsContext);
  if (words === null) throw new Error('Nothing is said outside of a WordsProvider.');
  return words;
}
