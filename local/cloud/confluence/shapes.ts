/** The JSON of Confluence's version 2 and version 1 APIs, cut to what apps commonly read. */
import { hash, pick } from '../world/seed';
import type { Person } from '../world/people';
import type { Site } from '../world/site';
import type { PageRef, Space } from '../world/wiki';

const topics = [
  'Release notes',
  'Meeting notes',
  'How we deploy',
  'Onboarding',
  'Decisions',
  'Runbook',
] as const;
/** Seeded history begins here. */
const firstDayMs = Date.UTC(2025, 0, 1);

interface PageFacts {
  title: string;
  storage: string;
  version: number;
  createdAt: string;
  updatedAt: string;
  author: Person;
}

function pageFacts(site: Site, ref: PageRef): PageFacts {
  const roll = hash(site.seed, 'page', ref.id);
  const edits = site.wiki.editsOf(ref);
  const createdAtMs = firstDayMs + (roll % 31_536_000) * 1_000;
  const title = edits?.title ?? `${pick(topics, roll)} ${ref.number}`;
  return {
    title,
    storage: edits?.storage ?? `<p>${title}</p>`,
    version: edits?.version ?? 1,
    createdAt: new Date(createdAtMs).toISOString(),
    updatedAt: new Date(edits?.updatedAtMs ?? createdAtMs).toISOString(),
    author: site.people.some(roll >>> 4),
  };
}

export function pageJson(site: Site, ref: PageRef, withBody: boolean): Record<string, unknown> {
  const { title, storage, version, createdAt, updatedAt, author } = pageFacts(site, ref);
  return {
    id: ref.id,
    status: 'current',
    title,
    spaceId: ref.space.id,
    parentId: null,
    parentType: null,
    authorId: author.accountId,
    ownerId: author.accountId,
    createdAt,
    version: {
      number: version,
      message: '',
      minorEdit: false,
      authorId: author.accountId,
      createdAt: updatedAt,
    },
    body: withBody ? { storage: { representation: 'storage', value: storage } } : {},
    _links: {
      webui: `/spaces/${ref.space.key}/pages/${ref.id}`,
      tinyui: `/x/${Number(ref.id).toString(36)}`,
    },
  };
}

export function spaceJson(space: Space): Record<string, unknown> {
  return {
    id: space.id,
    key: space.key,
    name: space.name,
    type: 'global',
    status: 'current',
    homepageId: String((space.index + 1) * 1_000_000 + 1),
    _links: { webui: `/spaces/${space.key}` },
  };
}

export function contentV1Json(site: Site, ref: PageRef): Record<string, unknown> {
  const { title, version, updatedAt, author } = pageFacts(site, ref);
  return {
    id: ref.id,
    type: 'page',
    status: 'current',
    title,
    space: spaceV1Json(ref.space),
    version: { number: version, when: updatedAt, by: wikiUserJson(author), minorEdit: false },
    _links: { webui: `/spaces/${ref.space.key}/pages/${ref.id}`, base: `${site.address}/wiki` },
  };
}

export function spaceV1Json(space: Space): Record<string, unknown> {
  return {
    id: Number(space.id),
    key: space.key,
    name: space.name,
    type: 'global',
    status: 'current',
    _links: { webui: `/spaces/${space.key}` },
  };
}

export function wikiUserJson(person: Person): Record<string, unknown> {
  return {
    type: 'known',
    accountId: person.accountId,
    accountType: 'atlassian',
    email: person.emailAddress,
    publicName: person.displayName,
    displayName: person.displayName,
    timeZone: 'Etc/UTC',
  };
}
