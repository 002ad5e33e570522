import { parseArgs } from 'node:util';
import { emulatorToken } from '../local/cloud/principal';
import { startAtlassianCloud, type RunningCloud, type ServerOptions } from '../local/cloud/server';
import { numberOf } from './numberOption';
import { InputError, type Streams } from './reportFiles';

export const cloudUsage = `points-gauge cloud [--port 4461] [--tier 1|2] [--quota 5000] [--enforcement enforced|beta|off]
  An Atlassian Cloud on this machine, with made-up data, that charges points, sends the rate-limit headers and refuses as the
  real one does: to develop and test against, since nobody may load-test Atlassian.
  --port         4461; 0 takes any free one
  --tier         1 (the default) or 2
  --quota        points an hour, instead of the tier's own
  --enforcement  enforced (the default), beta (announced, refuses nothing) or off (no headers)
Runs until Ctrl+C. Exit: 0 when it was stopped, 2 when it could not start.`;

const usualPort = '4461';
const appId = 'my-app';
const enforcements = ['enforced', 'beta', 'off'] as const;

/** Runs `points-gauge cloud` until `stopped` is; resolves to the exit code. */
export async function cloud(
  args: readonly string[],
  streams: Streams,
  stopped: () => Promise<void>,
): Promise<number> {
  try {
    const options = parsed(args);
    if (options === 'help') {
      streams.out.write(`${cloudUsage}\n`);
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

/** Where it is, and how a client gets there. */
function howTo({ url, cloud: { sites } }: RunningCloud): string {
  const [site] = sites;
  const token = emulatorToken({ appId, environment: 'PRODUCTION', route: 'forge.asApp' });
  return `An Atlassian Cloud is at ${url}

Sites: ${sites.map(({ name, edition, cloudId }) => `${name} (${edition}) ${cloudId}`).join(', ')}
Point a client at it by its base address, as it would be behind api.atlassian.com:
  Jira        ${url}/ex/jira/{cloudId}/rest/api/3/…
  Confluence  ${url}/ex/confluence/{cloudId}/wiki/api/v2/…
  Backlog     ${url}/backlog/api/v2/…      One Stack  ${url}/onestack/…

One call as the app "${appId}" (the token is no secret; any name is an app of its own, see emulatorToken in points-gauge/testing):
  curl -i -H "Authorization: Bearer ${token}" \\
    "${url}/ex/jira/${site?.cloudId ?? ''}/rest/api/3/search/jql?jql=updated+%3E%3D+-52w+order+by+key&maxResults=5"

What was really charged: ${url}/__cloud/account
Ctrl+C stops it.
`;
}

function parsed(args: readonly string[]): ServerOptions | 'help' {
  const { port, tier, quota, enforcement: wanted, help } = parsedArgs(args);
  if (help === true) return 'help';
  const enforcement = enforcements.find((one) => one === wanted);
  if (enforcement === undefined)
    throw new InputError(`--enforcement "${wanted}": there are ${enforcements.join(', ')}.`);
  if (tier !== '1' && tier !== '2') throw new InputError(`--tier "${tier}": there are 1 and 2.`);
  const quotaPoints = quota === undefined ? {} : { quotaPoints: numberOf('quota', quota, 1, 1e9) };
  const app = { id: appId, tier: tier === '1' ? (1 as const) : (2 as const), enforcement, ...quotaPoints };
  return { port: numberOf('port', port, 0, 65_535), apps: [app] };
}

function parsedArgs(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: usualPort },
        tier: { type: 'string', default: '1' },
        quota: { type: 'string' },
        enforcement: { type: 'string', default: 'enforced' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new InputError(`${error instanceof Error ? error.message : String(error)}\n\n${cloudUsage}`);
  }
}
