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
import { followColorMode } from './theme';

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
