import { appSearch, wholeSearch } from '../../emulator/host/page/choice';
import { createTheming } from '../../emulator/host/page/theming';
import type { ColorMode } from '../../emulator/host/page/messages';

function frame() {
  const applied: ColorMode[] = [];
  let answerTheme: (theme: { colorMode: ColorMode; themes: string }) => void = () => undefined;
  let tokensLoaded = (): void => undefined;
  const theming = createTheming({
    askTheme: () =>
      new Promise((resolve) => {
        answerTheme = resolve;
      }),
    loadTokens: () =>
      new Promise((resolve) => {
        tokensLoaded = resolve;
      }),
    apply: (colorMode) => applied.push(colorMode),
  });
  return {
    theming,
    applied,
    answer: (colorMode: ColorMode) => {
      answerTheme({ colorMode, themes: 'light:light dark:dark' });
    },
    load: () => {
      tokensLoaded();
    },
  };
}

describe("the theme of an app's frame", () => {
  it('is the one that the host switched to while the frame was still loading its colours', async () => {
    const { theming, applied, answer, load } = frame();
    const enabled = theming.enable();
    answer('light');
    await Promise.resolve();
    theming.switched('dark');
    load();
    await enabled;
    expect(applied).toEqual(['dark']);
  });

  it('follows the host once it is enabled, and is left alone before', async () => {
    const { theming, applied, answer, load } = frame();
    theming.switched('dark');
    expect(applied).toEqual([]);
    const enabled = theming.enable();
    answer('dark');
    await Promise.resolve();
    load();
    await enabled;
    theming.switched('light');
    expect(applied).toEqual(['dark', 'light']);
  });
});

describe('the query of the address', () => {
  it('keeps the switches of the host and the words of the app apart', () => {
    expect(appSearch('?theme=dark&period=7d&as=member')).toBe('?period=7d');
    expect(appSearch('?theme=dark')).toBe('');
    expect(wholeSearch('?theme=dark&period=7d', '?product=jira')).toBe('?theme=dark&product=jira');
    expect(wholeSearch('?period=7d', '')).toBe('');
  });

  it('takes no switch of the host from the app', () => {
    expect(wholeSearch('?as=member', '?as=admin&x=1')).toBe('?as=member&x=1');
  });
});
