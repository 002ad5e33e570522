import { createContext, useContext } from 'react';
import { createFormat, type Format } from './format';
import { en, type Text } from './text/en';

/** The language of the page and the way it writes figures. */
export interface Words {
  text: Text;
  format: Format;
  /** For `<html lang>`, so that a screen reader speaks it right. */
  language: 'en' | 'de';
}

const WordsContext = createContext<Words>({
  text: en,
  format: createFormat('en'),
  language: 'en',
});

export const WordsProvider = WordsContext.Provider;

export function useWords(): Words {
  return useContext(WordsContext);
}
