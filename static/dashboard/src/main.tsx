import '@atlaskit/css-reset/dist/bundle.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { followTheme, openHistory, productLocale } from './api';
import { App } from './app';
import { wordsFor } from './language';
import { WordsProvider } from './words';

async function start(root: HTMLElement): Promise<void> {
  const inWords = productLocale().then((locale) => wordsFor(locale, navigator.languages));
  const [history, words] = await Promise.all([openHistory(), inWords, followTheme()]);
  document.documentElement.lang = words.language;
  createRoot(root).render(
    <StrictMode>
      <WordsProvider value={words}>
        <App history={history} />
      </WordsProvider>
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root !== null) void start(root);
