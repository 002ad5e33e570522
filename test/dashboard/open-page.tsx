import { bridge, type FakeBridge } from './fake-bridge';
import { act, render } from '@testing-library/react';
import { Fragment, type ReactNode } from 'react';
import { App } from '../../static/dashboard/src/app';
import { hostContext, hostDrawsPages, openHistory } from '../../static/dashboard/src/host';
import { halfOf } from '../../static/dashboard/src/text/first-words';
import { WordsProvider, type Text, type Words } from '../../static/dashboard/src/words';
import { words as english } from './fixtures';

/** Opens the page at an address, with the host answering as told. */
export async function openPage(
  pathname: string,
  answer: FakeBridge['answer'],
  words: Words = english,
): Promise<void> {
  bridge.reset();
  bridge.place(pathname);
  bridge.answer = answer;
  await drawPage(words);
}

/** The same with the host as it has been set up. */
export async function drawPage(words: Words = english): Promise<void> {
  const context = hostContext();
  const history = await openHistory(context);
  const hasHostPages = hostDrawsPages(await context);
  // Awaited, so that the subpage, which is loaded on its own, and an answer that is there at once are drawn before a test looks.
  await act(() => {
    render(
      <WordsProvider value={halved(words)}>
        <App history={history} hasHostPages={hasHostPages} />
      </WordsProvider>,
    );
    return Promise.resolve();
  });
}

/** As the built page has them: the first view's words alone, until a page needs the others. */
function halved(whole: Words): Words {
  const words: Words = { ...whole, text: halfOf(whole.text, 'first') as Text, All };
  function All({ children }: { children: ReactNode }) {
    Object.assign(words.text, whole.text);
    return <Fragment>{children}</Fragment>;
  }
  return words;
}
