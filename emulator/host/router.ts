import { join } from 'node:path';
import { readWebTriggerPath } from '../forge/web-trigger-address';
import { serveAppPage } from './app-page';
import { runBridgeCommand, takeConsent } from './bridge-calls';
import { hostPagePolicy } from './csp';
import type { HostOptions } from './host-options';
import { answerJson, answerText, type HostAnswer, type HostRequest } from './http';
import type { PageScripts } from './page-scripts';
import { usualLocale } from './page/choice';
import { servePageInWork, takePageSource } from './page-server';
import { serveFile } from './static-files';
import { serveWebTrigger } from './web-triggers';
import { hasSubpages } from '../forge/manifest-pages';
import { type Title, titleIn } from '../forge/translations';
import type { HostState } from './page/messages';

/** Page modules that a product shows in its administration. */
const administration: Readonly<Record<string, 'jira' | 'confluence'>> = {
  'jira:adminPage': 'jira',
  'confluence:globalSettings': 'confluence',
};

/** What the host's page needs to draw its bars, switches and sidebar, with titles for a person of this locale. */
function hostState(options: HostOptions, locale: string): HostState {
  return {
    sites: options.sites.map(({ name, cloudId, siteUrl, people }) => ({ name, cloudId, siteUrl, people })),
    apps: options.apps.map((app) => ({
      key: app.key,
      title: app.title,
      scopes: app.forge.manifest.scopes,
      installations: app.forge.installations.map(({ id, cloudId }) => ({ id, cloudId })),
      modules: app.forge.manifest.pageModules.flatMap((module) => {
        const inWords = (title: Title) => titleIn(app.forge.manifest.translations, title, locale);
        const product = administration[module.type];
        return product === undefined
          ? []
          : [
              {
                ...{ key: module.key, type: module.type, product, title: inWords(module.title) },
                pages: module.pages.map(({ title, route }) => ({ title: inWords(title), route })),
                entryFile: module.resource?.entryFile ?? 'index.html',
                hasHistory: hasSubpages(module.type),
              },
            ];
      }),
    })),
  };
}

export interface Served {
  options: HostOptions;
  scripts: PageScripts;
  tokenCss: string;
}

/** Addresses of the administration: Jira's, and Confluence's sister page. */
const administrationPath = /^\/(jira|wiki)\/settings\/apps\/points-gauge(\/[^/]*)?\/?$/;

export async function route(served: Served, request: HostRequest): Promise<HostAnswer> {
  const { options } = served;
  const { pathname, search } = request.url;
  if (/^\/(ex\/|graphql$|__cloud\/)/.test(pathname)) {
    const { method, headers, body } = request;
    const answer = await options.handleCloud({
      method,
      url: pathname + search,
      headers,
      body: body === '' ? null : body,
    });
    return { status: answer.status, headers: answer.headers, body: answer.body };
  }
  if (readWebTriggerPath(pathname) !== null) return serveWebTrigger(options.apps, request);
  if (pathname === '/__host/bridge')
    return fromOwnPage(request, async (command) => answerJson(200, await runBridgeCommand(options, command)));
  if (pathname === '/__host/consent')
    return fromOwnPage(request, (caller) => {
      takeConsent(options, caller);
      return Promise.resolve(answerText(204, ''));
    });
  if (pathname === '/__host/csp-report') {
    options.onLog(`Content-Security-Policy violated: ${request.body.slice(0, 2000)}`);
    return answerText(204, '');
  }
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return answerText(405, 'Only GET is answered here.');
  if (pathname === '/' || administrationPath.test(pathname)) return hostFile(options, 'frame.html');
  if (pathname.startsWith('/__host/')) return ownFile(served, request.url);
  const page = /^\/app\/([^/]+)\/(.*)$/.exec(pathname);
  const app = options.apps.find(({ key }) => key === page?.[1]);
  if (app !== undefined && options.pageServerUrl != null)
    return servePageInWork(options.pageServerUrl, page?.[2] ?? '', request.url.origin);
  if (app !== undefined) return serveAppPage(app.pageFolder, page?.[2] ?? '', request.url.origin);
  if (options.pageServerUrl != null) return takePageSource(options.pageServerUrl, pathname + search);
  return answerText(404, 'Nothing is at this address of the development cloud.');
}

async function fromOwnPage(
  request: HostRequest,
  answer: (body: unknown) => Promise<HostAnswer>,
): Promise<HostAnswer> {
  // JSON from this very origin: a page of another site can send neither without asking first, and is not let.
  const origin = request.headers.origin;
  const isJson = request.headers['content-type']?.startsWith('application/json') === true;
  if (request.method !== 'POST' || !isJson || (origin !== undefined && origin !== request.url.origin)) {
    return answerText(403, 'The bridge takes JSON by POST from its own page.');
  }
  let body: unknown;
  try {
    body = JSON.parse(request.body);
  } catch {
    return answerJson(400, { ok: false, error: 'The command is not JSON.' });
  }
  return answer(body);
}

async function ownFile(served: Served, url: URL): Promise<HostAnswer> {
  switch (url.pathname.slice('/__host/'.length)) {
    case 'state.json':
      return answerJson(200, hostState(served.options, url.searchParams.get('locale') ?? usualLocale));
    case 'bridge.js':
      return answerText(200, served.scripts.bridge, 'text/javascript; charset=utf-8');
    case 'frame.js':
      return answerText(200, served.scripts.frame, 'text/javascript; charset=utf-8');
    case 'tokens.css':
      return answerText(200, served.tokenCss, 'text/css; charset=utf-8');
    case 'frame.css':
      return hostFile(served.options, 'frame.css');
    default:
      return answerText(404, 'Not found.');
  }
}

async function hostFile(options: HostOptions, name: string): Promise<HostAnswer> {
  const file = await serveFile(join(options.projectRoot, 'emulator', 'host', 'page'), name);
  return { ...file, headers: [...file.headers, ['content-security-policy', hostPagePolicy]] };
}
