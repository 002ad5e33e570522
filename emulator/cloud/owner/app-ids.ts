/** How the owner's APIs name apps and environments. */
import { uuid } from '../world/seed';

/** `ari:cloud:ecosystem::app/{id}` and `{id}` are one app: a manifest has the first, the console shows the second. */
export function bareAppId(app: string): string {
  return app.replace(/^ari:cloud:ecosystem::app\//, '');
}

/** The same id on every machine, so that a command line can be written down. */
export function environmentIdOf(app: string, environment: string): string {
  return uuid(1, bareAppId(app), environment);
}

/** Where nobody said what the app is installed in, it is Jira. */
export function siteContext(cloudId: string): string {
  return `ari:cloud:jira::site/${cloudId}`;
}

export function cloudIdOf(context: string): string {
  return context.slice(context.lastIndexOf('/') + 1);
}
