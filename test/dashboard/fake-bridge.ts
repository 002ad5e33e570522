/** The host side of the page, as `@forge/bridge` finds it. Import it before anything that imports the bridge. */
type Heard = (location: { pathname: string }) => void;

export interface Invocation {
  functionKey: string;
  payload: Record<string, unknown>;
}

export class FakeBridge {
  readonly invocations: Invocation[] = [];
  themed = false;
  private readonly listeners = new Set<Heard>();
  pathname = '/';
  /** What the app answers, or how it fails. */
  answer: (invocation: Invocation) => unknown = () => new Promise(() => undefined);

  reset(): void {
    this.invocations.length = 0;
    this.pathname = '/';
    this.listeners.clear();
    this.answer = () => new Promise(() => undefined);
  }

  /** What the sidebar and the back button do. */
  goTo(pathname: string): void {
    this.pathname = pathname;
    this.listeners.forEach((tell) => {
      tell({ pathname });
    });
  }

  readonly callBridge = async (command: string, payload?: unknown): Promise<unknown> => {
    await Promise.resolve();
    switch (command) {
      case 'invoke': {
        const invocation = payload as Invocation;
        this.invocations.push(invocation);
        return this.answer(invocation);
      }
      case 'createHistory':
        return this.history();
      case 'enableTheming':
        this.themed = true;
        return undefined;
    }
    throw new Error(`the fake host does not know ${command}`);
  };

  private history() {
    return {
      location: { pathname: this.pathname },
      push: (pathname: string) => {
        this.goTo(pathname);
      },
      listen: (heard: Heard) => {
        this.listeners.add(heard);
        return () => this.listeners.delete(heard);
      },
    };
  }
}

export const bridge = new FakeBridge();
Object.assign(globalThis, { __bridge: bridge });

export const answered = (data: unknown, grant: string | null = null) => ({ ok: true, data, grant });
export const refused = (code: string, message = '', retryAtMs: number | null = null) => ({
  ok: false,
  error: { code, message, retryAtMs },
});
