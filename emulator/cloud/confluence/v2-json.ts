/** The JSON of version 2 of the API. */
import type { Call } from '../exchange';
import type { Space } from '../world/wiki-space';
import { latest, type Content, type Version } from '../world/wiki-content';
import type { Property } from '../world/wiki-property';
import { representationOf } from './body';

export const iso = (atMs: number): string => new Date(atMs).toISOString();
export const appAccountId = '557058:app';

export function accountId(call: Call, index: number | null): string {
  return (index === null ? null : call.site.people.at(index)?.accountId) ?? appAccountId;
}

export function versionJson(call: Call, version: Version): Record<string, unknown> {
  const { number, message, minorEdit, atMs, authorIndex } = version;
  return { number, message, minorEdit, authorId: accountId(call, authorIndex), createdAt: iso(atMs) };
}

/** Where people open it, below `base`. */
export function webPath(content: Content): string {
  const { type, space, id } = content;
  switch (type) {
    case 'page':
      return `/spaces/${space.key}/pages/${id}`;
    case 'blogpost':
      return `/spaces/${space.key}/blog/${id}`;
    case 'comment':
      return `/spaces/${space.key}/pages/${content.containerId ?? ''}?focusedCommentId=${id}`;
    case 'attachment':
      return `/pages/viewpageattachments.action?pageId=${content.containerId ?? ''}&preview=${id}`;
  }
}

/** Where an attachment's bytes are, below `base`. */
export function downloadPath(content: Content): string {
  return `/rest/api/content/${content.containerId ?? ''}/child/attachment/att${content.id}/download`;
}

/** @param format `null`: no body was asked for. */
function bodyJson(content: Content, format: string | null): Record<string, unknown> {
  if (format === null) return {};
  const value = representationOf(latest(content).body, format);
  return { [format]: { representation: format, value } };
}

export interface Parts {
  format?: string | null;
  /** A single content says where `base` is, a list says it once. */
  single?: boolean;
}

export function contentJson(call: Call, content: Content, parts: Parts = {}): Record<string, unknown> {
  const common = {
    id: content.type === 'attachment' ? `att${content.id}` : content.id,
    status: content.status,
    title: latest(content).title,
    version: versionJson(call, latest(content)),
  };
  const webui = webPath(content);
  const base = parts.single === true ? { base: `${call.baseUrl}/wiki` } : {};
  switch (content.type) {
    case 'page':
    case 'blogpost':
      return {
        ...common,
        ...placeJson(content),
        authorId: accountId(call, content.authorIndex),
        ownerId: accountId(call, content.authorIndex),
        createdAt: iso(content.createdAtMs),
        body: bodyJson(content, parts.format ?? null),
        _links: {
          ...{ webui, editui: `/pages/resumedraft.action?draftId=${content.id}` },
          ...{ tinyui: `/x/${Number(content.id).toString(36)}`, ...base },
        },
      };
    case 'comment':
      return {
        ...common,
        ...commentPlace(call, content),
        ...inlineJson(content),
        body: bodyJson(content, parts.format ?? null),
        _links: { webui, ...base },
      };
    case 'attachment':
      return {
        ...common,
        ...fileJson(call, content),
        createdAt: iso(content.createdAtMs),
        webuiLink: webui,
        downloadLink: downloadPath(content),
        _links: { webui, download: downloadPath(content), ...base },
      };
  }
}

function placeJson(content: Content): Record<string, unknown> {
  const { parentId, space } = content;
  if (content.type === 'blogpost') return { spaceId: space.id };
  return { spaceId: space.id, parentId, parentType: parentId === null ? null : 'page', position: 0 };
}

function containerName(call: Call, id: string | null): 'pageId' | 'blogPostId' | 'attachmentId' {
  const type = id === null ? undefined : call.site.wiki.find(id)?.type;
  if (type === 'blogpost') return 'blogPostId';
  return type === 'attachment' ? 'attachmentId' : 'pageId';
}

function commentPlace(call: Call, { containerId, parentId }: Content): Record<string, unknown> {
  const place = { [containerName(call, containerId)]: containerId };
  return parentId === null ? place : { ...place, parentCommentId: parentId };
}

function inlineJson({ inline }: Content): Record<string, unknown> {
  if (inline === null) return {};
  return {
    resolutionStatus: inline.resolved ? 'resolved' : 'open',
    properties: { inlineMarkerRef: inline.markerRef, inlineOriginalSelection: inline.selection },
  };
}

function fileJson(call: Call, { file, containerId, id }: Content): Record<string, unknown> {
  return {
    [containerName(call, containerId)]: containerId,
    mediaType: file?.mediaType,
    mediaTypeDescription: file?.mediaType,
    comment: file?.comment,
    fileId: id,
    fileSize: file?.bytes,
  };
}

export function spaceJson(call: Call, space: Space, single = false): Record<string, unknown> {
  const { wiki } = call.site;
  return {
    ...{ id: space.id, key: space.key, name: space.name, type: 'global', status: space.status },
    authorId: appAccountId,
    createdAt: iso(space.createdAtMs ?? Date.UTC(2025, 0, 1)),
    homepageId: wiki.last(space) > 0 ? wiki.ref(space, 1).id : null,
    _links: { webui: `/spaces/${space.key}`, ...(single ? { base: `${call.baseUrl}/wiki` } : {}) },
  };
}

export function propertyJson(call: Call, property: Property): Record<string, unknown> {
  const { id, key, value, version, atMs, authorIndex } = property;
  const by = { number: version, message: '', minorEdit: false, authorId: accountId(call, authorIndex) };
  return { id, key, value, version: { ...by, createdAt: iso(atMs) } };
}
