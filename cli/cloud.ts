import { emulatorToken } from '../emulator/cloud/principal';
import { startAtlassianCloud, type RunningCloud, type ServerOptions } from '../emulator/cloud/server';
import { cloudUsage, flagList, optionsOf } from './cloud-options';
import { InputError } from '../src/input-error';
import type { Streams } from './report-files';

/** Runs `points-gauge cloud` until `stopped` is; resolves to the exit code. */
export async function cloud(
  args: readonly string[],
  streams: Streams,
  stopped: () => Promise<void>,
): Promise<number> {
  try {
    const options = optionsOf(args);
    if (options === 'help' || options === 'flags') {
      streams.out.write(options === 'help' ? `${cloudUsage}\n` : flagList);
      return 0;
    }
    const running = await start(options);
    streams.out.write(howTo(running));
    await stopped();
    await running.close();
    return 0;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    streams.err.write(`points-gauge cloud: ${error.message}\n`);
    return 2;
  }
}

async function start(options: ServerOptions): Promise<RunningCloud> {
  try {
    return await startAtlassianCloud(options);
  } catch (error) {
    throw new InputError(error instanceof Error ? error.message : String(error));
  }
}

/** Where it is, how a client gets there, and who it can be. */
function howTo({ url, cloud: { sites } }: RunningCloud): string {
  const [site] = sites;
  const person = site?.people.at(0) ?? null;
  const token = emulatorToken({ appId: 'my-app', environment: 'PRODUCTION', route: 'forge.asApp' });
  return `An Atlassian Cloud is at ${url}

Sites: ${sites.map(({ name, edition, cloudId }) => `${name} (${edition}) ${cloudId}`).join(', ')}
Point a client at it by its base address:
  ${site?.name ?? ''} as at its own address      ${url}
  any site as on api.atlassian.com  ${url}/ex/jira/{cloudId} and ${url}/ex/confluence/{cloudId}
  Backlog  ${url}/backlog/api/v2/…      One Stack  ${url}/onestack/…

Who calls, as the Authorization header says it:
  an app     Bearer emu.…  which is the name of an app, its environment, route and, where it acts for a person, accountId, in the
             open. Any name is an app with a pool of its own. A token for any of them:
             curl '${url}/__cloud/token?app=my-app&route=oauth.3lo&account=${person?.accountId ?? ''}'
  a person   Basic, with an e-mail address of the site (${person?.emailAddress ?? ''}, an administrator) and any password: no points

One call as the app "my-app":
  curl -i -H "Authorization: Bearer ${token}" \\
    "${url}/ex/jira/${site?.cloudId ?? ''}/rest/api/3/search/jql?jql=updated+%3E%3D+-52w+order+by+key&maxResults=5"

What was really charged: ${url}/__cloud/account
Ctrl+C stops it.
`;
}
