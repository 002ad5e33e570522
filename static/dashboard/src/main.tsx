import '@atlaskit/css-reset/dist/bundle.css';
import './styles/base.css';
import { followTheme, openHistory, productLocale } from './api';
import { askAhead } from './ask-ahead';
import { pageOf } from './route';

/** The host is asked first; React and the charts arrive while it answers. */
async function start(root: HTMLElement): Promise<void> {
  const history = openHistory().then((opened) => {
    if (pageOf(opened.location.pathname) === 'overview') askAhead();
    return opened;
  });
  const locale = productLocale();
  const theme = followTheme();
  const { draw } = await import('./draw');
  await draw(root, await history, await locale, theme);
}

const root = document.getElementById('root');
if (root !== null) void start(root);
