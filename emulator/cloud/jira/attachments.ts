/** Files of an issue: uploaded as a form, downloaded as they came. */
import { jiraError, reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { isGuarded, unguarded } from '../upload-guard';
import { appended, type Attachment } from '../world/issue-edits';
import { BoundedMap } from '../world/bounded-map';
import type { IssueRef } from '../world/issues';
import type { Site } from '../world/site';
import { authorIndexOf } from './fields/apply';
import { withIssue } from './issue-access';
import { attachmentJson } from './issue-part-shapes';

/** Of one file. The server takes no larger body either. */
const uploadLimitBytes = 10 * 1024 * 1024;
const mostAttachments = 1_000;
/** Which issue a file is of, by the id that an address names. */
const owners = new WeakMap<Site, BoundedMap<string, string>>();

function ownersOf(site: Site): BoundedMap<string, string> {
  const known = owners.get(site) ?? new BoundedMap<string, string>(20_000);
  owners.set(site, known);
  return known;
}

function upload(call: Call): Reply {
  if (!isGuarded(call)) return jiraError(403, unguarded);
  const { site, viewer, nowMs } = call;
  return withIssue(call, (ref) => {
    const files = call.upload.filter((part) => part.fileName !== null && part.name === 'file');
    if (files.length === 0)
      return jiraError(400, "The request has no file: send multipart/form-data with a part named 'file'.");
    const edits = site.issues.change(ref, nowMs);
    const shown = files.map((part) => {
      const attachment: Attachment = {
        id: String(site.jira.nextId()),
        fileName: part.fileName ?? '',
        mediaType: part.mediaType,
        size: part.bytes.length,
        atMs: nowMs,
        authorIndex: authorIndexOf(viewer),
      };
      site.blobs.put(blobName(attachment.id), part.bytes);
      ownersOf(site).set(attachment.id, ref.id);
      edits.attachments = appended(edits.attachments, attachment, mostAttachments);
      return attachmentJson(call, attachment);
    });
    return reply(200, shown, { core: shown.length });
  });
}

/** Apart from the files of Confluence. */
function blobName(id: string): string {
  return `jira ${id}`;
}

function withAttachment(call: Call, then: (ref: IssueRef, attachment: Attachment) => Reply): Reply {
  const { site, viewer } = call;
  const id = call.params[0] ?? '';
  const ref = site.visibleIssue(viewer, ownersOf(site).get(id) ?? '');
  const attachment =
    ref === null ? undefined : site.issues.editsOf(ref)?.attachments.find((one) => one.id === id);
  if (ref === null || attachment === undefined || site.blobs.get(blobName(id)) === undefined)
    return jiraError(404, `The attachment with id '${id}' does not exist`);
  return then(ref, attachment);
}

/** In one go, where Jira redirects to its media service: a client that follows redirects sees no difference. */
function download(call: Call): Reply {
  return withAttachment(call, (_, attachment) => {
    const bytes = call.site.blobs.get(blobName(attachment.id)) ?? new Uint8Array();
    const name = encodeURIComponent(attachment.fileName);
    return {
      ...reply(200, null, { core: 1 }),
      headers: [['Content-Disposition', `attachment; filename*=UTF-8''${name}`]],
      file: { mediaType: attachment.mediaType, bytes },
    };
  });
}

function remove(call: Call): Reply {
  return withAttachment(call, (ref, attachment) => {
    const edits = call.site.issues.change(ref, call.nowMs);
    edits.attachments = edits.attachments.filter((one) => one !== attachment);
    call.site.blobs.delete(blobName(attachment.id));
    ownersOf(call.site).delete(attachment.id);
    return reply(204, null, { core: 1 });
  });
}

/** Pictures are not made smaller here. */
function thumbnail(call: Call): Reply {
  return withAttachment(call, () => jiraError(404, 'The emulator makes no thumbnails.'));
}

const product = 'jira';
const one = '/rest/api/3/attachment';

export const attachmentEndpoints: readonly CloudEndpoint[] = [
  {
    product,
    method: 'POST',
    template: '/rest/api/3/issue/{}/attachments',
    handle: upload,
    writesIssue: true,
  },
  {
    product,
    method: 'GET',
    template: `${one}/meta`,
    handle: () => reply(200, { enabled: true, uploadLimit: uploadLimitBytes }, { core: 1 }),
  },
  {
    ...{ product, method: 'GET', template: `${one}/{}` },
    handle: (call) =>
      withAttachment(call, (_, attachment) => reply(200, attachmentJson(call, attachment), { core: 1 })),
  },
  { product, method: 'DELETE', template: `${one}/{}`, handle: remove },
  { product, method: 'GET', template: `${one}/content/{}`, handle: download },
  { product, method: 'GET', template: `${one}/thumbnail/{}`, handle: thumbnail },
  // By the name that older clients make the address of.
  { product, method: 'GET', template: '/secure/attachment/{}/{}', handle: download },
];
