/** Bridge commands that need the platform. The rest is done in the browser. */
import { record, text } from '../cloud/untrusted';
import type { Installation } from '../forge/installation';
import { pageContext } from '../forge/page-context';
import type { HostApp, HostOptions } from './host-options';
import type { BridgeReply } from './page/messages';

export const bridgeCommands = ['invoke', 'fetchProduct', 'getContext', 'emitFrontendCustomMetric'] as const;
type BridgeCommand = (typeof bridgeCommands)[number];

interface Caller {
  app: HostApp;
  installation: Installation;
  moduleKey: string;
  accountId: string;
}

/** The person has said yes to the app; asked by the host's own page. @throws Error for a caller that is not there. */
export function takeConsent(options: HostOptions, request: unknown): void {
  const { app, installation, accountId } = readCaller(options, record(request));
  app.forge.consents.give(installation.id, accountId);
}

/** One command of a page. Whatever is wrong with it comes back as an error in words, for the page's developer. */
export async function runBridgeCommand(options: HostOptions, request: unknown): Promise<BridgeReply> {
  try {
    const { command, payload } = record(request);
    const known = bridgeCommands.find((name) => name === command);
    if (known === undefined) return refuse(`The local host has no bridge command "${String(command)}".`);
    return await run(known, readCaller(options, record(request)), payload);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

async function run(command: BridgeCommand, caller: Caller, payload: unknown): Promise<BridgeReply> {
  switch (command) {
    case 'invoke':
      return invoke(caller, payload);
    case 'fetchProduct':
      return { ok: true, value: await fetchProduct(caller, payload) };
    case 'getContext': {
      const page = caller.app.forge.page(caller.moduleKey);
      return { ok: true, value: pageContext(caller.installation, page, caller.accountId) };
    }
    case 'emitFrontendCustomMetric': {
      const { customMetricName, value } = record(payload);
      const amount = typeof value === 'number' ? value : 0;
      caller.app.forge.metrics.add(caller.installation.id, text(customMetricName) ?? '', amount);
      return { ok: true, value: null };
    }
  }
}

async function invoke(caller: Caller, payload: unknown): Promise<BridgeReply> {
  const call = record(payload);
  const functionKey = text(call.functionKey);
  if (functionKey === null) return refuse('functionKey must be a string!');
  const outcome = await caller.app.forge.invokeResolver({
    installationId: caller.installation.id,
    moduleKey: caller.moduleKey,
    accountId: caller.accountId,
    functionKey,
    payload: call.payload,
  });
  if (outcome.ok) return { ok: true, value: outcome.value };
  const refused = refuse(`There was an error invoking the function - ${outcome.failure.message}`);
  return outcome.failure.kind === 'consent' ? { ...refused, wantsConsent: true } : refused;
}

async function fetchProduct(caller: Caller, payload: unknown): Promise<unknown> {
  const { product, restPath, fetchRequestInit } = record(payload);
  const path = text(restPath);
  if ((product !== 'jira' && product !== 'confluence') || path === null) {
    throw new Error(`The local host cannot call ${String(product)} at ${String(restPath)}.`);
  }
  const response = await caller.app.forge.fetchProduct({
    installationId: caller.installation.id,
    accountId: caller.accountId,
    product,
    restPath: path,
    init: fetchRequestInit,
  });
  return {
    body: await response.text(),
    headers: Object.fromEntries(response.headers.entries()),
    status: response.status,
    statusText: response.statusText,
    isAttachment: false,
  };
}

function readCaller(options: HostOptions, request: Record<string, unknown>): Caller {
  const app = options.apps.find(({ key }) => key === request.app);
  if (app === undefined) throw new Error(`The local host runs no app "${String(request.app)}".`);
  const installation = app.forge.installation(text(request.installationId) ?? '');
  const people = options.sites.find(({ cloudId }) => cloudId === installation.cloudId)?.people ?? [];
  const person = people.find(({ accountId }) => accountId === request.accountId);
  if (person === undefined) throw new Error('The local host knows nobody of that account on this site.');
  return { app, installation, moduleKey: text(request.moduleKey) ?? '', accountId: person.accountId };
}

function refuse(error: string): { ok: false; error: string } {
  return { ok: false, error };
}
