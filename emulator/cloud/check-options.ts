/** What contradicts itself in the options is refused by name before anything is built of it. */
import { enforcements } from './options';
import type { CloudOptions } from './cloud-options';
import type { AnyAppOptions, AppOptions, NamedPerson, SiteOptions } from './options';

/** @throws with the field, what is wrong with it, and what it may be. */
export function checkOptions(options: CloudOptions, sites: readonly SiteOptions[]): void {
  const { apps = [], anyApp = {}, people = [] } = options;
  if (sites.length === 0) throw new Error('sites: a cloud needs at least one site');
  if (!areUnique(sites.map((site) => site.cloudId)))
    throw new Error('sites: two sites have the same cloudId');
  if (!areUnique(apps.map((app) => app.id))) throw new Error('apps: two apps have the same id');
  for (const app of apps) checkApp(`apps: ${app.id}`, app);
  checkApp('anyApp', anyApp);
  checkPeople('people', people);
  for (const site of sites) checkPeople(`sites: ${site.name}: people`, site.people ?? []);
}

function areUnique(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

/** Callers without types may write anything. */
function checkApp(what: string, app: AnyAppOptions | AppOptions): void {
  const { tier = 1, enforcement = 'off', quotaPoints = 1 } = app as Record<string, unknown>;
  const wrong = (field: string, value: unknown, rule: string): Error =>
    new Error(`${what}: ${field} ${JSON.stringify(value)}: ${rule}`);
  if (tier !== 1 && tier !== 2) throw wrong('tier', tier, 'there are 1 and 2');
  if (!(enforcements as readonly unknown[]).includes(enforcement))
    throw wrong('enforcement', enforcement, `there are ${enforcements.join(', ')}`);
  if (typeof quotaPoints !== 'number' || !(quotaPoints >= 1))
    throw wrong('quotaPoints', quotaPoints, 'it must be a number from 1');
}

function checkPeople(what: string, people: readonly NamedPerson[]): void {
  if (!areUnique(people.map((person) => person.accountId)))
    throw new Error(`${what}: two have the same accountId`);
  const addresses = people.flatMap(({ emailAddress }) => emailAddress?.toLowerCase() ?? []);
  if (!areUnique(addresses)) throw new Error(`${what}: two have the same emailAddress`);
}
