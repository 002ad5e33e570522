import '@atlaskit/css-reset/dist/bundle.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { followTheme, openHistory } from './api';
import { App } from './app';
import { createFormat } from './format';
import { en } from './text/en';
import { WordsProvider } from './words';

async function start(root: HTMLElement): Promise<void> {
  const [history] = await Promise.all([openHistory(), followTheme()]);
  const words = { text: en, format: createFormat(navigator.languages) };
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
