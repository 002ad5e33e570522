import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { hostDrawsPages, type HostContext } from './host';
import { wordsFor } from './language';
import type { PageHistory } from './page-history';
import { WordsProvider } from './words';

/** Draws the page in the person's language, once the product's colours are there. @returns draws it anew: it asks all again */
export async function draw(
  root: HTMLElement,
  history: PageHistory,
  context: HostContext,
  theme: Promise<void>,
): Promise<() => void> {
  const words = await wordsFor(context.locale, navigator.languages);
  // What the browser knows of languages takes a tenth of a second to come up on a slow processor. The app is asked before, and answers meanwhile.
  window.setTimeout(() => words.format.utcTime(Date.now()));
  await theme;
  document.documentElement.lang = words.language;
  const drawn = createRoot(root);
  let times = 0;
  const drawAnew = (): void => {
    times += 1;
    drawn.render(
      <StrictMode key={times}>
        <WordsProvider value={words}>
          <App history={history} hasHostPages={hostDrawsPages(context)} />
        </WordsProvider>
      </StrictMode>,
    );
  };
  drawAnew();
  return drawAnew;
}
