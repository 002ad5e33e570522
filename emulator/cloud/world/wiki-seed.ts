/** The pages that a wiki has before anybody writes: computed from the seed when they are asked for. */
import type { People } from './people';
import { hash, pick } from './seed';
import type { Content, Label } from './wiki-content';
import type { PageRef } from './wiki-space';

const topics = [
  'Release notes',
  'Meeting notes',
  'How we deploy',
  'Onboarding',
  'Decisions',
  'Runbook',
] as const;
const labelNames = ['release', 'meeting', 'how-to', 'decision', 'draft-policy'] as const;

/** Seeded history begins here. */
const firstDayMs = Date.UTC(2025, 0, 1);

/** Pages hang in a tree of ten below each, the first of a space on top. */
export function seededParent(number: number): number | null {
  return number === 1 ? null : Math.floor((number - 2) / 10) + 1;
}

/** The numbers of a page's seeded children, up to and with `last`. */
export function seededChildren(number: number, last: number): number[] {
  const first = 10 * (number - 1) + 2;
  return Array.from({ length: Math.max(0, Math.min(10, last - first + 1)) }, (_, n) => first + n);
}

export function labelOf(prefix: string, name: string): Label {
  return { id: String(hash(0, 'label', prefix, name)), prefix, name };
}

export function seededPage(seed: number, people: People, ref: PageRef, parentId: string | null): Content {
  const roll = hash(seed, 'page', ref.id);
  const createdAtMs = firstDayMs + (roll % 31_536_000) * 1_000;
  const title = `${pick(topics, roll)} ${ref.number}`;
  const authorIndex = people.some(roll >>> 4).index;
  const body = { representation: 'storage', value: `<p>${title}</p>` } as const;
  const version = { number: 1, message: '', minorEdit: false, atMs: createdAtMs, authorIndex, title, body };
  return {
    ...{ id: ref.id, type: 'page', space: ref.space, status: 'current', parentId, containerId: null },
    ...{ createdAtMs, authorIndex, versions: [version], properties: [], file: null, inline: null },
    labels: roll % 3 === 0 ? [labelOf('global', pick(labelNames, roll >>> 7))] : [],
    restrictions: { read: { users: [], groupIds: [] }, update: { users: [], groupIds: [] } },
  };
}
