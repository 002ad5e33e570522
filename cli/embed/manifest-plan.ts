import type { AppManifest } from './app-manifest';
import { InputError } from '../../src/input-error';
import type { GaugePart } from './gauge-part';
import { handlerOf, type WrappedFunction } from './modules';
import { readYaml, withItems, withPair, withScalar, withoutItems, withoutPair } from './yaml-text';
import type { EmbedState } from './state';
import { isRecord } from '../../src/object';

/** The platform runs no more; source: Forge, scheduled trigger, 2026-08. */
const mostScheduledTriggers = 5;

/** The gauge's part for this app: the pages of its products, as many schedules as it has room for. */
export function fittingPart(part: GaugePart, app: AppManifest): { part: GaugePart; remarks: string[] } {
  const remarks: string[] = [];
  const modules = { ...part.modules };
  if (!app.hasJira) delete modules['jira:adminPage'];
  if (!app.hasConfluence) delete modules['confluence:globalSettings'];
  const pages = app.modules['jira:adminPage'] ?? [];
  const isApart = (page: Record<string, unknown>): boolean =>
    page['useAsConfig'] === true || page['useAsGetStarted'] === true;
  if (app.hasJira && pages.some((page) => !isApart(page))) {
    // The platform takes one admin page, and one beside it that is reached from the list of apps, without subpages.
    if (pages.some(isApart)) {
      delete modules['jira:adminPage'];
      remarks.push(
        'Jira has no place left for the gauge’s page: the app has an admin page and a Configure or Get started page already.',
      );
    } else {
      modules['jira:adminPage'] = (modules['jira:adminPage'] ?? []).map((page) => ({
        ...Object.fromEntries(Object.entries(page).filter(([name]) => name !== 'pages')),
        useAsConfig: true,
      }));
      remarks.push(
        'The app has an admin page of its own, and Jira takes one: the gauge’s page is behind "Configure" in the list of apps.',
      );
    }
  }
  const own = app.modules['scheduledTrigger']?.length ?? 0;
  const schedules = modules['scheduledTrigger'] ?? [];
  const room = mostScheduledTriggers - own;
  if (room < 1)
    throw new InputError(
      `The app has ${String(own)} scheduled triggers, and the platform runs ${String(mostScheduledTriggers)}: the gauge needs one. ` +
        'Let one of yours do the work of two (of the same interval), then run this again.',
    );
  if (room < schedules.length) {
    const left = schedules.slice(room).map(({ key }) => String(key));
    modules['scheduledTrigger'] = schedules.slice(0, room);
    remarks.push(
      `The app has ${String(own)} scheduled triggers, and the platform runs ${String(mostScheduledTriggers)}: ${left.join(', ')} is left out, ` +
        'so the probe of Settings does nothing.',
    );
  }
  const scopes = part.scopes.filter(
    (scope) =>
      (app.hasJira || !scope.includes('jira')) && (app.hasConfluence || !scope.includes('confluence')),
  );
  return { part: { ...part, modules, scopes }, remarks };
}

/** @throws InputError where a name of the gauge is taken by something else */
export function mergedManifest(
  text: string,
  part: GaugePart,
  app: AppManifest,
  functions: readonly WrappedFunction[],
  areScopesAdded: boolean,
): { text: string; scopes: string[] } {
  const clash = keysOf(part).filter((key) => app.keys.has(key) || app.entities.includes(key));
  if (clash.length > 0)
    throw new InputError(
      `manifest.yml has ${clash.join(', ')} already: these names are the gauge’s. ` +
        'Take the earlier gauge out of the manifest, or rename yours.',
    );
  let edited = text;
  for (const [index, { exported }] of functions.entries())
    edited = withScalar(
      edited,
      ['modules', 'function', functionIndex(app, functions, index), 'handler'],
      handlerOf(exported),
    );
  edited = withItems(
    edited,
    ['modules', 'function'],
    part.functions.map(({ key, exported, settings }) => ({ key, handler: handlerOf(exported), ...settings })),
  );
  for (const [kind, list] of Object.entries(part.modules))
    edited = withItems(edited, ['modules', kind], list);
  edited = withItems(edited, ['resources'], part.resources);
  edited = withItems(edited, ['app', 'storage', 'entities'], part.entities);
  const scopes = areScopesAdded ? part.scopes.filter((scope) => !app.scopes.includes(scope)) : [];
  if (app.areScopesAMap)
    for (const scope of scopes) edited = withPair(edited, ['permissions', 'scopes', scope], {});
  else edited = withItems(edited, ['permissions', 'scopes'], scopes);
  return { text: edited, scopes };
}

function functionIndex(app: AppManifest, functions: readonly WrappedFunction[], index: number): number {
  const key = functions[index]?.key;
  return (app.modules['function'] ?? []).findIndex((one) => one['key'] === key);
}

/** The manifest without the gauge, its handlers as they were. */
export function manifestWithout(text: string, state: EmbedState): string {
  const isOurs = (item: unknown): boolean =>
    isRecord(item) && state.keys.includes(String(item['key'] ?? item['name']));
  let edited = text;
  const kinds = readYaml(text).toJS() as { modules?: Record<string, unknown> };
  for (const kind of Object.keys(kinds.modules ?? {}))
    edited = withoutItems(edited, ['modules', kind], isOurs);
  edited = withoutItems(edited, ['resources'], isOurs);
  edited = withoutItems(edited, ['app', 'storage', 'entities'], isOurs);
  edited = withoutItems(edited, ['permissions', 'scopes'], (scope) => state.scopes.includes(String(scope)));
  for (const scope of state.scopes) edited = withoutPair(edited, ['permissions', 'scopes', scope]);
  const left = readYaml(edited).toJS() as { modules?: { function?: { key?: string }[] } };
  for (const [index, { key = '' }] of (left.modules?.function ?? []).entries()) {
    const handler = state.handlers[key];
    if (handler !== undefined)
      edited = withScalar(edited, ['modules', 'function', index, 'handler'], handler);
  }
  return edited;
}

/** What of the manifest is the gauge's, by key or name. */
export function keysOf(part: GaugePart): string[] {
  return [
    ...Object.values(part.modules).flatMap((list) => list.map(({ key }) => String(key))),
    ...part.functions.map(({ key }) => key),
    ...part.resources.map(({ key }) => key),
    ...part.entities.map(({ name }) => String(name)),
  ];
}
