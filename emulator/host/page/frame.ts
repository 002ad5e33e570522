/** The host's own page: a frame like Jira's administration, with the app's page in it. */
import { drawPages, drawSwitches, element, markPage } from './bars';
import { appSearch, basePath, changed, localeOf, readChoice, wholeSearch, type Choice } from './choice';
import { runCommand } from './commands';
import { ConsentPrompt } from './consent';
import { Flags } from './flags';
import { isToHost, type ColorMode, type HostState, type PageLocation, type ToApp } from './messages';

/** As Forge's own frames. Source: the `sandbox` attribute of a Custom UI frame in Jira, 2026-10. */
const sandbox = 'allow-downloads allow-forms allow-modals allow-same-origin allow-scripts';

class FramePage {
  private readonly choice: Choice;
  private readonly frame = document.createElement('iframe');
  private readonly flags: Flags;
  private readonly consent: ConsentPrompt;
  private colorMode: ColorMode;

  constructor(state: HostState) {
    this.choice = readChoice(state, new URL(location.href));
    this.colorMode = this.choice.colorMode;
    this.flags = new Flags(element('flags'), (flagId, index) => {
      this.tell({ to: 'app', kind: 'flagAction', flagId, index });
    });
    this.consent = new ConsentPrompt(element('consent'), element('content'), this.choice.app);
    drawSwitches(state, this.choice);
    drawPages(this.choice, (pathname) => {
      this.open(pathname);
    });
    this.drawTheme();
    element('theme').addEventListener('click', () => {
      this.switchTheme();
    });
    window.addEventListener('message', (event: MessageEvent<unknown>) => {
      this.hear(event);
    });
    window.addEventListener('popstate', () => {
      this.arrive('POP');
    });
    markPage(this.choice, this.place().pathname);
    this.showApp();
  }

  private showApp(): void {
    const { module, installationId, app, product, site } = this.choice;
    const content = element('content');
    if (module === null || installationId === null) {
      const words = document.createElement('p');
      const where =
        installationId === null ? `is not installed on ${site.name}` : `has no page in ${product}`;
      words.textContent = `${app.title} ${where}.`;
      content.replaceChildren(words);
      return;
    }
    this.frame.setAttribute('sandbox', sandbox);
    this.frame.title = module.title;
    const { entryFile } = module;
    this.frame.src = `/app/${app.key}/${entryFile === 'index.html' ? '' : entryFile}`;
    content.replaceChildren(this.frame);
  }

  private hear({ data, source }: MessageEvent<unknown>): void {
    if (source !== this.frame.contentWindow || !isToHost(data)) return;
    switch (data.kind) {
      case 'command': {
        const { id } = data;
        void runCommand(this.port(), data.command, data.payload).then((reply) => {
          this.tell({ to: 'app', kind: 'reply', id, reply });
        });
        return;
      }
      case 'location': {
        const { pathname, search } = data.location;
        const url = this.urlOf(pathname, search);
        if (data.action === 'PUSH') history.pushState(null, '', url);
        else history.replaceState(null, '', url);
        markPage(this.choice, pathname);
        return;
      }
      case 'go':
        history.go(data.steps);
    }
  }

  private port() {
    return {
      choice: this.choice,
      flags: this.flags,
      consent: this.consent,
      colorMode: () => this.colorMode,
      location: () => this.place(),
      navigate: (url: string, newTab: boolean) => {
        window.open(url, newTab ? '_blank' : '_self', 'noopener');
      },
      urlOf: (target: unknown) => this.urlOfTarget(target),
    };
  }

  private open(pathname: string): void {
    history.pushState(null, '', this.urlOf(pathname, ''));
    this.arrive('PUSH');
  }

  private arrive(action: 'PUSH' | 'POP'): void {
    const place = this.place();
    markPage(this.choice, place.pathname);
    this.tell({ to: 'app', kind: 'location', action, location: place });
  }

  /** Where the app's page is, in its own terms. */
  private place(): PageLocation {
    const url = new URL(location.href);
    const below = url.pathname.slice(basePath(this.choice.product).length);
    const pathname = url.pathname.startsWith(basePath(this.choice.product)) && below !== '' ? below : '/';
    return { pathname, search: appSearch(url.search), hash: url.hash, key: 'host', state: undefined };
  }

  /** The host's own switches stay in the address, whatever the app does. */
  private urlOf(pathname: string, search: string): string {
    const path = basePath(this.choice.product) + (pathname === '/' ? '' : pathname);
    return path + wholeSearch(location.search, search);
  }

  private urlOfTarget(target: unknown): string | null {
    const isOwn =
      typeof target === 'object' && target !== null && 'target' in target && target.target === 'module';
    return isOwn ? new URL(this.urlOf('/', ''), location.href).href : null;
  }

  private switchTheme(): void {
    this.colorMode = this.colorMode === 'dark' ? 'light' : 'dark';
    const value = this.colorMode === 'dark' ? 'dark' : null;
    history.replaceState(null, '', changed(new URL(location.href), 'theme', value));
    this.drawTheme();
    this.tell({ to: 'app', kind: 'theme', colorMode: this.colorMode });
  }

  private drawTheme(): void {
    document.documentElement.dataset.theme = 'dark:dark light:light';
    document.documentElement.dataset.colorMode = this.colorMode;
    const isDark = this.colorMode === 'dark';
    element('theme').setAttribute('aria-pressed', String(isDark));
    element('theme').textContent = isDark ? 'Light' : 'Dark';
  }

  private tell(message: ToApp): void {
    this.frame.contentWindow?.postMessage(message, location.origin);
  }
}

async function start(): Promise<void> {
  const locale = encodeURIComponent(localeOf(new URL(location.href)));
  const response = await fetch(`/__host/state.json?locale=${locale}`);
  new FramePage((await response.json()) as HostState);
}

start().catch((error: unknown) => {
  element('content').textContent = `The development cloud's page could not start: ${String(error)}`;
});
