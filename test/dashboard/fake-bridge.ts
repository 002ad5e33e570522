/** The host side of the page, as `@forge/bridge` finds it. Import it before anything that imports the bridge. */
import { gaugeVersion } from '../../src/admin/contract/contract';

type Heard = (location: { pathname: string; search: string }) => void;

export interface Invocation {
  functionKey: string;
  payload: Record<string, unknown>;
}

/** By the questions of a page's parts: a field that only their answers have. */
const ownField: Readonly<Record<string, string>> = {
  prices: 'prices',
  sources: 'sources',
  taken: 'taken',
  snapshots: 'snapshots',
  experiment: 'rows',
  installationCheck: 'last',
  routing: 'whatIf',
};

/** A test answers its page; a part that it does not mean gets no answer that it could read. */
function ofThatPart(name: string, answer: unknown): unknown {
  const field = ownField[name];
  const { data } = answer as { data?: unknown };
  if (field === undefined || typeof data !== 'object' || data === null || field in data) return answer;
  return { ...(answer as object), gauge: 'another version' };
}

const silence = new Promise<never>(() => undefined);

export class FakeBridge {
  readonly invocations: Invocation[] = [];
  themed = false;
  private readonly listeners = new Set<Heard>();
  pathname = '/';
  search = '';
  /** The person's language as the product says it. */
  locale = 'en-US';
  /** The module that the page runs in, as the product says it; `null`: the product never answers. */
  moduleType: string | null = 'jira:adminPage';
  /** How the product lends its history, or does not. */
  lends: 'history' | 'nothing' | 'refusal' | 'silence' = 'history';
  /** What the app answers, or how it fails. */
  answer: (invocation: Invocation) => unknown = () => new Promise(() => undefined);

  reset(): void {
    this.invocations.length = 0;
    this.pathname = '/';
    this.search = '';
    this.moduleType = 'jira:adminPage';
    this.lends = 'history';
    this.listeners.clear();
    this.answer = () => new Promise(() => undefined);
  }

  /** What the sidebar and the back button do. */
  goTo(path: string): void {
    this.place(path);
    this.listeners.forEach((tell) => {
      tell({ pathname: this.pathname, search: this.search });
    });
  }

  /** What the address says when the page is opened. */
  place(path: string): void {
    const [pathname = '/', search = ''] = path.split('?', 2);
    this.pathname = pathname;
    this.search = search === '' ? '' : `?${search}`;
  }

  readonly callBridge = async (command: string, payload?: unknown): Promise<unknown> => {
    await Promise.resolve();
    switch (command) {
      case 'invoke': {
        const invocation = payload as Invocation;
        this.invocations.push(invocation);
        return ofThatPart(invocation.functionKey, await this.answer(invocation));
      }
      case 'createHistory':
        return this.lent();
      case 'getContext':
        if (this.moduleType === null) return silence;
        return { locale: this.locale, extension: { type: this.moduleType } };
      case 'enableTheming':
        this.themed = true;
        return undefined;
    }
    throw new Error(`the fake host does not know ${command}`);
  };

  private lent(): unknown {
    switch (this.lends) {
      case 'history':
        return this.history();
      case 'nothing':
        return undefined;
      case 'refusal':
        throw new Error('createHistory is not available in this module.');
      case 'silence':
        return silence;
    }
  }

  private history() {
    const go = (path: string) => {
      this.goTo(path);
    };
    return {
      location: { pathname: this.pathname, search: this.search },
      push: go,
      replace: go,
      listen: (heard: Heard) => {
        this.listeners.add(heard);
        return () => this.listeners.delete(heard);
      },
    };
  }
}

export const bridge = new FakeBridge();
Object.assign(globalThis, { __bridge: bridge });

const gauge = gaugeVersion;
export const answered = (data: unknown, grant: string | null = null) => ({ ok: true, data, grant, gauge });
export const refused = (code: string, message = '', retryAtMs: number | null = null) => ({
  ok: false,
  error: { code, message, retryAtMs },
  gauge,
});
