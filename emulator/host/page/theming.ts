import type { ColorMode } from './messages';

export interface ThemingPort {
  /** Asks the host's page; its answer may be older than a switch that is told while the style sheet loads. */
  askTheme: () => Promise<{ colorMode: ColorMode; themes: string }>;
  loadTokens: () => Promise<void>;
  apply: (colorMode: ColorMode, themes: string) => void;
}

export interface Theming {
  enable: () => Promise<void>;
  /** The host switched. Kept also while theming is not enabled yet, or is about to be. */
  switched: (colorMode: ColorMode) => void;
}

/** Theming of an app's frame: whatever is heard last is what is applied, however late the frame enables it. */
export function createTheming(port: ThemingPort): Theming {
  let latest: ColorMode = 'light';
  let applied: string | null = null;
  let tokens: Promise<void> | null = null;
  return {
    async enable() {
      const { colorMode, themes } = await port.askTheme();
      latest = colorMode;
      await (tokens ??= port.loadTokens());
      applied = themes;
      port.apply(latest, themes);
    },
    switched(colorMode) {
      latest = colorMode;
      if (applied !== null) port.apply(latest, applied);
    },
  };
}
