/** The JSON of version 1 of the API, where a caller says with `expand` what it wants to see. */
import type { Call } from '../exchange';
import type { Person } from '../world/people';
import type { Space } from '../world/wiki-space';
import { latest, type Content, type Label, type Version } from '../world/wiki-content';
import type { Property } from '../world/wiki-property';
import { readable, representationOf } from './body';
import { appAccountId, downloadPath, iso, webPath } from './v2-json';

import { Expansion } from './expansion';

export const restRoot = (call: Call): string => `${call.baseUrl}/wiki/rest/api`;

export function userJson(call: Call, person: Person | null): Record<string, unknown> {
  if (person === null) {
    const app = {
      type: 'known',
      accountId: appAccountId,
      accountType: 'app',
      displayName: 'The calling app',
    };
    return { ...app, publicName: 'The calling app', email: '', _links: selfLink(call, '/user/current') };
  }
  const { accountId, displayName, emailAddress } = person;
  return {
    ...{ type: 'known', accountId, accountType: 'atlassian', email: emailAddress },
    ...{ publicName: displayName, displayName, timeZone: 'Etc/UTC', isExternalCollaborator: false },
    profilePicture: { path: `/wiki/aa-avatar/${accountId}`, width: 48, height: 48, isDefault: true },
    _links: selfLink(call, `/user?accountId=${encodeURIComponent(accountId)}`),
  };
}

function selfLink(call: Call, path: string): Record<string, string> {
  return { self: restRoot(call) + path, base: `${call.baseUrl}/wiki`, context: '/wiki' };
}

const personAt = (call: Call, index: number | null): Person | null =>
  index === null ? null : call.site.people.at(index);

export function versionV1(call: Call, version: Version): Record<string, unknown> {
  const { number, message, minorEdit, atMs, authorIndex } = version;
  const by = userJson(call, personAt(call, authorIndex));
  return { by, when: iso(atMs), friendlyWhen: iso(atMs), message, number, minorEdit, confRev: '' };
}

export function spaceV1(call: Call, space: Space, expansion = new Expansion(null)): Record<string, unknown> {
  const { wiki } = call.site;
  const home = wiki.page(space, 1);
  return {
    ...{ id: Number(space.id), key: space.key, name: space.name, type: 'global', status: space.status },
    alias: space.key,
    ...(expansion.has('description')
      ? { description: { plain: { value: space.description, representation: 'plain', embeddedContent: [] } } }
      : {}),
    ...(expansion.has('homepage') && home !== null ? { homepage: contentV1(call, home) } : {}),
    _expandable: { homepage: home === null ? '' : `/rest/api/content/${home.id}`, description: '' },
    _links: { ...selfLink(call, `/space/${space.key}`), webui: `/spaces/${space.key}` },
  };
}

export const labelV1 = ({ id, prefix, name }: Label): Record<string, unknown> => ({
  ...{ prefix, name, id, label: name },
});

export function propertyV1(call: Call, property: Property, owner: string): Record<string, unknown> {
  const { id, key, value, version, atMs, authorIndex } = property;
  const by = userJson(call, personAt(call, authorIndex));
  return {
    ...{ id, key, value },
    version: { by, when: iso(atMs), friendlyWhen: iso(atMs), message: '', number: version, minorEdit: true },
    _links: selfLink(call, `${owner}/property/${encodeURIComponent(key)}`),
  };
}

/** A list inside of another answer: all of it, since nobody pages there. */
export function listV1(results: readonly unknown[]): Record<string, unknown> {
  return { results, start: 0, limit: Math.max(25, results.length), size: results.length };
}

export function contentV1(
  call: Call,
  content: Content,
  expansion = new Expansion(null),
): Record<string, unknown> {
  const { wiki } = call.site;
  const version = latest(content);
  const at = `/content/${content.type === 'attachment' ? 'att' : ''}${content.id}`;
  const container = content.containerId === null ? null : wiki.find(content.containerId);
  const links = {
    ...selfLink(call, at),
    webui: webPath(content),
    tinyui: `/x/${Number(content.id).toString(36)}`,
  };
  const wanted = <T>(name: string, make: (below: Expansion) => T): Record<string, T> =>
    expansion.has(name) ? { [name]: make(expansion.below(name)) } : {};
  return {
    id: content.type === 'attachment' ? `att${content.id}` : content.id,
    ...{ type: content.type, status: content.status, title: version.title },
    ...wanted('space', (below) => spaceV1(call, content.space, below)),
    ...wanted('version', () => versionV1(call, version)),
    ...wanted('history', (below) => historyV1(call, content, below)),
    ...wanted('ancestors', () => wiki.ancestorsOf(content).map((one) => contentV1(call, one))),
    ...wanted('container', () =>
      container === null ? spaceV1(call, content.space) : contentV1(call, container),
    ),
    ...wanted('body', (below) => bodyV1(version, below)),
    ...wanted('metadata', (below) => metadataV1(call, content, below)),
    ...wanted('children', (below) => childrenV1(call, content, below)),
    ...wanted('descendants', (below) => childrenV1(call, content, below)),
    ...(content.type === 'comment' ? { extensions: commentExtensions(content) } : {}),
    ...(content.file === null ? {} : { extensions: fileExtensions(content) }),
    _expandable: Object.fromEntries(
      ['space', 'version', 'history', 'ancestors', 'container', 'body', 'metadata', 'children', 'descendants']
        .filter((name) => !expansion.has(name))
        .map((name) => [name, name === 'space' ? `/rest/api/space/${content.space.key}` : '']),
    ),
    _links: content.file === null ? links : { ...links, download: downloadPath(content) },
  };
}

export function historyV1(call: Call, content: Content, expansion: Expansion): Record<string, unknown> {
  return {
    latest: true,
    createdBy: userJson(call, personAt(call, content.authorIndex)),
    createdDate: iso(content.createdAtMs),
    ...(expansion.has('lastUpdated') ? { lastUpdated: versionV1(call, latest(content)) } : {}),
    _links: selfLink(call, `/content/${content.id}/history`),
  };
}

function bodyV1(version: Version, expansion: Expansion): Record<string, unknown> {
  const names = readable.filter((name) => expansion.has(name));
  return {
    ...Object.fromEntries(
      names.map((representation) => [
        representation,
        { value: representationOf(version.body, representation), representation, embeddedContent: [] },
      ]),
    ),
    _expandable: Object.fromEntries(
      readable.filter((name) => !names.includes(name)).map((name) => [name, '']),
    ),
  };
}

function metadataV1(call: Call, content: Content, expansion: Expansion): Record<string, unknown> {
  const properties = expansion.below('properties');
  const shown = content.properties.filter(({ key }) => properties.has(key));
  return {
    ...(expansion.has('labels') ? { labels: listV1(content.labels.map(labelV1)) } : {}),
    ...(expansion.has('properties')
      ? {
          properties: Object.fromEntries(
            shown.map((one) => [one.key, propertyV1(call, one, `/content/${content.id}`)]),
          ),
        }
      : {}),
    ...(content.file === null ? {} : { mediaType: content.file.mediaType, comment: content.file.comment }),
    _expandable: expansion.has('labels') ? { properties: '' } : { labels: '', properties: '' },
  };
}

/** What hangs directly below a content. */
export function childrenOfType(call: Call, content: Content, type: string): Content[] | null {
  const { wiki } = call.site;
  if (type === 'page') return content.type === 'page' ? wiki.childrenOf(content) : [];
  if (type === 'attachment') return wiki.attachedTo(content, 'attachment');
  if (type !== 'comment') return null;
  if (content.type === 'comment')
    return wiki.writtenOf('comment').filter((one) => one.parentId === content.id && one.status === 'current');
  return wiki.attachedTo(content, 'comment').filter((one) => one.parentId === null);
}

function childrenV1(call: Call, content: Content, expansion: Expansion): Record<string, unknown> {
  const types = (['page', 'attachment', 'comment'] as const).filter((type) => expansion.has(type));
  return Object.fromEntries(
    types.map((type) => [
      type,
      listV1(
        (childrenOfType(call, content, type) ?? []).map((one) => contentV1(call, one, expansion.below(type))),
      ),
    ]),
  );
}

function commentExtensions({ inline }: Content): Record<string, unknown> {
  if (inline === null) return { location: 'footer' };
  return {
    location: 'inline',
    resolution: { status: inline.resolved ? 'resolved' : 'open' },
    inlineProperties: { markerRef: inline.markerRef, originalSelection: inline.selection },
  };
}

function fileExtensions({ file, id }: Content): Record<string, unknown> {
  return { mediaType: file?.mediaType, fileSize: file?.bytes, comment: file?.comment ?? '', fileId: id };
}
