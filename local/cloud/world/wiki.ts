/** The spaces and pages of a site's Confluence: computed from the seed, with what callers wrote laid over it. */
import { BoundedMap } from './bounded-map';

export interface Space {
  index: number;
  id: string;
  key: string;
  name: string;
  /** Only administrators and apps see it. */
  restricted: boolean;
}

export interface PageRef {
  space: Space;
  number: number;
  id: string;
}

interface PageEdits {
  title: string | null;
  storage: string | null;
  version: number;
  updatedAtMs: number;
  deleted: boolean;
}

const named = ['Documentation', 'Handbook', 'Engineering', 'Board papers', 'Marketing', 'Sales'] as const;
const keys = ['DOCS', 'HB', 'ENG', 'BOARD', 'MKT', 'SALES'] as const;
const idsPerSpace = 1_000_000;
/** Writes older than this many touched pages are forgotten: the page shows its first state again. */
const rememberedPages = 5_000;

export class Wiki {
  readonly spaces: readonly Space[];
  private readonly byId = new Map<string, Space>();
  private readonly byKey = new Map<string, Space>();
  private readonly lastNumber: number[];
  private readonly edits = new BoundedMap<string, PageEdits>(rememberedPages);

  constructor(spaceCount: number, pagesPerSpace: number) {
    this.spaces = Array.from({ length: spaceCount }, (_, index) => ({
      index,
      id: String(65_537 + index),
      key: keys[index] ?? `SPACE${index}`,
      name: named[index] ?? `Space ${index}`,
      restricted: index % 4 === 3,
    }));
    for (const space of this.spaces) {
      this.byId.set(space.id, space);
      this.byKey.set(space.key.toLowerCase(), space);
    }
    this.lastNumber = this.spaces.map(() => pagesPerSpace);
  }

  spaceById(id: string): Space | null {
    return this.byId.get(id) ?? null;
  }

  spaceByKey(key: string): Space | null {
    return this.byKey.get(key.toLowerCase()) ?? null;
  }

  last(space: Space): number {
    return this.lastNumber[space.index] ?? 0;
  }

  ref(space: Space, number: number): PageRef {
    return { space, number, id: String((space.index + 1) * idsPerSpace + number) };
  }

  find(id: string): PageRef | null {
    if (!/^\d{1,12}$/.test(id)) return null;
    const space = this.spaces[Math.floor(Number(id) / idsPerSpace) - 1];
    const number = Number(id) % idsPerSpace;
    if (space === undefined || number < 1 || number > this.last(space)) return null;
    const ref = this.ref(space, number);
    return this.editsOf(ref)?.deleted === true ? null : ref;
  }

  create(space: Space, title: string, storage: string, nowMs: number): PageRef {
    const number = this.last(space) + 1;
    this.lastNumber[space.index] = number;
    const ref = this.ref(space, number);
    this.edits.set(ref.id, { title, storage, version: 1, updatedAtMs: nowMs, deleted: false });
    return ref;
  }

  editsOf(ref: PageRef): PageEdits | null {
    return this.edits.get(ref.id) ?? null;
  }

  change(ref: PageRef, change: Partial<PageEdits>, nowMs: number): void {
    const before = this.editsOf(ref) ?? {
      title: null,
      storage: null,
      version: 1,
      updatedAtMs: nowMs,
      deleted: false,
    };
    this.edits.set(ref.id, { ...before, ...change, updatedAtMs: nowMs });
  }
}
