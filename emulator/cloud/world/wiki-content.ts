/** What a wiki holds: pages, blog posts, comments and attachments, all of one shape. */
import type { Property } from './wiki-property';
import type { Space } from './wiki-space';

export type ContentType = 'page' | 'blogpost' | 'comment' | 'attachment';
export type ContentStatus = 'current' | 'draft' | 'archived' | 'trashed';

/** As a caller wrote it. */
export interface Body {
  representation: 'storage' | 'atlas_doc_format' | 'wiki';
  value: string;
}

export interface Version {
  number: number;
  message: string;
  minorEdit: boolean;
  atMs: number;
  /** `null`: the calling app. */
  authorIndex: number | null;
  title: string;
  body: Body;
}

export interface Label {
  id: string;
  prefix: string;
  name: string;
}

export interface Restrictions {
  /** Account ids; nobody in both lists: everybody may. */
  users: string[];
  groupIds: string[];
}

export interface Content {
  id: string;
  type: ContentType;
  space: Space;
  status: ContentStatus;
  /** The page above a page, or the comment that is answered. */
  parentId: string | null;
  /** What a comment or an attachment belongs to. */
  containerId: string | null;
  createdAtMs: number;
  /** `null`: the calling app. */
  authorIndex: number | null;
  /** Oldest first, never empty. */
  versions: Version[];
  labels: Label[];
  properties: Property[];
  restrictions: Record<'read' | 'update', Restrictions>;
  /** Of an attachment; its bytes are kept by its id and version. */
  file: { mediaType: string; bytes: number; comment: string } | null;
  /** Of a comment within the text; `null` for one below it. */
  inline: { selection: string; markerRef: string; resolved: boolean } | null;
}

export function latest(content: Content): Version {
  const version = content.versions.at(-1);
  if (version === undefined) throw new Error(`${content.id} has no version`);
  return version;
}

/** More versions than this, and the oldest are forgotten. */
const rememberedVersions = 50;

/** Content that is one version further. */
export function withVersion(
  content: Content,
  change: Pick<Version, 'atMs' | 'authorIndex'> & Partial<Version>,
): Content {
  const before = latest(content);
  const next = { ...before, message: '', minorEdit: false, number: before.number + 1, ...change };
  return { ...content, versions: [...content.versions, next].slice(-rememberedVersions) };
}
