import Resolver, { type Request } from '@forge/resolver';
import type { BridgeReceipt } from '../bridge-client/wire';
import { noteAction, noteFailure } from '../ledger/admin-log';
import { allOf } from '../ledger/all-of';
import { accessOf, type Caller } from './access/access';
import { adminAsks, type AdminAsk, type AskContext } from './access/admin-asks';
import { alarmsNow } from './incidents/alarms';
import {
  askNames,
  gaugeVersion,
  type Answer,
  type AnswerError,
  type AskName,
  type SentAnswer,
} from './contract/contract';
import { withErrorBoundary, refused } from './access/error-boundary';
import { overviewAnswer, totalsOf } from './pages/overview-answer';
import { readOverviewAsk } from './contract/page-asks';
import { isRecord } from '../object';

export interface ResolverOptions extends AskContext {
  /** Books what a page tells of its own calls. */
  bridgeCalls: (payload: unknown) => BridgeReceipt;
}

/** The first question of each page; the other asks are of its parts and buttons. */
const pageAsks: ReadonlySet<string> = new Set<AskName>([
  'endpoints',
  'limits',
  'incident',
  'routing',
  'report',
  'settings',
]);

type Definitions = ReturnType<Resolver['getDefinitions']>;

/**
 * The functions of the admin page. Each answer is an `Answer`; no error of ours becomes an error of the bridge. The one that
 * makes Forge ask for consent is thrown.
 */
export function createResolver(options: ResolverOptions): Definitions {
  const resolver = new Resolver();
  resolver.define('overview', (request: Request<unknown>) => overview(request, options));
  // Any user's page may tell of its own calls; it is told nothing of the account.
  resolver.define('bridgeCalls', (request: Request<unknown>) =>
    callerOf(request, options).accountId === null
      ? refused(notAdmin)
      : { ok: true, data: options.bridgeCalls(request.payload), grant: null },
  );
  for (const [name, read] of Object.entries(adminAsks)) {
    resolver.define(name, (request: Request<unknown>) => forAdmins(request, options, name, read));
  }

  const definitions = resolver.getDefinitions();
  return async (event, more) => {
    const wanted: string = event.call.functionKey;
    if (!askNames.some((name: AskName) => name === wanted)) {
      const message = `Points Gauge has no function "${wanted.slice(0, 60)}". There are: ${askNames.join(', ')}.`;
      return refused({ code: 'badRequest', message, retryAtMs: null });
    }
    const answer = await withErrorBoundary(async () => (await definitions(event, more)) as Answer<unknown>);
    const sent: SentAnswer = { ...answer, gauge: gaugeVersion };
    return sent;
  };
}

const notAdmin: AnswerError = {
  code: 'notAdmin',
  message:
    'Only administrators of this site can see what its apps spend. Ask one of them for the figures you need.',
  retryAtMs: null,
};

async function overview(request: Request<unknown>, options: ResolverOptions): Promise<Answer<unknown>> {
  const { facts, nowMs } = options;
  const { grant, heat = false } = readOverviewAsk(request.payload);
  const asked = accessOf(callerOf(request, options), grant, 'figures', options.api, nowMs());
  // Read while the product is asked who this is; thrown away when they may not see it.
  const read = overviewAnswer(nowMs(), facts(), { withHeat: heat });
  await Promise.allSettled([asked, read]);
  const access = await asked;
  if (access.kind === 'notAdmin') return refused(notAdmin);
  const [data, alarms] = await allOf([read, alarmsNow(nowMs())]);
  if (access.kind === 'admin') return { ok: true, data, grant: access.grant, alarms };
  // An exhausted pool must not blind the very page that explains it: totals are shown to whoever may open it.
  const closedUntilMs = access.why === 'pool' ? access.retryAtMs : null;
  return { ok: true, data: totalsOf(data, closedUntilMs), grant: null, alarms };
}

async function forAdmins(
  request: Request<unknown>,
  options: ResolverOptions,
  name: string,
  read: (typeof adminAsks)[keyof typeof adminAsks],
): Promise<Answer<unknown>> {
  const asked = read(request.payload, options.nowMs());
  const { api, nowMs } = options;
  const certainty = asked.act?.certainty ?? 'figures';
  const access = await accessOf(callerOf(request, options), asked.grant, certainty, api, nowMs());
  switch (access.kind) {
    case 'admin': {
      const alarms = pageAsks.has(name) ? alarmsNow(nowMs()) : null;
      const data = await noted(asked, access.who, options);
      // A change of the thresholds begins a warning or ends it: what holds after it is told.
      const after = name === 'saveSettings' ? alarmsNow(nowMs()) : alarms;
      return { ok: true, data, grant: access.grant, alarms: await after };
    }
    case 'notAdmin':
      return refused(notAdmin);
    case 'unknown':
      return refused(access.why === 'pool' ? poolEmpty(access.retryAtMs) : cannotVerify(access.retryAtMs));
  }
}

/** Does what was asked, after it was written down who asked for it. */
async function noted(
  { act, answer }: AdminAsk,
  who: string | null,
  options: ResolverOptions,
): Promise<unknown> {
  const entry = act?.entry ?? null;
  if (entry === null) return answer(options, who);
  const written = await noteAction(who ?? '', entry.what, entry.about, options.nowMs());
  try {
    return await answer(options, who);
  } catch (error) {
    await noteFailure(written).catch(() => undefined);
    throw error;
  }
}

function cannotVerify(retryAtMs: number | null): AnswerError {
  return {
    code: 'cannotVerify',
    message:
      'The product could not say just now whether you administer this site, so this page stays closed.',
    retryAtMs,
  };
}

function poolEmpty(retryAtMs: number | null): AnswerError {
  return {
    code: 'poolEmpty',
    message:
      'The app has used up its pool of API points, so the product does not answer its question whether you administer this site. Nothing was changed.',
    retryAtMs,
  };
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
