/// <reference types="vite/types/importMeta.d.ts" />
import '@atlaskit/css-reset/dist/bundle.css';
import './styles/base.css';
import { askAhead } from './ask-ahead';
import { followTheme, hostContext, openHistory } from './host';
import { pageOf } from './route';
import { languageOf, languages } from './text/languages';

// `npm run dev` says that the app behind the page is another one; nothing of it is in the page that is delivered.
const loadAnew = (): void => {
  window.location.reload();
};
import.meta.hot?.on('app-loaded', loadAnew);

/** The host is asked first; React and the charts arrive while it answers. */
async function start(root: HTMLElement): Promise<void> {
  const context = hostContext();
  const history = openHistory(context).then((opened) => {
    if (pageOf(opened.location.pathname) === 'overview') askAhead();
    return opened;
  });
  const theme = followTheme();
  // Most read the product in their browser's language: its words come along with the rest.
  void languages[languageOf(navigator.languages)].first().catch(() => undefined);
  const { draw } = await import('./draw');
  const drawAnew = await draw(root, await history, await context, theme);
  import.meta.hot?.off('app-loaded', loadAnew);
  import.meta.hot?.on('app-loaded', drawAnew);
}

const root = document.getElementById('root');
if (root !== null) void start(root);
