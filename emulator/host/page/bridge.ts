/** The first script of an app's page: what @forge/bridge expects to find, on top of messages to the host's page. */
import { createPageHistory, type PageHistory } from './history';
import { isToApp, type ColorMode, type HistoryAction, type PageLocation, type ToHost } from './messages';
import { createTheming } from './theming';

type Listener = (payload: unknown) => void;

interface FlagAction {
  text: string;
  onClick?: () => void;
}

const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
const listeners = new Map<string, Set<Listener>>();
const flagActions = new Map<string, FlagAction[]>();
let commands = 0;
let arrive: ((action: HistoryAction, location: PageLocation) => void) | null = null;

function tell(message: ToHost): void {
  window.parent.postMessage(message, window.location.origin);
}

function askHost(command: string, payload: unknown): Promise<unknown> {
  commands += 1;
  const id = commands;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    tell({ to: 'host', kind: 'command', id, command, payload });
  });
}

const theming = createTheming({
  askTheme: async () => (await askHost('getTheme', null)) as { colorMode: ColorMode; themes: string },
  loadTokens: async () => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = '/__host/tokens.css';
    document.head.append(link);
    await new Promise((resolve) => {
      link.addEventListener('load', resolve);
      link.addEventListener('error', resolve);
    });
  },
  apply: (colorMode, themes) => {
    document.documentElement.dataset.theme = themes;
    document.documentElement.dataset.colorMode = colorMode;
  },
});

async function createHistory(): Promise<PageHistory> {
  const first = (await askHost('getLocation', null)) as PageLocation;
  const made = createPageHistory(first, {
    moved: (action, location) => {
      tell({ to: 'host', kind: 'location', action, location });
    },
    go: (steps) => {
      tell({ to: 'host', kind: 'go', steps });
    },
  });
  arrive = made.arrive;
  return made.history;
}

function listen({ event, callback }: { event: string; callback: Listener }): { unsubscribe: () => void } {
  const heard = listeners.get(event) ?? new Set();
  listeners.set(event, heard.add(callback));
  return { unsubscribe: () => heard.delete(callback) };
}

function showFlag(options: { id: string; actions?: FlagAction[] }): Promise<unknown> {
  flagActions.set(options.id, options.actions ?? []);
  // Functions do not travel in messages: the texts go, and a click comes back.
  return askHost('showFlag', { ...options, actions: options.actions?.map(({ text }) => text) });
}

async function callBridge(command: string, payload: unknown): Promise<unknown> {
  switch (command) {
    case 'createHistory':
      return createHistory();
    case 'enableTheming':
      return theming.enable();
    case 'on':
    case 'onPublic':
      return listen(payload as { event: string; callback: Listener });
    case 'emit':
    case 'emitPublic': {
      const { event, payload: value } = payload as { event: string; payload: unknown };
      listeners.get(event)?.forEach((heard) => {
        heard(value);
      });
      return undefined;
    }
    case 'showFlag':
      return showFlag(payload as { id: string });
    default:
      return askHost(command, payload);
  }
}

window.addEventListener('message', ({ data, source }: MessageEvent<unknown>) => {
  if (source !== window.parent || !isToApp(data)) return;
  switch (data.kind) {
    case 'reply': {
      const asked = waiting.get(data.id);
      waiting.delete(data.id);
      if (data.reply.ok) asked?.resolve(data.reply.value);
      else asked?.reject(new Error(data.reply.error));
      return;
    }
    case 'theme':
      theming.switched(data.colorMode);
      return;
    case 'location':
      arrive?.(data.action, data.location);
      return;
    case 'flagAction':
      flagActions.get(data.flagId)?.[data.index]?.onClick?.();
  }
});

Object.assign(globalThis, { __bridge: { callBridge } });
