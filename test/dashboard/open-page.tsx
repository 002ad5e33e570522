import { bridge, type FakeBridge } from './fake-bridge';
import { render } from '@testing-library/react';
import { openHistory } from '../../static/dashboard/src/api';
import { App } from '../../static/dashboard/src/app';
import { WordsProvider, type Words } from '../../static/dashboard/src/words';
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
  const history = await openHistory();
  render(
    <WordsProvider value={words}>
      <App history={history} />
    </WordsProvider>,
  );
}
