import { record, text } from '../../cloud/untrusted';
import type { Choice } from './choice';
import type { ConsentPrompt } from './consent';
import type { Flags } from './flags';
import type { BridgeReply, ColorMode, PageLocation } from './messages';

/** What a product sets on `<html>` beside the colour mode. Source: getThemeHtmlAttrs of @atlaskit/tokens 20.7.0. */
const themeAttribute =
  'dark:dark light:light motion:motion shape:shape spacing:spacing typography:typography';

export interface CommandPort {
  choice: Choice;
  flags: Flags;
  consent: Pick<ConsentPrompt, 'ask'>;
  colorMode: () => ColorMode;
  location: () => PageLocation;
  navigate: (url: string, newTab: boolean) => void;
  urlOf: (target: unknown) => string | null;
}

/** Bridge commands that came from the app's frame: done here, or asked of the platform. */
export async function runCommand(port: CommandPort, command: string, payload: unknown): Promise<BridgeReply> {
  switch (command) {
    case 'getTheme':
      return { ok: true, value: { colorMode: port.colorMode(), themes: themeAttribute } };
    case 'getLocation':
      return port.choice.module?.hasHistory === true
        ? { ok: true, value: port.location() }
        : {
            ok: false,
            error: `createHistory is not available in ${port.choice.module?.type ?? 'this module'}.`,
          };
    case 'getContext':
      return withPage(port, await askPlatform(port.choice, command, payload));
    case 'showFlag':
      return { ok: true, value: port.flags.show(payload) };
    case 'closeFlag':
      return { ok: true, value: port.flags.close(text(record(payload).id) ?? '') };
    case 'navigate': {
      const { url, type } = record(payload);
      const target = text(url) ?? port.urlOf(payload);
      if (target === null)
        return { ok: false, error: 'The local host does not know this navigation target.' };
      port.navigate(target, type === 'new-tab');
      return { ok: true, value: null };
    }
    case 'getUrl':
      return { ok: true, value: port.urlOf(payload) };
    case 'reload':
      window.location.reload();
      return { ok: true, value: null };
    case 'changeWindowTitle':
      document.title = String(payload);
      return { ok: true, value: null };
    case 'invoke':
      return invoke(port, payload);
    default:
      return askPlatform(port.choice, command, payload);
  }
}

/** Where the function ended for want of consent, the person is asked, and it runs again from its beginning. */
async function invoke(port: CommandPort, payload: unknown): Promise<BridgeReply> {
  const { choice, consent } = port;
  const reply = await askPlatform(choice, 'invoke', payload);
  if (reply.ok || reply.wantsConsent !== true || !(await consent.ask())) return reply;
  await tellHost('/__host/consent', callerOf(choice));
  return askPlatform(choice, 'invoke', payload);
}

/** What only the page knows of the context: its address, its theme and its language. */
function withPage(port: CommandPort, reply: BridgeReply): BridgeReply {
  if (!reply.ok) return reply;
  const context = record(reply.value);
  const extension = { ...record(context.extension), location: window.location.href };
  const { locale } = port.choice;
  return { ok: true, value: { ...context, extension, locale, theme: { colorMode: port.colorMode() } } };
}

async function askPlatform(choice: Choice, command: string, payload: unknown): Promise<BridgeReply> {
  try {
    const response = await tellHost('/__host/bridge', { ...callerOf(choice), command, payload });
    const reply = record(await response.json());
    if (reply.ok === true) return { ok: true, value: reply.value };
    const error = text(reply.error) ?? `The development cloud answered ${response.status}.`;
    return { ok: false, error, ...(reply.wantsConsent === true ? { wantsConsent: true } : {}) };
  } catch {
    return { ok: false, error: 'The development cloud does not answer. Is it still running?' };
  }
}

function callerOf({ app, installationId, module, person }: Choice) {
  return { app: app.key, installationId, moduleKey: module?.key, accountId: person.accountId };
}

function tellHost(path: string, body: unknown): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
