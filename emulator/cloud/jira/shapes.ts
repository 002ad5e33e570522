/** The JSON that Jira answers with, cut to what apps commonly read. Every link in it leads to where the caller found the site. */
import type { Call } from '../exchange';
import type { Person } from '../world/people';
import type { Project } from '../world/projects';
import { documentOf, textOf } from './document';
import { lasting } from './lasting';
import { BoundedMap } from '../world/bounded-map';

/** What a shape needs to know of the call that it is made for. */
export type View = Pick<Call, 'site' | 'baseUrl' | 'apiVersion'>;

/** Base of the links of the platform API. */
export function apiBase({ baseUrl, apiVersion }: View): string {
  return `${baseUrl}/rest/api/${apiVersion}`;
}

const dayMs = 86_400_000;
/** A year's answers name a few hundred days. */
const days = new BoundedMap<number, string>(2_000);
const padded = (n: number): string => (n < 10 ? `0${n}` : String(n));

/** Jira's way to write a time: milliseconds and a zone without colon. */
export function jiraTime(atMs: number): string {
  const day = Math.floor(atMs / dayMs);
  let date = days.get(day);
  if (date === undefined) days.set(day, (date = new Date(day * dayMs).toISOString().slice(0, 11)));
  const ofDay = Math.floor(atMs) - day * dayMs;
  const [minutes, milliseconds] = [Math.floor(ofDay / 60_000), ofDay % 60_000];
  const seconds = `${padded(Math.floor(milliseconds / 1_000))}.${String(milliseconds % 1_000).padStart(3, '0')}`;
  return `${date}${padded(Math.floor(minutes / 60))}:${padded(minutes % 60)}:${seconds}+0000`;
}

/** A long text in the form of the call's version; `null` stays `null`. */
export function longText(view: View, document: unknown): unknown {
  if (document === null || document === undefined) return null;
  return view.apiVersion === 2 ? textOf(document) : document;
}

/** A picture in each of the sizes that Jira names. */
export function avatarUrls(
  view: View,
  kind: 'user' | 'project' | 'issuetype' | 'status' | 'priority',
  id: number | string,
) {
  const url = (size: string) =>
    `${view.baseUrl}/secure/viewavatar?size=${size}&avatarType=${kind}&avatarId=${id}`;
  return {
    '48x48': url('xlarge'),
    '24x24': url('small'),
    '16x16': url('xsmall'),
    '32x32': url('medium'),
  };
}

export function userJson(view: View, person: Person): Readonly<Record<string, unknown>> {
  return lasting(view, `user ${person.index}`, () => ({
    self: `${apiBase(view)}/user?accountId=${encodeURIComponent(person.accountId)}`,
    accountId: person.accountId,
    accountType: 'atlassian',
    emailAddress: person.emailAddress,
    avatarUrls: avatarUrls(view, 'user', person.index),
    displayName: person.displayName,
    active: true,
    timeZone: 'Etc/UTC',
    locale: 'en_US',
  }));
}

/** An app's own user, whom `myself` shows to asApp. */
export function appUserJson(view: View): Readonly<Record<string, unknown>> {
  return lasting(view, 'user app', () => ({
    self: `${apiBase(view)}/user?accountId=557058%3Aapp`,
    accountId: '557058:app',
    accountType: 'app',
    avatarUrls: avatarUrls(view, 'user', 'app'),
    displayName: 'The calling app',
    active: true,
    timeZone: 'Etc/UTC',
    locale: 'en_US',
  }));
}

/** Who wrote something: a person, or the app itself. */
export function authorJson(view: View, index: number | null): Readonly<Record<string, unknown>> {
  const person = index === null ? null : view.site.people.at(index);
  return person === null ? appUserJson(view) : userJson(view, person);
}

export function accountJson(view: View, accountId: string | null): Record<string, unknown> | null {
  const person = accountId === null ? null : view.site.people.byAccountId(accountId);
  return person === null ? null : userJson(view, person);
}

export function projectJson(view: View, project: Project): Readonly<Record<string, unknown>> {
  const { id, key, name, restricted } = project;
  return lasting(view, `project ${id} ${key} ${restricted} ${name}`, () => ({
    expand: 'description,lead,issueTypes,url,projectKeys,permissions,insight',
    self: `${apiBase(view)}/project/${id}`,
    ...{ id, key, name },
    avatarUrls: avatarUrls(view, 'project', project.index),
    projectTypeKey: 'software',
    simplified: false,
    style: 'classic',
    isPrivate: restricted,
    properties: {},
  }));
}

/** Atlassian Document Format of one paragraph. */
export function paragraph(text: string): Record<string, unknown> {
  return documentOf(text);
}
