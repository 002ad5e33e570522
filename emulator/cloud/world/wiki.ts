/** The spaces and contents of a site's Confluence: computed from the seed, with what callers wrote laid over it. */
import { BoundedMap } from './bounded-map';
import type { People } from './people';
import { latest, type Content, type ContentType } from './wiki-content';
import type { PageRef, Space } from './wiki-space';
import { seededChildren, seededPage, seededParent } from './wiki-seed';

const named = ['Documentation', 'Handbook', 'Engineering', 'Board papers', 'Marketing', 'Sales'] as const;
const keys = ['DOCS', 'HB', 'ENG', 'BOARD', 'MKT', 'SALES'] as const;
const idsPerSpace = 1_000_000;
/** Ids of what is no page begin here. */
const firstOtherId = 9_000_000_000;
/** Contents that were written: more than these, and the oldest shows its first state again, or is gone. */
const rememberedContents = 10_000;
/** A client in a loop would else fill the memory. */
const mostSpaces = 2_000;

export class Wiki {
  private list: Space[];
  private readonly lastNumber: number[];
  private readonly seeded: number[];
  private readonly written = new BoundedMap<string, Content>(rememberedContents);
  private nextOther = firstOtherId;

  constructor(
    private readonly seed: number,
    private readonly people: People,
    spaceCount: number,
    pagesPerSpace: number,
  ) {
    this.list = Array.from({ length: spaceCount }, (_, index) => ({
      ...{ index, id: String(65_537 + index), restricted: index % 4 === 3 },
      ...{ key: keys[index] ?? `SPACE${index}`, name: named[index] ?? `Space ${index}` },
      ...{ description: '', status: 'current', properties: [], createdAtMs: null },
    }));
    this.lastNumber = this.list.map(() => pagesPerSpace);
    this.seeded = this.list.map(() => pagesPerSpace);
  }

  get spaces(): readonly Space[] {
    return this.list;
  }

  spaceById(id: string): Space | null {
    return this.list.find((space) => space.id === id) ?? null;
  }

  spaceByKey(key: string): Space | null {
    return this.list.find((space) => space.key.toLowerCase() === key.toLowerCase()) ?? null;
  }

  /** @returns `null` where there are too many already */
  addSpace(space: Pick<Space, 'key' | 'name' | 'description'>, nowMs: number): Space | null {
    const index = this.lastNumber.length;
    if (index >= mostSpaces) return null;
    const made: Space = {
      ...{ ...space, index, id: String(65_537 + index), restricted: false },
      ...{ status: 'current', properties: [], createdAtMs: nowMs },
    };
    this.list = [...this.list, made];
    this.lastNumber.push(0);
    this.seeded.push(0);
    return made;
  }

  removeSpace(space: Space): void {
    this.list = this.list.filter((one) => one !== space);
  }

  /** Highest number that a page of the space has. */
  last(space: Space): number {
    return this.lastNumber[space.index] ?? 0;
  }

  ref(space: Space, number: number): PageRef {
    return { space, number, id: String((space.index + 1) * idsPerSpace + number) };
  }

  /** Whatever has this id, trash included; an attachment with or without its `att`. */
  find(id: string): Content | null {
    const plain = id.replace(/^att(?=\d)/, '');
    const known = this.written.get(plain);
    const content = known ?? this.seededById(plain);
    return content === null || !this.list.includes(content.space) ? null : content;
  }

  /** A page by its place; `null` for a number that was used for a page that is gone. */
  page(space: Space, number: number): Content | null {
    const ref = this.ref(space, number);
    return this.written.get(ref.id) ?? this.seededAt(ref);
  }

  add(type: ContentType, space: Space, make: (id: string) => Content): Content {
    const content = make(type === 'page' ? this.newPageId(space) : this.newId());
    this.written.set(content.id, content);
    return content;
  }

  /** An id that no page has. */
  newId(): string {
    this.nextOther += 1;
    return String(this.nextOther);
  }

  /** Keeps what was changed. */
  put(content: Content): Content {
    this.written.set(content.id, content);
    return content;
  }

  /** Gone for good: not even in the trash. */
  purge(content: Content): void {
    this.put({ ...content, status: 'trashed', parentId: null, containerId: null });
  }

  /** What was written of these types, oldest change first. */
  writtenOf(...types: readonly ContentType[]): Content[] {
    return [...this.written.values()].filter(
      (one) => types.includes(one.type) && this.list.includes(one.space),
    );
  }

  /** Pages that hang below this one and are no trash, in the order of their ids. */
  childrenOf(parent: Content): Content[] {
    const number = Number(parent.id) % idsPerSpace;
    const isSeeded = parent.type === 'page' && number <= this.seededIn(parent.space);
    const born = isSeeded ? seededChildren(number, this.seededIn(parent.space)) : [];
    const untouched = born
      .map((child) => this.ref(parent.space, child))
      .filter((ref) => this.written.get(ref.id) === undefined)
      .flatMap((ref) => this.seededAt(ref) ?? []);
    const moved = this.writtenOf('page').filter((one) => one.parentId === parent.id);
    return [...untouched, ...moved]
      .filter((one) => one.status === 'current')
      .sort((a, b) => Number(a.id) - Number(b.id));
  }

  /** From the top down to the parent. A page that was moved below itself ends the list. */
  ancestorsOf(content: Content): Content[] {
    const found: Content[] = [];
    let above = content.parentId;
    while (above !== null && found.length < 100) {
      const parent = this.find(above);
      if (parent === null || found.includes(parent)) break;
      found.unshift(parent);
      above = parent.parentId;
    }
    return found;
  }

  /** Comments or attachments of a content, oldest first. */
  attachedTo(container: Content, type: 'comment' | 'attachment'): Content[] {
    return this.writtenOf(type)
      .filter((one) => one.containerId === container.id && one.status === 'current')
      .sort((a, b) => Number(a.id) - Number(b.id));
  }

  /** The content of a space that has this title, in any letter case. */
  byTitle(space: Space, type: ContentType, title: string): Content | null {
    const wanted = title.toLowerCase();
    const isIt = (one: Content | null): one is Content =>
      one?.status === 'current' && one.type === type && latest(one).title.toLowerCase() === wanted;
    if (type !== 'page') return this.writtenOf(type).find((one) => one.space === space && isIt(one)) ?? null;
    for (let number = 1; number <= this.last(space); number += 1) {
      const page = this.page(space, number);
      if (isIt(page)) return page;
    }
    return null;
  }

  private newPageId(space: Space): string {
    const number = this.last(space) + 1;
    this.lastNumber[space.index] = number;
    return this.ref(space, number).id;
  }

  private seededIn(space: Space): number {
    return this.seeded[space.index] ?? 0;
  }

  private seededById(id: string): Content | null {
    if (!/^\d{1,12}$/.test(id)) return null;
    const index = Math.floor(Number(id) / idsPerSpace) - 1;
    const space = this.list.find((one) => one.index === index);
    return space === undefined ? null : this.seededAt(this.ref(space, Number(id) % idsPerSpace));
  }

  private seededAt(ref: PageRef): Content | null {
    if (ref.number < 1 || ref.number > this.seededIn(ref.space)) return null;
    const parent = seededParent(ref.number);
    const parentId = parent === null ? null : this.ref(ref.space, parent).id;
    return seededPage(this.seed, this.people, ref, parentId);
  }
}
