/** The JSON that Jira's version 3 API answers with, cut to what apps commonly read. */
import type { Person } from '../world/people';
import type { Project } from '../world/projects';
import { hash } from '../world/seed';
import type { Site } from '../world/site';

/** Seeded history lies in the year from here on. */
const firstDayMs = Date.UTC(2025, 0, 1);
const yearMs = 365 * 86_400_000;

/** Jira's way to write a time: milliseconds and a zone without colon. */
export function jiraTime(atMs: number): string {
  return new Date(atMs).toISOString().replace('Z', '+0000');
}

export function seededTimeMs(site: Site, ...parts: (string | number)[]): number {
  return firstDayMs + (hash(site.seed, 'time', ...parts) % 31_536_000) * (yearMs / 31_536_000);
}

export function userJson(site: Site, person: Person): Record<string, unknown> {
  return {
    self: `${site.jiraBase}/user?accountId=${person.accountId}`,
    accountId: person.accountId,
    accountType: 'atlassian',
    emailAddress: person.emailAddress,
    avatarUrls: { '48x48': `${site.address}/avatar/${person.index}` },
    displayName: person.displayName,
    active: true,
    timeZone: 'Etc/UTC',
    locale: 'en_US',
  };
}

/** An app's own user, whom `myself` shows to asApp. */
export function appUserJson(site: Site): Record<string, unknown> {
  return {
    self: `${site.jiraBase}/user?accountId=557058:app`,
    accountId: '557058:app',
    accountType: 'app',
    displayName: 'The calling app',
    active: true,
    timeZone: 'Etc/UTC',
    locale: 'en_US',
  };
}

export function projectJson(site: Site, project: Project): Record<string, unknown> {
  return {
    expand: 'description,lead,issueTypes,url,projectKeys,permissions,insight',
    self: `${site.jiraBase}/project/${project.id}`,
    id: project.id,
    key: project.key,
    name: project.name,
    projectTypeKey: 'software',
    simplified: false,
    style: 'classic',
    isPrivate: project.restricted,
  };
}

/** Atlassian Document Format of one paragraph. */
export function paragraph(text: string): Record<string, unknown> {
  return { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
}
