/** Serves the page and its answers. It reads; what can be changed over it is in `changes`, and who is let in. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isIP, type AddressInfo } from 'node:net';
import { paths } from '../pages/contract';
import { Answers, type AnswerPort } from './answers';
import { changed } from './changed';
import { Changes, changePaths, type ChangePort } from './changes';
import { pageFiles } from './files';
import { refusal, type GuardRules } from './guard';
import { enter } from './enter';
import { loginCss, loginPage } from './login-page';
import { isToken } from './program-token';
import { programAnswer, type Programs } from './programs';
import { textOf } from './request';
import { send } from './send';
import { sessionIn, Sessions } from './sessions';

export interface PagePlace {
  host: string;
  port: number;
  /** Whether the person named the port: else any free one is taken where it is in use. */
  isPortChosen: boolean;
  /** `null`: none is asked for, as on this machine alone. */
  password: string | null;
  /** Names that the server is reached by. */
  names: readonly string[];
  /** What programs show in place of the password; `null`: none was given. */
  apiToken: string | null;
}

export interface PageServer {
  url: string;
  close(): Promise<void>;
}

/** It cannot be served there: the message says what to do. */
export class PageServerError extends Error {}

const mostConnections = 200;

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** @throws PageServerError where the address is in use or there is no page */
export async function startPageServer(
  folder: string,
  place: PagePlace,
  port: AnswerPort & ChangePort,
  programs: Programs | null = null,
): Promise<PageServer> {
  let files: ReturnType<typeof pageFiles>;
  try {
    files = pageFiles(folder);
  } catch (error) {
    throw new PageServerError(
      `The page is not beside this program (${folder}): install points-gauge again, or use --no-page.`,
      { cause: error },
    );
  }
  const answers = new Answers(port);
  const changes = new Changes(port);
  const sessions = new Sessions(place.password);
  const rules: GuardRules = {
    host: (isIP(place.host) === 6 ? `[${place.host}]` : place.host).toLowerCase(),
    names: place.names,
    // Who has the password may come through a proxy on this machine.
    isThisMachineOnly: isLoopback(place.host) && place.password === null,
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '/' } = request;
    const { host, origin, cookie } = request.headers;
    const fetchSite = textOf(request.headers['sec-fetch-site']);
    const fetchMode = textOf(request.headers['sec-fetch-mode']);
    const isPage = /^\/(\?|$)/.test(url);
    const why = refusal({ method, host, origin, fetchSite, fetchMode, isPage }, rules);
    if (why !== null) {
      send(request, response, 403, 'text/plain; charset=utf-8', why);
      return;
    }
    if (!URL.canParse(url, 'http://local')) {
      send(request, response, 404, 'text/plain; charset=utf-8', 'There is nothing here.');
      return;
    }
    const { pathname, searchParams } = new URL(url, 'http://local');
    const path = pathname.slice(1);
    const isEntry = path === 'login' && place.password !== null;
    const isChange = changePaths.some((one) => one === path);
    const allowed = isChange ? ['POST'] : ['GET', 'HEAD', ...(isEntry ? ['POST'] : [])];
    if (!allowed.includes(method)) {
      response.setHeader('Allow', allowed.join(', '));
      send(request, response, 405, 'text/plain; charset=utf-8', `This takes ${allowed.join(', ')}.`);
      return;
    }
    const languages = request.headers['accept-language'];
    const isOpen = sessions.isOpen(sessionIn(cookie), port.now());
    if (isChange) {
      const { status, body } = await changed({ path, query: searchParams }, request, changes, isOpen);
      if (status === 200) answers.forget();
      send(request, response, status, 'application/json', body);
      return;
    }
    if (method === 'POST') {
      await enter(request, response, sessions, port.now());
      return;
    }
    if (path === 'login.css') {
      send(request, response, 200, 'text/css; charset=utf-8', loginCss);
      return;
    }
    const program = programs === null ? null : programAnswer(path, searchParams, request.headers, programs);
    if (program !== null) {
      // Who gave the page's password need not show it, nor who is on this machine where neither was set.
      const isIn = place.password === null ? place.apiToken === null : isOpen;
      if (isIn || isToken(request.headers.authorization, place.apiToken)) {
        const { status, type, body } = await program();
        send(request, response, status, type, body);
        return;
      }
      response.setHeader('WWW-Authenticate', 'Bearer realm="points-gauge fleet"');
      const why =
        'Send "Authorization: Bearer …" with the token that this server was started with (POINTS_GAUGE_FLEET_API_TOKEN).';
      send(request, response, 401, 'text/plain; charset=utf-8', why);
      return;
    }
    if (!isOpen) {
      const isAsked = path.startsWith('api/');
      if (isAsked) send(request, response, 401, 'application/json', '{"ok":false}');
      else send(request, response, 401, 'text/html; charset=utf-8', loginPage(languages, null));
      return;
    }
    const answer = path === paths.settings ? changes.settings() : answers.answer(path, searchParams);
    if (answer !== null) {
      send(request, response, 200, 'application/json', JSON.stringify(await answer));
      return;
    }
    const file = files.get(path === '' ? 'fleet.html' : path);
    if (file === undefined) {
      send(request, response, 404, 'text/plain; charset=utf-8', 'There is nothing here.');
      return;
    }
    send(request, response, 200, file.type, file.body, file.isLasting);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      // What it says is for who runs the program: it may name folders, addresses and tables.
      port.note(`A question of the page failed: ${error instanceof Error ? error.message : String(error)}`);
      if (response.headersSent) response.destroy();
      else
        send(request, response, 500, 'text/plain; charset=utf-8', 'This did not work. The program says why.');
    });
  });
  // A screen that is left open asks every half minute; who sends a header a minute is none.
  server.headersTimeout = 10_000;
  // What brings a body has its own bounds, shorter ones.
  server.requestTimeout = 75_000;
  // Each takes a file of this process, and the collector needs some, too.
  server.maxConnections = mostConnections;
  await listen(server, place);
  // A connection that could not be taken is no reason to end.
  server.on('error', () => undefined);
  const { port: taken } = server.address() as AddressInfo;
  const shown = place.host === '0.0.0.0' || place.host === '::' ? 'localhost' : place.host;
  return {
    url: `http://${isIP(shown) === 6 ? `[${shown}]` : shown}:${String(taken)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function listen(server: Server, { host, port, isPortChosen }: PagePlace): Promise<void> {
  const once = (wanted: number): Promise<NodeJS.ErrnoException | null> =>
    new Promise((resolve) => {
      server.once('error', resolve);
      server.listen(wanted, host, () => {
        server.off('error', resolve);
        resolve(null);
      });
    });
  let error = await once(port);
  if (error?.code === 'EADDRINUSE' && !isPortChosen) error = await once(0);
  if (error === null) return;
  const why = error.code === 'EADDRINUSE' ? 'something else listens there' : error.message;
  throw new PageServerError(
    `The page cannot be served at ${host}:${String(port)}: ${why}. Choose another place with --listen.`,
  );
}
