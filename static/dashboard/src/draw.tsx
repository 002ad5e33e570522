import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { PageHistory } from './api';
import { App } from './app';
import { wordsFor } from './language';
import { WordsProvider } from './words';

/** Draws the page in the person's language, once the product's colours are there. */
export async function draw(
  root: HTMLElement,
  history: PageHistory,
  locale: string | null,
  theme: Promise<void>,
): Promise<void> {
  const [words] = await Promise.all([wordsFor(locale, navigator.languages), theme]);
  document.documentElement.lang = words.language;
  createRoot(root).render(
    <StrictMode>
      <WordsProvider value={words}>
        <App history={history} />
      </WordsProvider>
    </StrictMode>,
  );
}
