import { randomBytes } from 'node:crypto';
import Resolver, { type Request } from '@forge/resolver';
import { isRecord } from '../account/codec';
import type { BridgeReceipt } from '../bridge/wire';
import { isMeteringOff, readState, writeSettings } from '../ledger/settings';
import type { MeteredApi } from '../meter/meteredApi';
import { CannotDo, deleteAccount, exportAccount, importAccount } from './account';
import { accessOf, type Caller } from './access';
import {
  askNames,
  type Answer,
  type AnswerError,
  type Ask,
  type AskName,
  type SettingsAnswer,
  type SettingsChange,
} from './contract';
import { endpointsAnswer } from './endpointsAnswer';
import { experimentAnswer } from './experiment';
import { limitsAnswer } from './limitsAnswer';
import type { GaugeFacts } from './load';
import { overviewAnswer } from './overviewAnswer';
import { readDeleteAccount, readImportAccount } from './readAccountAsk';
import { BadRequest, readAsk, readOverviewAsk } from './readAsk';
import { readChangeSources } from './readChangeSources';
import { readEndpointsAsk } from './readEndpointsAsk';
import { readReportAsk } from './readReportAsk';
import { readExperimentAsk } from './readExperimentAsk';
import { readRoutingAsk } from './readRoutingAsk';
import { readSaveSettings } from './readSaveSettings';
import { reportAnswer } from './reportAnswer';
import { routingAnswer } from './routingAnswer';
import { changed, settingsAnswer } from './settingsAnswer';
import { changeSources, sourcesAnswer } from './sources';

export interface ResolverOptions {
  api: Pick<MeteredApi, 'asApp' | 'asUser'>;
  /** Books what a page tells of its own calls. */
  bridgeCalls: (payload: unknown) => BridgeReceipt;
  facts: () => GaugeFacts;
  /** The installation whose invocation is running. */
  installationId: () => string;
  /** Tells this process what the settings of its installation are. */
  onMetering: (installationId: string, isOff: boolean) => void;
  nowMs: () => number;
}

type Definitions = ReturnType<Resolver['getDefinitions']>;

/** The functions of the admin page. Each answer is an `Answer`; no error of ours becomes an error of the bridge. */
export function createResolver(options: ResolverOptions): Definitions {
  const { facts, nowMs } = options;
  const resolver = new Resolver();

  resolver.define('overview', (request: Request<unknown>) =>
    guarded(async () => {
      const { grant, heat = false } = readOverviewAsk(request.payload);
      const access = await accessOf(callerOf(request, options), grant, options.api, nowMs());
      if (access.kind === 'notAdmin') return refused(notAdmin);
      // An exhausted pool must not blind the very page that explains it: totals are shown to whoever may open it.
      const isKnown = access.kind === 'admin';
      const wish = { totalsOnly: !isKnown, withHeat: heat };
      const data = await overviewAnswer(nowMs(), facts(), wish);
      return { ok: true, data, grant: isKnown ? access.grant : null };
    }),
  );
  resolver.define('endpoints', (request: Request<unknown>) =>
    forAdmins(
      request,
      options,
      (payload) => readEndpointsAsk(payload, nowMs()),
      (ask) => endpointsAnswer(nowMs(), ask),
    ),
  );
  resolver.define('limits', (request: Request<unknown>) =>
    forAdmins(request, options, readAsk, () => limitsAnswer(nowMs())),
  );
  resolver.define('settings', (request: Request<unknown>) =>
    forAdmins(request, options, readAsk, () => settingsAnswer(nowMs(), facts())),
  );
  resolver.define('exportAccount', (request: Request<unknown>) =>
    forAdmins(request, options, readAsk, () => exportAccount(nowMs())),
  );
  resolver.define('importAccount', (request: Request<unknown>) =>
    forAdmins(request, options, readImportAccount, ({ text }) => importAccount(text)),
  );
  resolver.define('deleteAccount', (request: Request<unknown>) =>
    forAdmins(request, options, readDeleteAccount, () => deleteAccount(nowMs())),
  );
  resolver.define('saveSettings', (request: Request<unknown>) =>
    forAdmins(request, options, readSaveSettings, ({ change }) => saveSettings(change, options)),
  );
  resolver.define('sources', (request: Request<unknown>) =>
    forAdmins(request, options, readAsk, () => sourcesAnswer(nowMs())),
  );
  resolver.define('changeSources', (request: Request<unknown>) =>
    forAdmins(request, options, readChangeSources, ({ change }) => changeSources(change, nowMs())),
  );
  resolver.define('routing', (request: Request<unknown>) =>
    forAdmins(request, options, readRoutingAsk, (ask) => routingAnswer(nowMs(), ask)),
  );
  resolver.define('experiment', (request: Request<unknown>) =>
    forAdmins(request, options, readExperimentAsk, ({ wish }) => experimentAnswer(nowMs, wish, options.api)),
  );
  // Any user's page may tell of its own calls; it is told nothing of the account.
  resolver.define('bridgeCalls', (request: Request<unknown>) =>
    callerOf(request, options).accountId === null
      ? refused(notAdmin)
      : { ok: true, data: options.bridgeCalls(request.payload), grant: null },
  );
  resolver.define('report', (request: Request<unknown>) =>
    forAdmins(
      request,
      options,
      (payload) => readReportAsk(payload, nowMs()),
      (ask) => reportAnswer(nowMs(), ask, facts(), options.installationId()),
    ),
  );

  const definitions = resolver.getDefinitions();
  return async (event, more) => {
    const wanted: string = event.call.functionKey;
    if (!askNames.some((name: AskName) => name === wanted)) {
      const message = `Points Gauge has no function "${wanted.slice(0, 60)}". There are: ${askNames.join(', ')}.`;
      return refused({ code: 'badRequest', message, retryAtMs: null });
    }
    return guarded(async () => (await definitions(event, more)) as Answer<unknown>);
  };
}

const notAdmin: AnswerError = {
  code: 'notAdmin',
  message:
    'Only administrators of this site can see what its apps spend. Ask one of them for the figures you need.',
  retryAtMs: null,
};

async function forAdmins<A extends Ask, T>(
  request: Request<unknown>,
  options: ResolverOptions,
  read: (payload: unknown) => A,
  answer: (ask: A) => Promise<T>,
): Promise<Answer<T>> {
  return guarded(async () => {
    const ask = read(request.payload);
    const access = await accessOf(callerOf(request, options), ask.grant, options.api, options.nowMs());
    switch (access.kind) {
      case 'admin':
        return { ok: true, data: await answer(ask), grant: access.grant };
      case 'notAdmin':
        return refused(notAdmin);
      case 'unknown':
        return refused({
          code: 'cannotVerify',
          message:
            'The product could not say just now whether you administer this site, so this page stays closed.',
          retryAtMs: access.retryAtMs,
        });
    }
  });
}

async function saveSettings(change: SettingsChange, options: ResolverOptions): Promise<SettingsAnswer> {
  const { settings } = await readState();
  const after = changed(settings, change, options.nowMs());
  await writeSettings(after);
  options.onMetering(options.installationId(), isMeteringOff(after));
  return settingsAnswer(options.nowMs(), options.facts());
}

/** Turns every way to fail into an answer that says what was wrong and what to do. */
async function guarded<T>(run: () => Promise<Answer<T>>): Promise<Answer<T>> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof BadRequest)
      return refused({ code: 'badRequest', message: error.message, retryAtMs: null });
    if (error instanceof CannotDo)
      return refused({ code: 'cannotDo', message: error.message, retryAtMs: null });
    const id = randomBytes(4).toString('hex');
    console.error(`Points Gauge: a request failed (${id}).`, error);
    const isStorage = error instanceof Error && error.name === 'ForgeKvsError';
    return refused(
      isStorage
        ? {
            code: 'storage',
            message: `Forge storage did not answer as it should (${id}). Nothing was lost; try again in a minute.`,
            retryAtMs: null,
          }
        : {
            code: 'internal',
            message: `Something went wrong in Points Gauge. Its log has more under ${id}.`,
            retryAtMs: null,
          },
    );
  }
}

function refused(error: AnswerError): { ok: false; error: AnswerError } {
  return { ok: false, error };
}

function callerOf({ context }: Request<unknown>, options: ResolverOptions): Caller {
  const accountId: unknown = context['accountId'];
  const extension: unknown = context['extension'];
  const type = isRecord(extension) && typeof extension['type'] === 'string' ? extension['type'] : '';
  return {
    accountId: typeof accountId === 'string' && accountId !== '' ? accountId : null,
    installationId: options.installationId(),
    product: type.startsWith('confluence:') ? 'confluence' : 'jira',
  };
}
