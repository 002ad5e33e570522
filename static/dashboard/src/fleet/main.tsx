import '@atlaskit/css-reset/dist/bundle.css';
import 'design-tokens.css';
import '../styles/base.css';
import './fleet.css';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { wordsFor } from '../language';
import { ownHistory } from '../own-history';
import { WordsProvider } from '../words';
import { FleetApp } from './app';
import { fleetTextIn, FleetTextProvider } from './text/fleet-text';

async function start(root: HTMLElement): Promise<void> {
  followColorMode();
  const words = await wordsFor(null, navigator.languages);
  document.documentElement.lang = words.language;
  const own = await fleetTextIn(words.language);
  document.title = own.title;
  createRoot(root).render(
    <StrictMode>
      <WordsProvider value={words}>
        <Suspense>
          <words.All>
            <FleetTextProvider value={own}>
              <FleetApp history={ownHistory(window)} />
            </FleetTextProvider>
          </words.All>
        </Suspense>
      </WordsProvider>
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root !== null) void start(root);

/** Light and dark as the person's system has it: no product around this page says it. */
function followColorMode(): void {
  const html = document.documentElement;
  html.dataset['theme'] = 'dark:dark light:light spacing:spacing shape:shape typography:typography';
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const follow = (): void => {
    html.dataset['colorMode'] = dark.matches ? 'dark' : 'light';
  };
  follow();
  dark.addEventListener('change', follow);
}
