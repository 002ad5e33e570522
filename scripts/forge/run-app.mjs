import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'yaml';
import { contextOf, eventOf, payloadOf, thingsOf } from './app-events.mjs';

/**
 * @typedef {typeof import('../../emulator/testing')} Testing
 * @typedef {import('../../emulator/testing').TestForge & {
 *   cloud: import('../../emulator/testing').Cloud,
 *   clock: import('../../emulator/testing').ManualClock,
 *   things: import('./app-events.mjs').Things,
 * }} World
 * @typedef {import('../../emulator/forge/forge-options').LogEntry} LogEntry
 * @typedef {import('../../emulator/testing').Outcome} Outcome
 * @typedef {{ requests: number, points: number }} Tally
 * @typedef {Tally & { byEndpoint: Map<string, Tally> }} Account
 * @typedef {{ what: string, outcome: string }} Run
 * @typedef {{
 *   runs: Run[], calls: string[], charged: Account, metered: Account | null, leftOver: number, refusedForScope: string[],
 *   notEmulated: string[],
 * }} Ran
 */

const cloudId = '11111111-aaaa-4aaa-8aaa-111111111111';
const person = 'account-admin';
const startMs = Date.UTC(2026, 9, 5, 9, 20);
/** Modules that are run by an event of their own, each in its way. */
const driven = ['function', 'scheduledTrigger', 'trigger', 'consumer', 'webtrigger'];
/** What the local Forge writes where it answers 401 in the place of a product. */
const isScopeFault = /; the manifest has |no scopes are known for this endpoint/;
/** @param {string} key */
const isOfGauge = (key) => /^(gauge|pg)-/.test(key);

/**
 * Runs an app in the local Forge against an emulated cloud: every function that its manifest names, once for each module that names it.
 * Nothing gets out to the network. The same app has the same runs, with the gauge and without.
 * @param {{ testingFile: string, folder: string, bundleFile: string, isEmbedded: boolean }} app `testingFile`: `points-gauge/testing`
 * @returns {Promise<Ran>} what was run, and what the gauge and the cloud each have in their books; `metered` is null without a gauge
 */
export async function runApp({ testingFile, folder, bundleFile, isEmbedded }) {
  /** @type {Testing} */
  const testing = createRequire(import.meta.url)(testingFile);
  const { createCloud, emulatorToken, ManualClock, startForge } = testing;
  const manifestFile = join(folder, 'manifest.yml');
  const clock = new ManualClock(startMs);
  const people = [{ accountId: person, displayName: 'Anna Admin', admin: true }];
  const site = { cloudId, name: 'acme', edition: /** @type {const} */ ('standard'), users: 40, people };
  const cloud = createCloud({ clock, journal: true, sites: [site] });
  /** @type {LogEntry[]} */
  const logs = [];
  const sayNo = () => Promise.reject(new TypeError('fetch failed: nothing gets out of this check'));
  const ownFetch = globalThis.fetch;
  globalThis.fetch = sayNo;
  try {
    /** @param {LogEntry} entry */
    const onLog = (entry) => {
      logs.push(entry);
    };
    const app = await startForge({ bundleFile, manifestFile, cloud, clock, onLog });
    const world = { ...app, cloud, clock, things: await thingsOf({ cloud, cloudId, person, emulatorToken }) };
    const installing = app.forge.install({
      cloudId,
      siteUrl: 'https://acme.atlassian.net',
      environmentType: 'PRODUCTION',
    });
    await settled(world, installing);
    const { id } = await installing;
    /** @type {Run[]} */
    const runs = [];
    for (const { what, run } of runsOf(world, id, folder, parse(readFileSync(manifestFile, 'utf8')))) {
      const before = logs.length;
      const outcome = outcomeOf(await settled(world, run()), logs.slice(before));
      if (!/no definition for/.test(outcome)) runs.push({ what, outcome });
    }
    const { appId } = app.forge.manifest;
    const calls = cloud.account.journal().filter((call) => call.app === appId);
    const charged = chargedTo(cloud, appId);
    const metered = isEmbedded ? await meteredIn(world, id) : null;
    const leftOver = app.forge.leftovers.all.length;
    await app.close().catch(() => undefined);
    return {
      ...{ runs, charged, metered, leftOver },
      calls: calls.map(({ endpoint, status, route }) => `${endpoint} ${status} ${route}`).sort(),
      refusedForScope: logs.flatMap(({ message }) => (isScopeFault.test(message) ? [message] : [])),
      notEmulated: [...new Set(logs.flatMap(({ message }) => /^.*not emulated[^\n]*/m.exec(message) ?? []))],
    };
  } finally {
    globalThis.fetch = ownFetch;
  }
}

/**
 * Lets the clock go on until `work` is done: an app may wait, and try again.
 * @template T
 * @param {Pick<World, 'clock' | 'forge'>} world
 * @param {Promise<T>} work
 * @returns {Promise<T | { ok: false, failure: { kind: 'host', message: string } }>}
 */
async function settled({ clock, forge }, work) {
  let isDone = false;
  const done = work
    .catch((error) => ({
      ok: /** @type {const} */ (false),
      failure: { kind: /** @type {const} */ ('host'), message: String(error) },
    }))
    .finally(() => {
      isDone = true;
    });
  await pause(1);
  while (!isDone) {
    await pause(2);
    clock.advance(100);
    void forge.tick();
  }
  await forge.tick();
  return done;
}

/**
 * In a word what became of a run; of what nobody waits for, as a consumer, the log alone knows.
 * @param {any} value
 * @param {LogEntry[]} logs
 * @returns {string}
 */
function outcomeOf(value, logs) {
  if (Array.isArray(value)) return value.map((one) => outcomeOf(one, logs)).join('; ');
  if (value === 'delivered') {
    const [fault] = logs.flatMap(
      ({ message }) => /^(?:thrown|timeout|payload|consent) in [^\n]*/.exec(message) ?? [],
    );
    return fault?.replace(/\([^)]*\)/, '') ?? 'ran';
  }
  if (value?.status !== undefined) return `answered ${value.status}`;
  return value.ok ? 'ran' : `${value.failure.kind}: ${value.failure.message.split('\n')[0]}`;
}

/**
 * Everything that sets one of the app's functions going, the gauge's left out.
 * @param {World} world
 * @param {string} id
 * @param {string} folder
 * @param {{ modules: Record<string, unknown> }} manifestText
 * @returns {Generator<{ what: string, run: () => Promise<unknown> }>}
 */
function* runsOf({ forge, things }, id, folder, { modules }) {
  const { manifest } = forge;
  for (const { key, events } of manifest.triggers)
    if (!isOfGauge(key))
      for (const event of events)
        yield {
          what: `trigger ${event}`,
          run: () => forge.publishEvent(id, event, eventOf(event, things)),
        };
  const names = resolverNames(join(folder, 'src'));
  /** @type {Map<string, string>} */
  const resolvers = new Map();
  for (const { key, resolver } of manifest.pageModules)
    if (resolver !== null && !isOfGauge(key)) resolvers.set(resolver, key);
  for (const [resolver, moduleKey] of resolvers)
    for (const functionKey of names)
      yield {
        what: `resolver ${resolver}, ${functionKey}`,
        run: () =>
          forge.invokeResolver({
            ...{ installationId: id, moduleKey, functionKey, accountId: person },
            ...{ payload: payloadOf(things), context: contextOf(things) },
          }),
      };
  for (const { key } of manifest.scheduled)
    if (!isOfGauge(key)) yield { what: `schedule ${key}`, run: () => forge.runScheduled(id, key) };
  for (const { key, queue } of manifest.consumers)
    if (!isOfGauge(key))
      yield {
        what: `queue ${queue}`,
        run: async () => {
          forge.pushEvent(id, queue, payloadOf(things));
          await forge.tick();
          return 'delivered';
        },
      };
  for (const { key } of manifest.webTriggers)
    if (!isOfGauge(key))
      yield {
        what: `web trigger ${key}`,
        run: () => forge.runWebTrigger(id, key, { body: JSON.stringify(eventOf('avi:jira', things)) }),
      };
  for (const [kind, list] of Object.entries(modules))
    if (!driven.includes(kind) && Array.isArray(list))
      for (const { key, function: named } of list)
        if (typeof named === 'string' && !isOfGauge(key))
          yield {
            what: `${kind} ${key}`,
            run: () =>
              forge.runFunction(id, named, { ...payloadOf(things), context: contextOf(things) }, person),
          };
}

/**
 * Names that the app's sources give to `define`, lines that are comments left out.
 * @param {string} source
 */
function resolverNames(source) {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.[cm]?[jt]sx?$/.test(file),
  );
  const texts = files.map((file) => readFileSync(join(source, file), 'utf8').replace(/^\s*\/\/.*$/gm, ''));
  return [
    ...new Set(
      texts.flatMap((text) =>
        [...text.matchAll(/\.define\(\s*(['"`])([^'"`]+)\1/g)].map(([, , name = '']) => name),
      ),
    ),
  ];
}

/**
 * What the emulator charged the app for its own back end, in all and by endpoint.
 * @param {World['cloud']} cloud
 * @param {string} appId
 * @returns {Account}
 */
function chargedTo(cloud, appId) {
  const cells = cloud.account.snapshot().cells.filter(({ app }) => app === appId);
  const byEndpoint = new Map();
  for (const [name, tally] of cells.flatMap((cell) => Object.entries(cell.byEndpoint)))
    add(byEndpoint, name, tally.requests, tally.points);
  return { ...sumOf(cells), byEndpoint };
}

/**
 * What the gauge's own page says, asked as an administrator does.
 * @param {World} world
 * @param {string} installationId
 * @returns {Promise<Account>}
 */
async function meteredIn(world, installationId) {
  const { forge } = world;
  const page = forge.manifest.pageModules.find(({ key }) => isOfGauge(key)) ?? placeOfItsOwn(forge);
  /**
   * @param {string} functionKey
   * @param {object} payload
   * @returns {Promise<any>}
   */
  const ask = async (functionKey, payload) => {
    const call = { installationId, moduleKey: page.key, functionKey, payload, accountId: person };
    const outcome = await settled(world, forge.invokeResolver(call));
    const answer = outcome.ok ? /** @type {any} */ (outcome.value) : null;
    if (answer?.ok) return answer.data;
    throw new Error(`The gauge's page does not answer: ${JSON.stringify(outcome)}`);
  };
  // Asked first: who the page asks about its visitor is in the figures of the next question.
  /** @type {import('../../src/admin/contract/contract').OverviewAnswer} */
  const { hours } = await ask('overview', {});
  const choice = { product: null, route: null, component: null, trigger: null, environment: null };
  const { endpoints } = await ask('endpoints', { period: '24h', choice, detail: null });
  const byEndpoint = new Map();
  for (const { method, template, requests, points } of endpoints)
    add(byEndpoint, `${method} ${template.replace(/\{[^}]*\}/g, '{}')}`, requests, points.likely);
  const cells = hours.flatMap((hour) => hour.cells);
  const points = cells.map((cell) => ({ requests: cell.requests, points: cell.points.likely }));
  return { ...sumOf(points), byEndpoint };
}

/**
 * Where the app left the gauge's page no place in Jira, its answers are there all the same: this machine gives it one.
 * @param {World['forge']} forge
 */
function placeOfItsOwn({ manifest }) {
  const page = {
    ...{ type: 'jira:adminPage', key: 'pg-page', title: 'Points Gauge', resource: null, pages: [] },
    resolver: 'gauge-resolver',
  };
  manifest.pageModules.push(page);
  return page;
}

/**
 * @param {Map<string, Tally>} byEndpoint
 * @param {string} name
 * @param {number} requests
 * @param {number} points
 */
function add(byEndpoint, name, requests, points) {
  const { requests: sum, points: spent } = byEndpoint.get(name) ?? { requests: 0, points: 0 };
  byEndpoint.set(name, { requests: sum + requests, points: spent + points });
}

/** @param {Tally[]} list */
function sumOf(list) {
  return {
    requests: list.reduce((sum, one) => sum + one.requests, 0),
    points: list.reduce((sum, one) => sum + one.points, 0),
  };
}
