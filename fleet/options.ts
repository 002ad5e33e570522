import { parseArgs } from 'node:util';
import { atlassianGateway, readGateway, type Credentials } from './gateway';
import { demanded, InputError, orUsage } from '../src/input-error';
import {
  monitoringOptions,
  monitoringUsage,
  readMonitoring,
  type MonitoringOptions,
} from './metrics/options';
import { SecretFiles } from './secret-files';
import { readSiteNames } from './site-names';
import { alertOptions, alertUsage, readAlerts, readNear } from './alerts/options';
import type { AlertOptions } from './alerts/turn';
import { pagePlace } from './listen-option';
import { storePlace } from './store-option';
import { bareAppId } from './store/app-scope';
import { thresholdOf, type FleetThreshold } from './thresholds';
import { reportPlace, sourceName } from './report-options';
import type { ReportPlace } from './reports/report-server';
import type { PagePlace } from './server/page-server';
import type { StorePlace } from './store/open-store';
import { privateKeyVariable } from './tell/keys-command';
import { readTellOptions } from './tell/tell-options';
import type { TellOptions } from './tell/teller';

export const fleetUsage = `Usage: points-gauge fleet --app <app id> --environment <environment id> [--once] [--json]
       points-gauge fleet keys [--key-file <file>]

Reads what the embedded gauge prints into the app's logs on all sites (Atlassian's App logs API), keeps it, and shows what each site and all
together drew from the pool: on a page of this machine, whose address is printed. It goes on until it is stopped, and reads the last 14 days
meanwhile, newest first.

  --app          the app's id: developer console, your app, Overview
  --environment  the environment's id: developer console, your app, Environments
  --once         look once at the newest time, print the hour as a table and end
  --json         print the hour as one JSON object a line, now and at each new look
  --no-page      no page: print the hour as a table at each new look
  --listen <host:port>  where the page is served, 127.0.0.1:4466 when left out; elsewhere than on this machine a password is needed
  --name <host>  a name that the page is reached by, for example behind a proxy, with a password; more than once for more
  --password-file <file>  the page's password, in place of POINTS_GAUGE_FLEET_PASSWORD
  --api-token-file <file>  the token that programs show at /metrics and /api/v1, in place of POINTS_GAUGE_FLEET_API_TOKEN
${monitoringUsage}
${alertUsage}
  --reports <host:port>  where back ends report their calls, signed, tenant by tenant: a listener of its own
  --tls-cert <file>, --tls-key <file>  certificate and key of that listener; without them put a proxy with TLS before it
  --source <name>  lets a back end report under this name: its id and secret are made and shown once. More than once for more
  --own-source <name>  the same for a back end whose calls draw on this app's own pool
  --replace-secret <name>  a new secret for a back end, shown once; the old one holds no more
  --data <folder>    where the figures are kept, with PGlite; points-gauge-fleet in this folder when left out
  --database <url>   postgres://user:password@host/database, PostgreSQL 14 or later, in place of a folder
  --sites <file>     names of sites, a line each: the site's id, a comma, its name; it goes before what a line of the gauge says, and a file without the site takes it back
  --key-file <file>  tells the sites of the pool, signed with this key, which "points-gauge fleet keys" makes; or its text in ${privateKeyVariable}
  --tell <bands|figures>  how exactly: bands of a tenth of the quota when left out
  --triggers <file>  web triggers of sites whose lines do not name theirs, a line each: the site's id, a comma, the address of pg-notice
  --token-file <file>  the API token, in place of the environment
  --gateway <url>    an emulated cloud on this machine, in place of ${atlassianGateway}

"points-gauge fleet import --site <site> file.json" reads the export of a site's account, or its report, into the store.
"points-gauge fleet evidence -o app.html" writes the evidence of all sites out of the store; "points-gauge fleet evidence --help" says how.
"points-gauge fleet move --from <folder> --to postgres://…" carries all figures to another place.

Credentials come from ATLASSIAN_EMAIL and ATLASSIAN_API_TOKEN: an account that owns the app or is a contributor who may read its logs; a bot is
enough. They go to Atlassian's gateway alone, and are neither stored nor printed.
Exit: 0 when it was stopped or the hour was shown, 1 with --once if logs or counts of requests could not be read now, 2 if something has to be put right first.`;

export interface FleetOptions {
  appId: string;
  environmentId: string;
  once: boolean;
  json: boolean;
  /** `null`: none is served. */
  page: PagePlace | null;
  /** `null`: no reports are taken. */
  reports: ReportPlace | null;
  sources: readonly { name: string; isOwn: boolean }[];
  replacedSecrets: readonly string[];
  /** By the site's id; `null`: none were given, and those of before stay. */
  siteNames: ReadonlyMap<string, string> | null;
  place: StorePlace;
  gateway: string;
  credentials: Credentials;
  monitoring: MonitoringOptions;
  /** `null`: nobody is told. */
  alerts: AlertOptions | null;
  /** Send one test alert and end. */
  testAlert: boolean;
  /** In force until thresholds are saved on the page. */
  startThresholds: readonly FleetThreshold[];
  /** Whether --near was given. */
  isNearGiven: boolean;
  /** `null`: the sites are told nothing. */
  tell: TellOptions | null;
  /** Of what was given, to be said at the start. */
  warnings: readonly string[];
}

type Env = Readonly<Record<string, string | undefined>>;

/** @throws InputError, GatewayError */
export function readOptions(args: readonly string[], env: Env): FleetOptions | 'help' {
  const values = parsed(args);
  if (values.help === true) return 'help';
  const place = storePlace(values);
  const hasPage = values.once !== true && values['no-page'] !== true;
  if (!hasPage && values.listen !== undefined)
    throw new InputError('--listen is a place for the page, and there is none with --once or --no-page.');
  const gateway = readGateway(values.gateway ?? atlassianGateway);
  const secrets = new SecretFiles();
  const { app, environment } = demanded(fleetUsage, { app: values.app, environment: values.environment });
  return {
    appId: bareAppId(idOf('app', app)),
    environmentId: idOf('environment', environment),
    once: values.once ?? false,
    json: values.json ?? false,
    page: hasPage
      ? pagePlace(
          values.listen,
          values.name ?? [],
          pagePassword(env, values['password-file'], secrets),
          apiToken(env, values['api-token-file'], secrets),
        )
      : null,
    reports: reportPlace(values.reports, values['tls-cert'], values['tls-key']),
    sources: [
      ...(values.source ?? []).map((name) => ({ name: sourceName(name), isOwn: false })),
      ...(values['own-source'] ?? []).map((name) => ({ name: sourceName(name), isOwn: true })),
    ],
    replacedSecrets: (values['replace-secret'] ?? []).map(sourceName),
    place,
    siteNames: values.sites === undefined ? null : readSiteNames(values.sites),
    gateway,
    tell: readTellOptions(
      { keyFile: values['key-file'], form: values.tell, addressFile: values.triggers },
      env,
      gateway,
    ),
    credentials: credentialsOf(env, values['token-file'], secrets),
    monitoring: readMonitoring(values, env),
    alerts: readAlerts(values, env, (file) => secrets.read(file, 'address for alerts')),
    testAlert: values['test-alert'] ?? false,
    startThresholds: [thresholdOf(readNear(values.near))],
    isNearGiven: values.near !== undefined,
    warnings: secrets.warnings,
  };
}

function idOf(option: 'app' | 'environment', text: string): string {
  if (!/^[\w:./-]{1,200}$/.test(text)) throw new InputError(`--${option} "${text.slice(0, 60)}" is no id.`);
  return text;
}

function credentialsOf(env: Env, tokenFile: string | undefined, secrets: SecretFiles): Credentials {
  const email = env['ATLASSIAN_EMAIL'] ?? '';
  const apiToken =
    tokenFile === undefined ? (env['ATLASSIAN_API_TOKEN'] ?? '') : secrets.read(tokenFile, 'token');
  if (email === '' || apiToken === '')
    throw new InputError(
      'ATLASSIAN_EMAIL and ATLASSIAN_API_TOKEN (or --token-file) are needed: an account that may read the app’s logs, and an API token of it from https://id.atlassian.com/manage/api-tokens.',
    );
  return { email, apiToken };
}

function pagePassword(env: Env, file: string | undefined, secrets: SecretFiles): string {
  return file === undefined ? (env['POINTS_GAUGE_FLEET_PASSWORD'] ?? '') : secrets.read(file, 'password');
}

function apiToken(env: Env, file: string | undefined, secrets: SecretFiles): string {
  return file === undefined
    ? (env['POINTS_GAUGE_FLEET_API_TOKEN'] ?? '')
    : secrets.read(file, 'token for programs');
}

function parsed(args: readonly string[]) {
  return orUsage(
    fleetUsage,
    () =>
      parseArgs({
        args: [...args],
        options: {
          app: { type: 'string' },
          environment: { type: 'string' },
          once: { type: 'boolean' },
          json: { type: 'boolean' },
          data: { type: 'string' },
          database: { type: 'string' },
          'token-file': { type: 'string' },
          'no-page': { type: 'boolean' },
          sites: { type: 'string' },
          reports: { type: 'string' },
          'tls-cert': { type: 'string' },
          'tls-key': { type: 'string' },
          source: { type: 'string', multiple: true },
          'own-source': { type: 'string', multiple: true },
          'replace-secret': { type: 'string', multiple: true },
          listen: { type: 'string' },
          name: { type: 'string', multiple: true },
          'password-file': { type: 'string' },
          'api-token-file': { type: 'string' },
          ...monitoringOptions,
          ...alertOptions,
          gateway: { type: 'string' },
          'key-file': { type: 'string' },
          tell: { type: 'string' },
          triggers: { type: 'string' },
          help: { type: 'boolean', short: 'h' },
        },
      }).values,
  );
}
